"""Of recognition: its bearers are registry's families, and each candidacy stands as it was asked
for and decided."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tests.faults.storm.invariants.aftermath import Aftermath, same
from tests.faults.storm.journal import Told
from tests.faults.storm.logs import Fact

DECIDED = ("title-recognised", "candidacy-declined")
STEPS = """
select position, bearer_id, status, effective_on, recorded_on, place_id
from candidacies_by_bearer_v1
"""
STATUS = {
    "candidacy-waiting": ("waiting", "registered_on", "said_place_id"),
    "candidacy-registered": ("registered", "registered_on", "place_id"),
    "title-recognised": ("recognised", "decided_on", "place_id"),
    "candidacy-declined": ("declined", "decided_on", "place_id"),
}


def bearers_are_the_families_and_clans(after: Aftermath) -> None:
    heard = after.logs["recognition"].of("bearer-heard")
    bearers = {fact.id("bearer_id"): fact.id("place_id") for fact in heard}
    registered = after.logs["registry"].of("family-registered", "clan-registered")
    known = {fact.stream: fact.id("place_id") for fact in registered}
    assert len(heard) == len(bearers), "a bearer heard twice"
    same(bearers, known, "bearers")
    places = dict(after.rows("recognition", "select bearer_id, place_id from places_by_bearer_v2"))
    same(places, known, "places_by_bearer")


def candidacies_are_recorded_once(after: Aftermath) -> None:
    """I1. All their families were heard of in the end, so none waits any more."""
    asked = {UUID(row["bearer_id"]): (row, told) for row, told in _candidacies(after)}
    perhaps = {UUID(row["bearer_id"]) for row in after.journal.perhaps("candidacy", "candidacies")}
    registered = _by_bearer(after, "candidacy-registered")
    waiting = _by_bearer(after, "candidacy-waiting")
    assert not (lost := asked.keys() - registered.keys()), f"lost: {list(lost)[:5]}"
    assert not (new := registered.keys() - asked.keys() - perhaps), f"unasked: {list(new)[:5]}"
    assert not waiting.keys() - registered.keys(), "some wait for ever"
    for bearer, (row, told) in asked.items():
        assert told.status == ("waiting" if bearer in waiting else "registered"), bearer
        fact = registered[bearer]
        names = ("title", "title_year", "registration", "registered_on")
        assert [fact.said[n] for n in names] == [row[n] for n in names], fact
        assert fact.said["place_id"] == row["place_id"], fact


def what_waited_was_registered_when_its_bearer_was_heard(after: Aftermath) -> None:
    heard = _by_bearer(after, "bearer-heard")
    registered = _by_bearer(after, "candidacy-registered")
    for bearer, fact in _by_bearer(after, "candidacy-waiting").items():
        assert fact.position < heard[bearer].position < registered[bearer].position
        assert registered[bearer].version == heard[bearer].version + 1, "not in one with it"


def candidacies_have_one_name_each(after: Aftermath) -> None:
    """What officers were answered is what the others are told."""
    subjects = after.kafka.subjects("recognition.candidacies")
    for name in ("candidacy-registered", *DECIDED):
        for fact in after.logs["recognition"].of(name):
            told = _told(after).get(fact.id("bearer_id"))
            assert told is None or {str(each.id) for each in told} == {subjects[fact.position]}


def decisions_are_recorded_once(after: Aftermath) -> None:
    """I1."""
    decided = _by_bearer(after, *DECIDED)
    asked = {UUID(row["bearer_id"]): (row, told) for row, told in after.journal.done("decision")}
    perhaps = {UUID(row["bearer_id"]) for row in after.journal.perhaps("decision")}
    assert not (lost := asked.keys() - decided.keys()), f"lost: {list(lost)[:5]}"
    assert not (new := decided.keys() - asked.keys() - perhaps), f"unasked: {list(new)[:5]}"
    registered = _by_bearer(after, "candidacy-registered")
    for bearer, (row, told) in asked.items():
        fact = decided[bearer]
        status = "declined" if "ground_code" in row else "recognised"
        assert told.status == status == STATUS[fact.name.partition(".")[2]][0], fact
        assert fact.said["decision_number"] == row["decision_number"], fact
        assert fact.position > registered[bearer].position, fact


def candidacies_view_equals_a_recount(after: Aftermath) -> None:
    expected = {}
    for name, (status, day, place) in STATUS.items():
        for fact in after.logs["recognition"].of(name):
            where = (fact.day(day), fact.recorded_on, fact.id(place))
            expected[fact.position] = (fact.id("bearer_id"), status, *where)
    found = {position: tuple(rest) for position, *rest in after.rows("recognition", STEPS)}
    same(found, expected, "candidacies_by_bearer")


def _candidacies(after: Aftermath) -> list[tuple[Mapping[str, Any], Told]]:
    return after.journal.done("candidacy", "candidacies")


def _told(after: Aftermath) -> dict[UUID, set[Told]]:
    told: dict[UUID, set[Told]] = {}
    for row, answer in after.journal.done("candidacy", "candidacies", "decision"):
        told.setdefault(UUID(row["bearer_id"]), set()).add(answer)
    return told


def _by_bearer(after: Aftermath, *names: str) -> dict[UUID, Fact]:
    facts = after.logs["recognition"].of(*names)
    found = {fact.id("bearer_id"): fact for fact in facts}
    assert len(found) == len(facts), f"twice of one bearer: {names}"
    return found


CHECKS = (
    bearers_are_the_families_and_clans,
    candidacies_are_recorded_once,
    what_waited_was_registered_when_its_bearer_was_heard,
    candidacies_have_one_name_each,
    decisions_are_recorded_once,
    candidacies_view_equals_a_recount,
)
