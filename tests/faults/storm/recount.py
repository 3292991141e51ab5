"""What the logs of all three publishers add up to, by the meaning of their facts: counted here
without the code that counts in the rollups."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple
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
    alone = _alone(logs)
    return sorted([*alone, *_held(alone, logs["registry"].facts)])


def _alone(logs: Mapping[str, Log]) -> list[Contribution]:
    """What facts add by themselves."""
    return [
        Contribution(topic, fact.position, name, by, where, day, fact.recorded_on, value, subject)
        for owner in ("registry", "recognition", "funding")
        for fact in logs[owner].facts
        for topic, where, day, subject in _sites(fact)
        for name, by, value in _counted(fact)
    ]


HELD: Final = {
    "registry.family-member-joined": ("families", "family-members"),
    "registry.clan-member-joined": ("clans", "clan-members"),
}


def _held(alone: list[Contribution], facts: Iterable[Fact]) -> list[Contribution]:
    """Whoever joins counts wherever their bearer does from then on, and no longer."""
    sums: Counter[Contribution] = Counter()
    for fact in facts:
        of, measure = HELD.get(fact.name, ("", ""))
        bearer, day = fact.said.get("clan_id", str(fact.stream)), fact.said.get("joined_on")
        for one in alone if of else ():
            if (one.measure, one.subject) == (of, bearer):
                both = one._replace(
                    measure=measure,
                    position=max(one.position, fact.position),
                    effective_on=max(one.effective_on, date.fromisoformat(str(day))),
                    recorded_on=max(one.recorded_on, fact.recorded_on),
                    value=0,
                )
                sums[both] += one.value
    return [each._replace(value=value) for each, value in sums.items()]


BEGUN: Final[Mapping[str, tuple[str, str, str]]] = {
    "registry.family-registered": ("registry.families", "registered_on", ""),
    "registry.clan-registered": ("registry.clans", "registered_on", ""),
    "registry.centre-established": ("registry.centres", "established_on", ""),
    "registry.class-held": ("registry.centres", "held_on", "centre_id"),
    "recognition.candidacy-registered": ("recognition.candidacies", "registered_on", "bearer_id"),
    "recognition.title-recognised": ("recognition.candidacies", "decided_on", "bearer_id"),
    "funding.scholarship-awarded": ("funding.funds", "awarded_on", "fund_id"),
}
"""Where a fact is told, which of its days counts, and of whom it is counted: its own stream's, or
who is named there."""
RESTATED: Final = {
    "registry.family-merged": "registry.families",
    "registry.clan-merged": "registry.clans",
    "registry.clan-unmerged": "registry.clans",
}
"""What takes spells back, or gives them again."""


def _sites(fact: Fact) -> Iterator[tuple[str, UUID, date, str]]:
    if fact.name in RESTATED:
        for spell in [*fact.said["was"], *fact.said["now"]]:
            where, since = UUID(spell["place_id"]), date.fromisoformat(spell["since"])
            yield RESTATED[fact.name], where, since, str(fact.stream)
    elif fact.name in BEGUN:
        topic, day, whose = BEGUN[fact.name]
        subject = fact.said[whose] if whose else str(fact.stream)
        yield topic, fact.id("place_id"), fact.day(day), subject


def _counted(fact: Fact) -> Counted:
    said = fact.said
    match fact.name:
        case "registry.family-registered":
            yield "families", "", 1
        case "registry.family-merged":
            yield "families", "", -1
        case "registry.clan-registered" | "registry.clan-unmerged":
            yield "clans", "", 1
        case "registry.clan-merged":
            yield "clans", "", -1
        case "registry.centre-established":
            yield "centres", "", 1
        case "registry.class-held":
            by = f"{said['topic_code']}/centre"
            yield "classes", by, 1
            yield "attendances", by, said["attendances"]
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
