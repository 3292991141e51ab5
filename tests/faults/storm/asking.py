"""What one officer asks for, one command after the other; the choices follow from a seed."""

import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final, Protocol
from uuid import UUID, uuid4

from shared.vocabulary.calendar import civil_day, system_clock
from tests.faults.storm.clans import Clans
from tests.faults.storm.communes import hamlet_of
from tests.faults.storm.documents import Documents
from tests.faults.storm.journal import Answer, Command, Kind
from tests.faults.storm.lists import Lists
from tests.faults.storm.movement import Movement
from tests.faults.storm.papers import Papers
from tests.support import land

HAMLETS: Final = (land.HAMLET, land.NEIGHBOUR, land.ELSEWHERE)
ROWS_OF_A_PAGE: Final = 15
DAYS: Final = 90
TODAY: Final = civil_day(system_clock())
"""Of the whole storm: what is asked before midnight is not to be refused after it."""

WEIGHTS: Final[Mapping[Kind, int]] = {
    "family": 40,
    "families": 5,
    "merge": 3,
    "clan": 4,
    "clan-merge": 5,
    "clan-unmerge": 8,
    "family-member": 6,
    "clan-member": 4,
    "class": 15,
    "centre": 2,
    "reorganisation": 4,
    "announcement": 3,
    "cancellation": 6,
    "association": 1,
    "chapter": 2,
    "memberships": 4,
    "membership-move": 6,
    "membership-ending": 4,
    "session": 6,
    "session-correction": 2,
    "activity": 4,
    "plan-item": 6,
    "plan-item-closing": 5,
    "board": 2,
    "document": 4,
    "equipment": 2,
    "equipment-anew": 6,
    "import": 4,
    "import-confirm": 8,
    "import-undo": 8,
    "candidacy": 25,
    "candidacies": 3,
    "decision": 20,
    "fund": 2,
    "scholarship": 20,
}
NEW: Final = 60
"""The weight of what an officer has not asked for yet: also a storm in which everything is slow
meets every kind of command."""
FIRST: Final[tuple[Kind, ...]] = (
    "centre", "fund", "association", "chapter", "chapter", "memberships", "committee", "plan",
    "plan-item", "equipment", "import", "import-confirm",
)  # fmt: skip
IN_NO_HURRY: Final = 20
"""So many candidacies wait before the first is decided: its family was heard of by then, mostly."""


class Room(Protocol):
    """What is asked for one kind of things, and learned of them."""

    KINDS: ClassVar[tuple[Kind, ...]]

    def can(self, kind: Kind) -> bool: ...
    def said(self, kind: Kind) -> tuple[str, Mapping[str, Any]]: ...
    def learn(self, kind: Kind, row: Mapping[str, Any], told_id: UUID) -> None: ...


