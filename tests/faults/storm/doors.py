"""The doors that take commands, as one officer knocks at them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import httpx2

from tests.faults.storm.communes import announced_id
from tests.faults.storm.journal import Answer, Command, Kind, Refused, Told

PATIENCE: Final = 5.0
FIRST_WRONG: Final = 500
LATER: Final = (
    "eventstore.busy",
    "eventstore.log-halted",
    "eventstore.not-compared-yet",
    "web.place-not-known-yet",
)
"""A row so refused may be sent again."""
NOT_OVER: Final = ("registry.import-not-over", "registry.import-undone-in-part")
"""An undo so refused is asked for again."""

NAMED: Final[Mapping[Kind, str]] = {
    "families": "family_id",
    "memberships": "membership_id",
    "membership-move": "membership_id",
    "membership-ending": "membership_id",
    "session-correction": "session_id",
    "plan-item": "item_id",
    "plan-item-closing": "item_id",
    "equipment": "centre_id",
    "equipment-anew": "centre_id",
    "import-confirm": "import_id",
    "import-undo": "import_id",
    "candidacies": "candidacy_id",
    "decision": "candidacy_id",
    "scholarship": "award_id",
    "merge": "merged_id",
    "clan-merge": "merged_id",
    "clan-unmerge": "merged_id",
    "family-member": "person_ref",
    "clan-member": "person_ref",
}
"""Under which name an answer says what exists now, where it is not called as what was asked."""


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
        if answer.is_error and answer.json().get("code") in NOT_OVER:
            self.trouble = answer.text
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
    rows = [body] if command.kind == "import" else body.get("rows", [body])
    if any(row.get("code") in LATER for row in rows):
        return None
    if body.get("refused"):
        raise Refused(f"{command}: {body}")
    answers = [row.get("answer", row) for row in rows]
    return tuple(Told(UUID(each[_name(command)]), each.get("status", "")) for each in answers)


def _name(command: Command) -> str:
    return NAMED.get(command.kind, f"{command.kind}_id")
