"""What an officer asks for the movement's organisation: an association, its chapters, who becomes a
member, moves and leaves, and what the association holds."""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final, TypeVar
from uuid import UUID

from tests.faults.storm.journal import Kind
from tests.support import land

HOSTS: Final = ("school", "agency", "unit")
ROWS_OF_A_PAGE: Final = 10
MEMBERSHIPS: Final = "/registry/v1/memberships"
SESSIONS: Final = "/registry/v1/sessions"
Known = TypeVar("Known")


class Movement:
    """Of one association, which comes first. Who is a member is nobody who is named."""

    KINDS: ClassVar[tuple[Kind, ...]] = (
        "association", "chapter", "memberships", "membership-move", "membership-ending",
        "session", "session-correction", "activity",
    )  # fmt: skip

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._association: UUID | None = None
        self._chapters: list[str] = []
        self._members: list[tuple[UUID, str]] = []
        self._sessions: list[tuple[UUID, Mapping[str, Any]]] = []

    def can(self, kind: Kind) -> bool:
        match kind:
            case "association":
                return self._association is None
            case "memberships":
                return bool(self._chapters)
            case "membership-move":
                return bool(self._members) and len(self._chapters) > 1
            case "membership-ending":
                return bool(self._members)
            case "session-correction":
                return bool(self._sessions)
            case _:
                return self._association is not None

    def said(self, kind: Kind) -> tuple[str, Mapping[str, Any]]:
        match kind:
            case "association":
                return "/registry/v1/associations", self._founded("Hội Khuyến học")
            case "chapter":
                of = {"association_id": str(self._association)}
                host = {"host_kind": self._chance.choice(HOSTS)}
                return "/registry/v1/chapters", self._founded("Chi hội") | of | host
            case "memberships":
                return f"{MEMBERSHIPS}/bulk", {"rows": [self._row() for _ in range(ROWS_OF_A_PAGE)]}
            case "membership-move":
                return f"{MEMBERSHIPS}/moves", self._moved()
            case "membership-ending":
                membership, _ = self._one_of(self._members)
                left = {"left_on": self._day(60, 90), "ground_code": "left"}
                return f"{MEMBERSHIPS}/endings", {"membership_id": str(membership)} | left
            case "session":
                return SESSIONS, self._session()
            case "session-correction":
                session, said = self._one_of(self._sessions)
                right = {"session_id": str(session), "attendances": said["attendances"] + 1}
                return f"{SESSIONS}/corrections", {**said, **right}
            case _:
                return "/registry/v1/activities", self._activity()

    def learn(self, kind: Kind, row: Mapping[str, Any], told_id: UUID) -> None:
        match kind:
            case "association":
                self._association = told_id
            case "chapter":
                self._chapters.append(str(told_id))
            case "memberships":
                self._members.append((told_id, row["chapter_id"]))
            case "session":
                self._sessions.append((told_id, row))

    def _founded(self, name: str) -> dict[str, Any]:
        since = land.REORGANISED.isoformat()
        return {"place_id": str(land.COMMUNE), "name": name, "founded_on": since}

    def _row(self) -> dict[str, Any]:
        return {"chapter_id": self._chance.choice(self._chapters), "joined_on": self._day(0, 30)}

    def _moved(self) -> dict[str, Any]:
        """Once at most, before it may end."""
        membership, chapter_id = self._one_of(self._members)
        to = self._chance.choice([each for each in self._chapters if each != chapter_id])
        said = {"membership_id": str(membership), "chapter_id": to}
        return said | {"moved_on": self._day(31, 59)}

    def _session(self) -> dict[str, Any]:
        return {
            **self._organised(),
            "topic_code": "law",
            "held_on": self._day(0, 90),
            "attendances": self._chance.randrange(200),
            "cost_dong": self._chance.choice((None, 1_500_000)),
        }

    def _activity(self) -> dict[str, Any]:
        """On one day, or in a span."""
        first = {"first_on": self._day(0, 30)} if self._chance.random() < 0.5 else {}
        came = [{"attendee_kind": "teachers", "number": 1 + self._chance.randrange(50)}]
        held = {"activity_kind": "training-conference", "held_on": self._day(31, 90)}
        return {**self._organised(), **held, **first, "attendees": came}

    def _organised(self) -> dict[str, Any]:
        return {"organiser_kind": "association", "organiser_id": str(self._association)}

    def _one_of(self, known: list[Known]) -> Known:
        return known.pop(self._chance.randrange(len(known)))

    def _day(self, first: int, last: int) -> str:
        """So many days after the reorganisation, which is long past."""
        return (land.REORGANISED + timedelta(days=self._chance.randint(first, last))).isoformat()