class Officer:
    """Asks for what is possible by all it was answered; an unanswered command is nobody's. The
    seed ends with the officer's number (`7/0`): each has a commune of its own to reorganise."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)
        self._families: list[tuple[UUID, str]] = []
        self._surviving: dict[UUID, tuple[UUID, str]] = {}
        self._clans = Clans(self._chance, TODAY.isoformat())
        self._candidates: list[str] = []
        self._of: dict[Kind, list[UUID]] = {"centre": [], "fund": []}
        self._known: set[Kind] = set()
        self._numbers = 0
        number = int(seed.rpartition("/")[2])
        self._hamlets = [*HAMLETS, hamlet_of(number)]
        papers = Papers(self._chance, number, TODAY, self._of["centre"])
        lists = Lists(self._chance, number)
        rooms = (self._clans, Documents(number, TODAY), Movement(self._chance), papers, lists)
        self._rooms: dict[Kind, Room] = {kind: room for room in rooms for kind in room.KINDS}

    def first(self) -> Iterator[Command]:
        """Somewhere to hold classes, something to give from, and members who may move; each is
        asked for once the one before is answered."""
        for kind in FIRST:
            yield self._asked(kind)

    def next(self) -> Command:
        kinds = [kind for kind in WEIGHTS if self._can(kind)]
        weights = [WEIGHTS[kind] if kind in self._known else NEW for kind in kinds]
        return self._asked(self._chance.choices(kinds, weights)[0])

    def learn(self, command: Command, answer: Answer) -> None:
        for row, told in zip(command.rows, answer, strict=True):
            match command.kind:
                case "family" | "families":
                    self._families.append((told.id, row["place_id"]))
                case "merge":
                    self._families.append(self._surviving.pop(told.id))
                case "family-member":
                    self._clans.meet(told.id)
                case "candidacy" | "candidacies":
                    self._candidates.append(row["bearer_id"])
                case "centre" | "fund" as kind:
                    self._of[kind].append(told.id)
                case kind if kind in self._rooms:
                    self._rooms[kind].learn(kind, row, told.id)

    def happens(self, share: float) -> bool:
        return self._chance.random() < share

    def one_of(self, number: int) -> int:
        return self._chance.randrange(number)

    def _can(self, kind: Kind) -> bool:
        match kind:
            case "candidacy" | "candidacies" | "family-member":
                return bool(self._families)
            case "merge":
                return len(self._families) > 1
            case "decision":
                return len(self._candidates) > IN_NO_HURRY
            case "class":
                return bool(self._of["centre"])
            case "scholarship":
                return bool(self._of["fund"])
            case _:
                return kind not in self._rooms or self._rooms[kind].can(kind)

    def _asked(self, kind: Kind) -> Command:
        self._known.add(kind)
        path, body = self._said(kind)
        return Command(kind, str(uuid4()), path, body)

    def _said(self, kind: Kind) -> tuple[str, Mapping[str, Any]]:
        match kind:
            case "family":
                return "/registry/v1/families", self._family()
            case "families":
                rows = [self._family() for _ in range(ROWS_OF_A_PAGE)]
                return "/registry/v1/families/bulk", {"rows": rows}
            case "merge":
                return "/registry/v1/duplicates/merges", self._merge()
            case "class":
                return f"/registry/v1/centres/{self._of['centre'][-1]}/classes", self._class()
            case "candidacy":
                return "/recognition/v1/candidacies", self._candidacy()
            case "candidacies":
                rows = [self._candidacy() for _ in self._families[:ROWS_OF_A_PAGE]]
                return "/recognition/v1/candidacies/bulk", {"rows": rows}
            case "decision":
                return "/recognition/v1/decisions", self._decision()
            case "scholarship":
                return f"/funding/v1/funds/{self._of['fund'][-1]}/scholarships", self._award()
            case kind if kind in self._rooms:
                return self._rooms[kind].said(kind)
            case _:
                return self._begun(kind)

    def _begun(self, kind: Kind) -> tuple[str, Mapping[str, Any]]:
        """What others are recorded in or from, and who joins."""
        match kind:
            case "family-member":
                return "/registry/v1/families/members", self._member()
            case "centre":
                return "/registry/v1/centres", self._founded(land.COMMUNE, "established_on")
            case _:
                place_id = self._chance.choice(HAMLETS)
                return "/funding/v1/funds", self._founded(place_id, "opened_on")

    def _family(self) -> dict[str, Any]:
        return {
            "place_id": str(self._chance.choice(self._hamlets)),
            "registered_on": self._day(),
            "head": {"full_name": "Chủ hộ"},
        }

    def _member(self) -> dict[str, Any]:
        """Of one that is nobody's alias, and may become one."""
        family_id, _ = self._chance.choice(self._families)
        said = {"relation_code": "child", "joined_on": TODAY.isoformat()}
        return {"family_id": str(family_id), "person": {"full_name": "Con"}, **said}

    def _merge(self) -> dict[str, Any]:
        """Of two that nobody runs for; the survivor may be merged in its turn."""
        merged_id, _ = self._families.pop(self.one_of(len(self._families)))
        survivor = self._families.pop(self.one_of(len(self._families)))
        self._surviving[merged_id] = survivor
        two = {"merged_id": str(merged_id), "survivor_id": str(survivor[0])}
        return {**two, "kind": "family", "merged_on": TODAY.isoformat(), "ground_code": "other"}

    def _class(self) -> dict[str, Any]:
        return {
            "class_id": str(uuid4()),
            "held_on": self._day(),
            "topic_code": "digital-skills",
            "attendances": self._chance.randrange(200),
        }

    def _candidacy(self) -> dict[str, Any]:
        """Often of the family registered last, which recognition will not have heard of yet."""
        last = self.happens(0.5)
        bearer_id, place_id = self._families.pop(-1 if last else self.one_of(len(self._families)))
        return {
            "bearer_id": str(bearer_id),
            "title": "family",
            "bearer_kind": "family",
            "title_year": TODAY.year,
            "registration": self._chance.choice(("new", "renewed")),
            "registered_on": TODAY.isoformat(),
            "place_id": place_id,
        }

    def _decision(self) -> dict[str, Any]:
        self._numbers += 1
        declined = {"ground_code": "criteria-not-met"} if self.happens(0.25) else {}
        return {
            "bearer_id": self._candidates.pop(0),
            "title": "family",
            "bearer_kind": "family",
            "title_year": TODAY.year,
            "decided_on": TODAY.isoformat(),
            "decision_number": f"{self._numbers}/QĐ-UBND",
            **declined,
        }

    def _award(self) -> dict[str, Any]:
        """With an id of ours, or only under the key."""
        named = {"award_id": str(uuid4())} if self.happens(0.5) else {}
        return {
            "recipient_ref": str(uuid4()),
            "grants": 1 + self.one_of(3),
            "amount_dong": 1_000 * self.one_of(3_000),
            "awarded_on": self._day(),
            **named,
        }

    def _founded(self, place_id: UUID, since: str) -> dict[str, Any]:
        return {"place_id": str(place_id), since: land.REORGANISED.isoformat()}

    def _day(self) -> str:
        return (TODAY - timedelta(days=self.one_of(DAYS))).isoformat()
