"""What the logs of all three publishers add up to, by the meaning of their facts: counted here
without the code that counts in the rollups."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from tests.faults.storm.logs import Fact, Log


class Contribution(NamedTuple):
    """A row of `contributions`, in the order of its columns."""

    topic: str
    position: int
    measure: str
    dimensions: str
    place_id: UUID
    effective_on: date
    recorded_on: date
    value: int
    subject: str


Counted = Iterator[tuple[str, str, int]]
"""Measure, dimensions and value."""


def contributions(logs: Mapping[str, Log]) -> list[Contribution]:
    """All of them, in order."""
    return sorted(
        Contribution(topic, fact.position, name, by, where, day, fact.recorded_on, value, subject)
        for owner in ("registry", "recognition", "funding")
        for fact in logs[owner].facts
        for topic, where, day, subject in _sites(fact)
        for name, by, value in _counted(fact)
    )


def _sites(fact: Fact) -> Iterator[tuple[str, UUID, date, str]]:
    match fact.name:
        case "registry.family-registered":
            where, day = fact.id("place_id"), fact.day("registered_on")
            yield "registry.families", where, day, str(fact.stream)
        case "registry.family-merged":
            for spell in fact.said["was"]:
                where, day = UUID(spell["place_id"]), date.fromisoformat(spell["since"])
                yield "registry.families", where, day, str(fact.stream)
        case "registry.centre-established":
            where, day = fact.id("place_id"), fact.day("established_on")
            yield "registry.centres", where, day, str(fact.stream)
        case "registry.class-held":
            where, day = fact.id("place_id"), fact.day("held_on")
            yield "registry.centres", where, day, fact.said["centre_id"]
        case "recognition.candidacy-registered":
            where, day = fact.id("place_id"), fact.day("registered_on")
            yield "recognition.candidacies", where, day, fact.said["bearer_id"]
        case "recognition.title-recognised":
            where, day = fact.id("place_id"), fact.day("decided_on")
            yield "recognition.candidacies", where, day, fact.said["bearer_id"]
        case "funding.scholarship-awarded":
            where, day = fact.id("place_id"), fact.day("awarded_on")
            yield "funding.funds", where, day, fact.said["fund_id"]


def _counted(fact: Fact) -> Counted:
    said = fact.said
    match fact.name:
        case "registry.family-registered":
            yield "families", "", 1
        case "registry.family-merged":
            yield "families", "", -1
        case "registry.centre-established":
            yield "centres", "", 1
        case "registry.class-held":
            yield "classes", said["topic_code"], 1
            yield "attendances", said["topic_code"], said["attendances"]
        case "recognition.candidacy-registered":
            how = said["registration"]
            yield "registered", f"{said['title']}/{how}/{said['title_year']}", 1
        case "recognition.title-recognised":
            yield "recognised", f"{said['title']}/{said['title_year']}", 1
        case "funding.scholarship-awarded":
            yield "scholarship-grants", "", said["grants"]
            yield "scholarship-amount", "", said["amount_dong"]


def sums(rows: list[Contribution]) -> Counter[tuple[str, str, UUID, date, date]]:
    """By measure, dimensions, place, effective day and recorded day."""
    cells: Counter[tuple[str, str, UUID, date, date]] = Counter()
    for row in rows:
        cells[row.measure, row.dimensions, row.place_id, row.effective_on, row.recorded_on] += (
            row.value
        )
    return cells
