"""Who came by name: each once, by whichever reference, and nobody who did not."""

from collections.abc import Callable
from uuid import UUID, uuid4

from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.attendances.attendance.attendance import Attendance, Same
from services.registry.attendances.attendance.facts import (
    AttendeeFact,
    AttendeeNamed,
    AttendeeWithdrawn,
)
from services.registry.attendances.attendance.refusals import (
    AttendeeNamedAlready,
    AttendeeTwice,
    AttendeeUnknown,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from tests.support.story import given

HELD, HOC, AN, ALIAS = (uuid4() for _ in range(4))
SAME: Same = {HOC: frozenset({ALIAS}), ALIAS: frozenset({HOC})}
PEOPLE = any_.lists(any_.sampled_from([HOC, AN, ALIAS, uuid4(), uuid4()]), min_size=1, max_size=4)


def came(*refs: UUID) -> list[AttendeeNamed]:
    return [AttendeeNamed("session", HELD, each) for each in refs]


def did_not(*refs: UUID) -> list[AttendeeWithdrawn]:
    return [AttendeeWithdrawn("session", HELD, each) for each in refs]


def naming(*refs: UUID) -> Callable[[Attendance], list[AttendeeNamed]]:
    return lambda it: it.name(came(*refs), SAME)


def withdrawing(*refs: UUID) -> Callable[[Attendance], list[AttendeeWithdrawn]]:
    return lambda it: it.withdraw(did_not(*refs), SAME)


def test_whoever_came_is_named_once() -> None:
    given(Attendance).when(naming(HOC, AN)).then(*came(HOC, AN))
    story = given(Attendance, *came(HOC))
    story.when(naming(HOC)).then_nothing()
    story.when(naming(HOC, AN)).then_refused(AttendeeNamedAlready)
    given(Attendance).when(naming(HOC, HOC)).then_refused(AttendeeTwice)


def test_two_references_of_one_person_are_one_and_two_again_when_they_are_two() -> None:
    given(Attendance).when(naming(HOC, ALIAS)).then_refused(AttendeeTwice)
    given(Attendance, *came(ALIAS)).when(naming(HOC)).then_nothing()
    given(Attendance, *came(ALIAS)).when(naming(HOC, AN)).then_refused(AttendeeNamedAlready)
    both = fold(Attendance(), came(HOC, ALIAS, AN))
    assert (both.people(SAME), both.people()) == (2, 3)


def test_whoever_was_named_by_mistake_did_not_come_by_any_reference() -> None:
    given(Attendance, *came(HOC, AN)).when(withdrawing(HOC)).then(*did_not(HOC))
    given(Attendance, *came(ALIAS)).when(withdrawing(HOC)).then(*did_not(ALIAS))
    given(Attendance, *came(HOC), *did_not(HOC)).when(withdrawing(HOC)).then_nothing()
    given(Attendance, *came(AN)).when(withdrawing(HOC)).then_refused(AttendeeUnknown)
    given(Attendance, *came(HOC)).when(withdrawing(HOC, HOC)).then_refused(AttendeeTwice)
    given(Attendance, *came(HOC), *did_not(HOC)).when(naming(HOC)).then(*came(HOC))


@whatever(any_.lists(any_.tuples(any_.booleans(), PEOPLE), max_size=8))
def test_twice_changes_nothing_and_nobody_is_there_twice(
    said: list[tuple[bool, list[UUID]]],
) -> None:
    it = Attendance()
    for names, refs in said:
        once = dict.fromkeys(HOC if each == ALIAS else each for each in refs)
        known = [*once] if names else [each for each in once if each in it.person_refs]
        new = [each for each in known if each not in it.person_refs] if names else known
        if new:
            ask = naming(*new) if names else withdrawing(*new)
            it = fold(it, ask(it))
            assert list(ask(it)) == []
        assert it.people(SAME) == len(it.person_refs)


def test_what_is_stored_reads_back_equal() -> None:
    named, not_there = came(HOC), did_not(HOC)
    facts: list[AttendeeFact] = [*named, *not_there]
    for fact in facts:
        mapper = FactMapper((type(fact),))
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
