"""What the logs of all three publishers add up to, by the meaning of their facts: counted here
without the code that counts in the rollups."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple
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
    alone, facts = _alone(logs), logs["registry"].facts
    told = [*facts, *logs["recognition"].facts]
    return sorted([*alone, *_held(alone, facts), *_restated(told)])


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
    "registry.association-founded": ("registry.associations", "founded_on", ""),
    "registry.chapter-founded": ("registry.chapters", "founded_on", ""),
    "registry.membership-started": ("registry.memberships", "joined_on", "host_id"),
    "registry.session-held": ("registry.sessions", "held_on", "organiser_id"),
    "registry.activity-held": ("registry.activities", "held_on", "organiser_id"),
    "registry.board-founded": ("registry.boards", "founded_on", ""),
    "registry.committee-founded": ("registry.committees", "founded_on", ""),
    "registry.document-issued": ("registry.documents", "issued_on", "organiser_id"),
    "registry.plan-item-set": ("registry.plans", "set_on", "planner_id"),
    "recognition.candidacy-registered": ("recognition.candidacies", "registered_on", "bearer_id"),
    "recognition.title-recognised": ("recognition.candidacies", "decided_on", "bearer_id"),
    "funding.scholarship-awarded": ("funding.funds", "awarded_on", "fund_id"),
}
"""Where a fact is told, which of its days counts, and of whom it is counted: its own stream's, or
who is named there."""
RESTATED: Final = {
    "registry.family-merged": "registry.families",
    "registry.family-withdrawn": "registry.families",
    "registry.clan-merged": "registry.clans",
    "registry.clan-unmerged": "registry.clans",
}
"""What takes spells back, or gives them again."""


def _restated(facts: Iterable[Fact]) -> Iterator[Contribution]:
    """What is said anew: of what was and is, all that is not in both."""
    for fact in facts:
        was, now = (Counter(rows) for rows in _said_anew(fact))
        yield from (now - was).elements()
        yield from (row._replace(value=-row.value) for row in (was - now).elements())


def _said_anew(fact: Fact) -> tuple[list[Contribution], list[Contribution]]:
    said = fact.said
    match fact.name:
        case "registry.membership-moved" | "registry.membership-ended":
            return _members(fact, said["was"]), _members(fact, said["now"])
        case "registry.session-corrected":
            return _sessions(fact, said["was"]), _sessions(fact, said)
        case "registry.plan-item-closed":
            return _done(fact, said["closing_before"]), _done(fact, said["closing"])
        case "registry.centre-equipped":
            return _facilities(fact, said["was"]), _facilities(fact, said["now"])
        case "recognition.candidacy-restated" | "recognition.recognition-restated":
            return _runs(fact, said["was"]), _runs(fact, said["now"])
    return [], []


def _runs(fact: Fact, spells: Iterable[Mapping[str, str | None]]) -> list[Contribution]:
    """Of a bearer that was on the books twice: of two runs one counts."""
    said = fact.said
    measure, by = "recognised", f"{said['title']}/{said['title_year']}"
    if fact.name == "recognition.candidacy-restated":
        measure, by = "registered", f"{said['title']}/{said['registration']}/{said['title_year']}"
    of = ("recognition.candidacies", fact.position, measure, by)
    return [
        Contribution(
            *of, UUID(spell["place_id"]), date.fromisoformat(day), fact.recorded_on, more,
            str(said["bearer_id"]),
        )
        for spell in spells
        for day, more in ((spell["since"], 1), (spell["until"], -1))
        if day is not None
    ]  # fmt: skip


def _members(fact: Fact, spells: Iterable[Mapping[str, str | None]]) -> list[Contribution]:
    """Of their host each, with which they are counted."""
    return [
        Contribution(
            "registry.memberships", fact.position, "members", str(spell["host_kind"]),
            UUID(spell["place_id"]), date.fromisoformat(day), fact.recorded_on, more,
            str(spell["host_id"]),
        )
        for spell in spells
        for day, more in ((spell["since"], 1), (spell["until"], -1))
        if day is not None
    ]  # fmt: skip


def _done(fact: Fact, closing: Mapping[str, Any] | None) -> list[Contribution]:
    """Of an item that is dropped, and of one that is open, nothing."""
    if closing is None or closing["state_code"] != "done":
        return []
    said = fact.said
    by, where = f"{said['plan_year']}/{said['planner_kind']}", UUID(said["place_id"])
    days = (date.fromisoformat(closing["closed_on"]), fact.recorded_on)
    of = ("registry.plans", fact.position, "plan-items-done", by, where)
    return [Contribution(*of, *days, 1, said["planner_id"])]


def _facilities(fact: Fact, spells: Iterable[Mapping[str, Any]]) -> list[Contribution]:
    """How many centres have it, and how many of it there are."""
    return [
        Contribution(
            "registry.centres", fact.position, name,
            f"{spell['facility_code']}/{spell['equipped_year']}", UUID(spell["place_id"]),
            date.fromisoformat(day), fact.recorded_on, times * number, str(fact.stream),
        )
        for spell in spells
        for day, times in ((spell["since"], 1), (spell["until"], -1))
        if day is not None
        for name, number in (
            ("centre-facilities", 1), ("centre-facility-numbers", spell["number"])
        )
    ]  # fmt: skip


def _sessions(fact: Fact, held: Mapping[str, Any]) -> list[Contribution]:
    by = f"{held['topic_code']}/{fact.said['organiser_kind']}/{held['programme_code'] or ''}"
    at = (UUID(held["place_id"]), date.fromisoformat(held["held_on"]), fact.recorded_on)
    whose = fact.said["organiser_id"]
    return [
        Contribution("registry.sessions", fact.position, name, by, *at, number, whose)
        for name, number in _of_session(held)
    ]


def _of_session(held: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    yield "sessions", 1
    yield "session-attendances", held["attendances"]
    if held["cost_dong"] is None:
        yield "sessions-cost-unsaid", 1
    elif held["cost_dong"]:
        yield "session-cost", held["cost_dong"]


def _sites(fact: Fact) -> Iterator[tuple[str, UUID, date, str]]:
    if fact.name in RESTATED:
        for spell in [*fact.said["was"], *fact.said["now"]]:
            where, since = UUID(spell["place_id"]), date.fromisoformat(spell["since"])
            yield RESTATED[fact.name], where, since, str(fact.stream)
    elif fact.name in BEGUN:
        topic, day, whose = BEGUN[fact.name]
        subject = fact.said[whose] if whose else str(fact.stream)
        said = {**fact.said, **_within(fact)}
        yield topic, UUID(said["place_id"]), date.fromisoformat(said[day]), subject


def _within(fact: Fact) -> Mapping[str, Any]:
    """What a fact keeps together in one field, with its day."""
    return next((fact.said[each] for each in ("held", "issued", "days") if each in fact.said), {})


def _counted(fact: Fact) -> Counted:
    said = fact.said
    match fact.name:
        case "registry.family-registered":
            yield "families", "", 1
        case "registry.family-merged" | "registry.family-withdrawn":
            yield "families", "", -1
        case "registry.clan-registered" | "registry.clan-unmerged":
            yield "clans", "", 1
        case "registry.clan-merged":
            yield "clans", "", -1
        case "registry.centre-established":
            yield "centres", "", 1
        case "registry.class-held":
            by = f"{said['topic_code']}/centre/"
            yield "classes", by, 1
            yield "attendances", by, said["attendances"]
            yield "classes-cost-unsaid", by, 1
        case "recognition.candidacy-registered":
            how = said["registration"]
            yield "registered", f"{said['title']}/{how}/{said['title_year']}", 1
        case "recognition.title-recognised":
            yield "recognised", f"{said['title']}/{said['title_year']}", 1
        case "funding.scholarship-awarded":
            yield "scholarship-grants", "", said["grants"]
            yield "scholarship-amount", "", said["amount_dong"]
        case _:
            yield from _counted_of_the_movement(fact)


def _counted_of_the_movement(fact: Fact) -> Counted:
    said = fact.said
    match fact.name:
        case "registry.association-founded":
            yield "associations", said["level"], 1
        case "registry.chapter-founded":
            yield "chapters", said["host_kind"], 1
        case "registry.membership-started":
            yield "members", said["host_kind"], 1
        case "registry.session-held":
            by = f"{said['topic_code']}/{said['organiser_kind']}/{said['programme_code'] or ''}"
            for name, number in _of_session(said):
                yield name, by, number
        case "registry.activity-held":
            held = said["held"]
            by = f"{held['activity_kind']}/{said['organiser_kind']}/{held['first_on'] or ''}"
            yield "activities", by, 1
            yield "activity-attendances", by, sum(each["number"] for each in held["attendees"])
        case _:
            yield from _counted_of_papers(fact)


def _counted_of_papers(fact: Fact) -> Counted:
    said = fact.said
    match fact.name:
        case "registry.board-founded":
            yield "boards", said["host_kind"], 1
        case "registry.committee-founded":
            yield "committees", said["level"], 1
        case "registry.document-issued":
            by = f"{said['issued']['document_kind']}/{said['organiser_kind']}"
            yield "documents-issued", by, 1
        case "registry.plan-item-set":
            yield "plan-items", f"{said['plan_year']}/{said['planner_kind']}", 1


def sums(rows: list[Contribution]) -> Counter[tuple[str, str, UUID, date, date]]:
    """By measure, dimensions, place, effective day and recorded day."""
    cells: Counter[tuple[str, str, UUID, date, date]] = Counter()
    for row in rows:
        cells[row.measure, row.dimensions, row.place_id, row.effective_on, row.recorded_on] += (
            row.value
        )
    return cells
