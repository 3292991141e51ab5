"""Officers in a hurry: they send commands, and send them again until they are answered.

Some commands are sent twice at once, to both registries; some are given up at the first trouble,
and then nobody may say that they were recorded twice.
"""

import random
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal
from uuid import UUID, uuid4

import httpx2

from shared.vocabulary.calendar import civil_day, system_clock
from tests.registry import land

HAMLETS: Final = (land.HAMLET, land.NEIGHBOUR, land.ELSEWHERE)
PATIENCE: Final = 5.0
FIRST_WRONG: Final = 500
ROWS_OF_A_PAGE: Final = 15
TWICE: Final = 0.1
GIVEN_UP: Final = 0.05
PAUSE: Final = 0.02
PAUSE_IN_TROUBLE: Final = 0.2
DAYS: Final = 90
FIRST_DAY: Final = land.REORGANISED

Kind = Literal["family", "families", "centre", "class"]


class Refused(AssertionError):
    """A good command was refused, or answered differently the second time."""


@dataclass(frozen=True)
class Command:
    """`key` is kept however often it is sent."""

    kind: Kind
    key: str
    path: str
    body: Mapping[str, Any]


@dataclass
class Journal:
    """What was asked and what was answered; written to by all writers."""

    acknowledged: dict[str, tuple[Kind, tuple[UUID, ...]]] = field(default_factory=dict)
    given_up: dict[str, Command] = field(default_factory=dict)
    sent_again: int = 0
    sent_twice: int = 0
    faults: list[BaseException] = field(default_factory=list)

    def ids(self, *kinds: Kind) -> list[UUID]:
        """What exists now, by what was answered."""
        known = self.acknowledged.values()
        return [each for kind, ids in known if kind in kinds for each in ids]


class Doors:
    """The doors of both registries, for one officer; a knock elsewhere follows each trouble."""

    def __init__(self, urls: Sequence[str], signed: Mapping[str, str]) -> None:
        self._urls = urls
        self._client = httpx2.Client(headers=dict(signed), timeout=PATIENCE)

    def ask(self, command: Command, attempt: int) -> tuple[UUID, ...] | None:
        """The answer; None when nobody answered, or nobody could. Raises Refused."""
        url = self._urls[attempt % len(self._urls)] + command.path
        try:
            answer = self._client.post(
                url, json=command.body, headers={"Idempotency-Key": command.key}
            )
        except httpx2.TransportError:
            return None
        if answer.status_code >= FIRST_WRONG:
            return None
        if answer.is_error:
            raise Refused(f"{command}: {answer.status_code} {answer.text}")
        return _ids(command.kind, answer.json())

    def close(self) -> None:
        self._client.close()


def _ids(kind: Kind, body: Mapping[str, Any]) -> tuple[UUID, ...] | None:
    """None while a row of many could not be served now."""
    if kind != "families":
        return (UUID(body[f"{kind}_id"]),)
    if any(row.get("code") in ("eventstore.busy", "eventstore.log-halted") for row in body["rows"]):
        return None
    if body["refused"]:
        raise Refused(str(body))
    return tuple(UUID(row["family_id"]) for row in body["rows"])


class Writer:
    """One officer in a thread of its own. Its choices follow from its seed."""

    def __init__(self, seed: str, doors: Doors, journal: Journal, stop: threading.Event) -> None:
        self._chance = random.Random(seed)
        self._doors, self._journal, self._stop = doors, journal, stop
        self._centres: list[UUID] = []
        self._other_hand = ThreadPoolExecutor(1)
        self._thread = threading.Thread(target=self._write, name=f"writer {seed}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self, within: float) -> None:
        """Once asked to stop; it finishes what it has begun."""
        self._thread.join(within)
        assert not self._thread.is_alive(), "a command is not answered although all is well again"

    def _write(self) -> None:
        try:
            self._send(self._centre())
            while not self._stop.wait(PAUSE):
                self._send(self._chosen())
        except BaseException as fault:
            self._journal.faults.append(fault)
        finally:
            self._other_hand.shutdown()
            self._doors.close()

    def _chosen(self) -> Command:
        kinds: tuple[Kind, ...] = ("family", "class", "families", "centre")
        match self._chance.choices(kinds, (60, 30, 10, 2))[0]:
            case "class" if self._centres:
                path = f"/centres/{self._centres[-1]}/classes"
                return _command("class", path, self._class())
            case "families":
                rows = [self._family() for _ in range(ROWS_OF_A_PAGE)]
                return _command("families", "/families/bulk", {"rows": rows})
            case "centre":
                return self._centre()
            case _:
                return _command("family", "/families", self._family())

    def _centre(self) -> Command:
        body = {"place_id": str(land.COMMUNE), "established_on": FIRST_DAY.isoformat()}
        return _command("centre", "/centres", body)

    def _family(self) -> dict[str, Any]:
        return {
            "hamlet_id": str(self._chance.choice(HAMLETS)),
            "registered_on": self._day().isoformat(),
            "head": {"full_name": "Chủ hộ"},
        }

    def _class(self) -> dict[str, Any]:
        return {
            "class_id": str(uuid4()),
            "held_on": self._day().isoformat(),
            "topic_code": "digital-skills",
            "attendances": self._chance.randrange(200),
        }

    def _day(self) -> date:
        return civil_day(system_clock()) - timedelta(days=self._chance.randrange(DAYS))

    def _send(self, command: Command) -> None:
        if self._chance.random() < GIVEN_UP:
            if self._asked(command, self._chance.randrange(2)) is None:
                self._journal.given_up[command.key] = command
        elif self._chance.random() < TWICE:
            self._send_twice(command)
        else:
            self._until_answered(command)

    def _send_twice(self, command: Command) -> None:
        self._journal.sent_twice += 1
        other = self._other_hand.submit(self._until_answered, command, 1)
        here, there = self._until_answered(command, 0), other.result()
        if here != there:
            raise Refused(f"{command}: answered {here} and {there}")

    def _until_answered(self, command: Command, attempt: int = 0) -> tuple[UUID, ...]:
        """However long it takes: only the storm's end finds out that it took too long."""
        while (answer := self._asked(command, attempt)) is None:
            attempt += 1
            self._journal.sent_again += 1
            self._stop.wait(PAUSE_IN_TROUBLE)
        return answer

    def _asked(self, command: Command, attempt: int) -> tuple[UUID, ...] | None:
        answer = self._doors.ask(command, attempt)
        if answer is not None:
            self._journal.acknowledged[command.key] = (command.kind, answer)
            if command.kind == "centre":
                self._centres.extend(answer)
        return answer


def _command(kind: Kind, path: str, body: Mapping[str, Any]) -> Command:
    return Command(kind, str(uuid4()), f"/registry/v1{path}", body)
