"""Facts in plain words, and what adds up to a figure, counted one by one."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.messaging.heard import Heard
from tests.rollups import events
from tests.rollups.events import heard
from tests.rollups.territory import REFORM, place_id
from tests.rollups.written import (
    LAND,
    LEFT,
    MERGED,
    OWN,
    SPLIT,
    TODAY,
    Seen,
    children,
    in_force,
)

DAYS = [
    date(2022, 9, 23), date(2025, 6, 30), REFORM, date(2026, 1, 31), SPLIT, date(2026, 2, 28),
    LEFT, date(2026, 5, 31), MERGED, TODAY,
]  # fmt: skip
MADE: Mapping[str, Callable[[UUID, date], Contract]] = {
    "families": events.family,
    "clans": events.clan,
    "registered": events.candidacy,
    "recognised": events.recognition,
    "classes": events.class_held,
}
NOON = time(5)  # in Vietnam
FLOWS = {"classes"}
BOUNDS = {"title": "family", "year": "2022", "limit": "100"}


@dataclass(frozen=True)
class Fact:
    """One thing that was counted, in plain words."""

    measure: str
    place: str
    on: date
    recorded_on: date
    position: int


def facts() -> list[Fact]:
    """Of every measure, at every place, on every day it was in force; recorded then or later."""
    dice = Random(7)
    told = [
        (measure, name, day)
        for measure in MADE
        for name in LAND
        for day in DAYS
        if in_force(name, day) and dice.random() < 0.6
    ]
    return [
        Fact(measure, name, day, dice.choice([each for each in DAYS if each >= day]), position)
        for position, (measure, name, day) in enumerate(told, 1)
    ]


FACTS = facts()


def as_heard(fact: Fact) -> Heard:
    at = datetime.combine(fact.recorded_on, NOON, UTC)
    return heard(MADE[fact.measure](place_id(fact.place), fact.on), fact.position, at)


@dataclass(frozen=True)
class Asked:
    """A question in plain words."""

    place: str
    on: date
    boundary: date | None = None
    as_of: date | None = None
    since: date = date(2022, 1, 1)

    @property
    def first(self) -> date:
        return min(self.since, self.on)

    def parameters(self, **more: Any) -> dict[str, Any]:
        days = {"on": self.on, "boundary": self.boundary, "as_of": self.as_of, "since": self.first}
        given = {name: str(day) for name, day in days.items() if day}
        return {"place_id": str(place_id(self.place)), **given, **BOUNDS, **more}

    def counted(self, measure: str, shown: Seen) -> Iterator[tuple[Fact, str]]:
        """What adds up to the figure, and the row of each."""
        for fact in FACTS:
            flows = measure in FLOWS
            day = self.boundary or (fact.on if flows else self.on)
            row = shown.row(fact.place, day)
            if (
                row
                and fact.measure == measure
                and fact.on <= self.on
                and (not flows or fact.on >= self.first)
                and (self.as_of is None or fact.recorded_on <= self.as_of)
            ):
                yield fact, row

    def rows(self, measure: str, shown: Seen) -> dict[str, int]:
        expected = Counter(row for _, row in self.counted(measure, shown))
        if not shown.below:
            return {OWN: expected[OWN]}
        below = children(self.place, self.boundary or self.on)
        return dict.fromkeys(below, 0) | dict(expected)
