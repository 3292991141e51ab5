"""The doors that take commands, as one officer knocks at them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import httpx2

from tests.faults.storm.communes import announced_id
from tests.faults.storm.journal import Answer, Command, Refused, Told

PATIENCE: Final = 5.0
FIRST_WRONG: Final = 500
LATER: Final = (
    "eventstore.busy",
    "eventstore.log-halted",
    "eventstore.not-compared-yet",
    "web.place-not-known-yet",
)
"""A row so refused may be sent again."""


class Doors:
    """Of every service; a knock elsewhere follows each trouble. `trouble` is the last there was."""

    trouble: str = ""

    def __init__(self, urls: Mapping[str, Sequence[str]], signed: Mapping[str, str]) -> None:
        self._urls = urls
        self._client = httpx2.Client(headers=dict(signed), timeout=PATIENCE)

    def ask(self, command: Command, attempt: int) -> Answer | None:
        """The answer; None when nobody answered, or nobody could yet. Raises Refused."""
        urls = self._urls[command.service]
        try:
            answer = self._client.post(
                urls[attempt % len(urls)] + command.path,
                json=command.body,
                headers={"Idempotency-Key": command.key},
            )
        except httpx2.TransportError as away:
            self.trouble = repr(away)
            return None
        if answer.status_code >= FIRST_WRONG or "Retry-After" in answer.headers:
            self.trouble = f"{answer.status_code} {answer.text}"
            return None
        if answer.is_error:
            raise Refused(f"{command}: {answer.status_code} {answer.text}")
        self.trouble = f"{answer.status_code} {answer.text}"
        return _told(command, answer.json())

    def close(self) -> None:
        self._client.close()


def _told(command: Command, body: Mapping[str, Any]) -> Answer | None:
    """None while a row of many could not be served now."""
    if command.kind in ("reorganisation", "announcement"):
        (made,) = body["made"]
        return (Told(UUID(made["place_id"])),)
    if command.kind == "cancellation":
        return (Told(announced_id(body["document_number"])),)
    rows = body.get("rows", [body])
    if any(row.get("code") in LATER for row in rows):
        return None
    if body.get("refused"):
        raise Refused(f"{command}: {body}")
    answers = [row.get("answer", row) for row in rows]
    return tuple(Told(UUID(each[_name(command)]), each.get("status", "")) for each in answers)


def _name(command: Command) -> str:
    match command.kind:
        case "families":
            return "family_id"
        case "memberships" | "membership-move" | "membership-ending":
            return "membership_id"
        case "session-correction":
            return "session_id"
        case "plan-item" | "plan-item-closing":
            return "item_id"
        case "equipment" | "equipment-anew":
            return "centre_id"
        case "candidacies" | "decision":
            return "candidacy_id"
        case "scholarship":
            return "award_id"
        case "merge" | "clan-merge" | "clan-unmerge":
            return "merged_id"
        case "family-member" | "clan-member":
            return "person_ref"
        case kind:
            return f"{kind}_id"
