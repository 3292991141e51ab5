"""What an officer asks for what is written down and planned: documents issued, a committee with its
plan of the year and what is in it, boards, and what centres have in a year."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from tests.faults.storm.communes import spare_of
from tests.faults.storm.journal import Kind
from tests.support import land

PLANS: Final = "/registry/v1/plans"
FACILITIES: Final = "/registry/v1/centres/facilities"
HOSTS: Final = ("agency", "clan", "school")
PAPERS: Final = ("dispatch", "plan", "report")


class Papers:
    """Of one committee, of the commune that stays, whose plan comes next. An item is closed once; a
    centre says once what it has, and once what it has by then. `centres`: those there are."""

    KINDS: ClassVar[tuple[Kind, ...]] = (
        "committee", "plan", "plan-item", "plan-item-closing", "board", "document",
        "equipment", "equipment-anew",
    )  # fmt: skip

    def __init__(
        self, chance: random.Random, officer: int, today: date, centres: list[UUID]
    ) -> None:
        self._chance, self._officer, self._today = chance, officer, today
        self._centres, self._asked, self._equipped = centres, 0, list[UUID]()
        self._committee: UUID | None = None
        self._plan: UUID | None = None
        self._items: list[UUID] = []
        self._numbers = 0

    def can(self, kind: Kind) -> bool:
        match kind:
            case "committee":
                return self._committee is None
            case "plan":
                return self._committee is not None and self._plan is None
            case "plan-item":
                return self._plan is not None
            case "plan-item-closing":
                return bool(self._items)
            case "equipment":
                return self._asked < len(self._centres)
            case "equipment-anew":
                return bool(self._equipped)
            case _:
                return True

    def said(self, kind: Kind) -> tuple[str, Mapping[str, Any]]:
        match kind:
            case "committee":
                of = {"place_id": str(spare_of(self._officer)), "agency_kind": "peoples-committee"}
                return "/registry/v1/committees", of | {"founded_on": self._day(90, 60)}
            case "plan":
                of = {"committee_id": str(self._committee), "adopted_on": self._day(59, 40)}
                return PLANS, of | {"plan_year": self._today.year}
            case "plan-item":
                return f"{PLANS}/items", self._item()
            case "plan-item-closing":
                return f"{PLANS}/items/closings", self._closing()
            case "board":
                at = {"place_id": str(land.COMMUNE), "founded_on": self._day(90, 0)}
                host = {"host_kind": self._chance.choice(HOSTS), "name": "Ban Khuyến học"}
                return "/registry/v1/boards", at | host
            case "document":
                return "/registry/v1/documents", self._document()
            case "equipment":
                self._asked += 1
                return FACILITIES, self._has(self._centres[self._asked - 1], self._day(60, 31))
            case _:
                centre = self._equipped.pop(self._chance.randrange(len(self._equipped)))
                return FACILITIES, self._has(centre, self._day(30, 0))

    def learn(self, kind: Kind, row: Mapping[str, Any], told_id: UUID) -> None:
        match kind:
            case "committee":
                self._committee = told_id
            case "plan":
                self._plan = told_id
            case "plan-item":
                self._items.append(told_id)
            case "equipment":
                self._equipped.append(told_id)

    def _item(self) -> dict[str, Any]:
        due = date(self._today.year, 12, 31).isoformat()
        days = {"set_on": self._day(39, 20), "due_on": due}
        return {"plan_id": str(self._plan), "words": "Tổ chức hội nghị"} | days

    def _closing(self) -> dict[str, Any]:
        item = self._items.pop(self._chance.randrange(len(self._items)))
        how = {"state_code": self._chance.choice(("done", "done", "dropped"))}
        of = {"plan_id": str(self._plan), "item_id": str(item)}
        return of | how | {"closed_on": self._day(19, 0)}

    def _document(self) -> dict[str, Any]:
        """Under a number that no other officer has."""
        self._numbers += 1
        return {
            "organiser_kind": "peoples-committee",
            "place_id": str(land.COMMUNE),
            "document_kind": self._chance.choice(PAPERS),
            "document_number": f"{100_000 * (1 + self._officer) + self._numbers}/UBND",
            "issued_on": self._day(90, 0),
        }

    def _has(self, centre: UUID, said_on: str) -> dict[str, Any]:
        clubs = {"facility_code": "club", "number": 1 + self._chance.randrange(9)}
        house = [{"facility_code": "own-house"}] if self._chance.random() < 0.5 else []
        year = {"equipped_year": self._today.year - 1, "said_on": said_on}
        return {"centre_id": str(centre), "facilities": [clubs, *house]} | year

    def _day(self, first: int, last: int) -> str:
        """From so many to so many days ago."""
        return (self._today - timedelta(days=self._chance.randint(last, first))).isoformat()
