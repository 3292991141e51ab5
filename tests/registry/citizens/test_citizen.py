"""The rules of a citizen. What spells may be is asked in `tests/registry/bearers`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.registry.bearers.refusals import (
    DaysOutOfOrder,
    EndedAlready,
    NothingEnded,
    StandsThereAlready,
    StoodNowhereYet,
    WithdrawnAlready,
)
from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import (
    CitizenCorrected,
    CitizenEnded,
    CitizenFact,
    CitizenMoved,
    CitizenRegistered,
    CitizenSite,
    CitizenSpell,
    CitizenWithdrawn,
    citizen_ref,
)
from services.registry.citizens.citizen.refusals import (
    CitizenAlreadyRegistered,
    CitizenEndingGroundUnknown,
    CitizenGroupUnknown,
    CitizenUnknown,
    CitizenUntil,
)
from services.registry.families.family.refusals import PersonDied
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import CITIZEN_GROUPS
from shared.vocabulary.places.siting import PlaceNotInForce
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

PERSON = uuid4()
DAY, MOVED_ON, ENDED_ON = date(2025, 8, 1), date(2026, 1, 5), date(2026, 3, 1)
BACK_ON = date(2026, 6, 1)
SITE = CitizenSite(land.HAMLET, DAY, "worker")
THERE = CitizenSite(land.ELSEWHERE, MOVED_ON, "worker")
AS_OFFICER = CitizenSite(land.HAMLET, MOVED_ON, "officer")
BACK = CitizenSite(land.HAMLET, BACK_ON, "resident")
WAS = (SITE.spell(),)
GONE = (replace(SITE.spell(), until=MOVED_ON),)
NOW = (*GONE, THERE.spell())
ENDED_SPELLS = (replace(SITE.spell(), until=ENDED_ON),)
RIGHT = CitizenSite(land.NEIGHBOUR, date(2025, 9, 1), "resident")

REGISTERED = CitizenRegistered(PERSON, land.HAMLET, "worker", DAY)
MOVED = CitizenMoved(land.ELSEWHERE, "worker", MOVED_ON, WAS, NOW)
REGROUPED = CitizenMoved(land.HAMLET, "officer", MOVED_ON, WAS, (*GONE, AS_OFFICER.spell()))
ENDED = CitizenEnded(land.HAMLET, "worker", ENDED_ON, "moved-away", WAS, ENDED_SPELLS)
DIED = replace(ENDED, ground_code="died")
CORRECTED = CitizenCorrected.of(WAS, (RIGHT.spell(),))
WITHDRAWN = CitizenWithdrawn(land.HAMLET, "worker", WAS)
CAME_BACK = CitizenRegistered(PERSON, land.HAMLET, "resident", BACK_ON, again=True)

Ask = Callable[[Citizen], list[Any]]


def register(to: CitizenSite) -> Ask:
    return lambda it: it.register(PERSON, to, land.NOW)


def move(to: CitizenSite) -> Ask:
    return lambda it: it.move(to, land.NOW)


def end(day: date = ENDED_ON, ground: str = "moved-away") -> Ask:
    return lambda it: it.end(day, ground, land.NOW)


def correct(of: date, to: CitizenSite) -> Ask:
    return lambda it: it.correct(of, to, land.NOW)


@pytest.mark.parametrize("place", [land.HAMLET, land.COMMUNE, land.PROVINCE])
@pytest.mark.parametrize("group", CITIZEN_GROUPS)
def test_a_person_comes_onto_the_books_as_one_of_a_group(place: UUID, group: str) -> None:
    registered = CitizenRegistered(PERSON, place, group, DAY)
    given(Citizen).when(register(CitizenSite(place, DAY, group))).then(registered)


@pytest.mark.parametrize(
    ("facts", "ask", "fact"),
    [
        ((REGISTERED,), move(THERE), MOVED),
        ((REGISTERED,), move(AS_OFFICER), REGROUPED),
        ((REGISTERED,), end(), ENDED),
        ((REGISTERED,), correct(DAY, RIGHT), CORRECTED),
        ((REGISTERED,), Citizen.withdraw, WITHDRAWN),
        ((REGISTERED, ENDED), register(BACK), CAME_BACK),
        ((REGISTERED, WITHDRAWN), register(SITE), REGISTERED),
        ((REGISTERED, DIED, WITHDRAWN), register(SITE), REGISTERED),
        ((REGISTERED, ENDED), Citizen.withdraw, replace(WITHDRAWN, was=ENDED_SPELLS)),
    ],
)
def test_what_happens_to_a_citizen_says_all_spells_before_and_after(
    facts: tuple[object, ...], ask: Ask, fact: CitizenFact
) -> None:
    given(Citizen, *facts).when(ask).then(fact)


@pytest.mark.parametrize(
    ("facts", "ask", "refusal"),
    [
        ((), register(replace(SITE, place_id=land.ENDED_COMMUNE)), PlaceNotInForce),
        ((), register(replace(SITE, day=land.TODAY + timedelta(days=1))), DayNotCome),
        ((), register(replace(SITE, group_code="farmer")), CitizenGroupUnknown),
        ((REGISTERED,), move(replace(THERE, group_code="farmer")), CitizenGroupUnknown),
        ((REGISTERED,), correct(DAY, replace(RIGHT, group_code="")), CitizenGroupUnknown),
        ((REGISTERED,), end(ground="bored"), CitizenEndingGroundUnknown),
        ((REGISTERED,), register(BACK), CitizenAlreadyRegistered),
        ((REGISTERED, ENDED), register(replace(BACK, day=MOVED_ON)), CitizenUntil),
        ((REGISTERED, DIED), register(BACK), PersonDied),
        ((REGISTERED,), move(replace(SITE, day=MOVED_ON)), StandsThereAlready),
        ((REGISTERED,), move(replace(THERE, day=DAY)), StoodNowhereYet),
        ((REGISTERED, ENDED), move(THERE), EndedAlready),
        ((REGISTERED, WITHDRAWN), move(THERE), WithdrawnAlready),
        ((REGISTERED, WITHDRAWN), end(), WithdrawnAlready),
        ((), move(THERE), CitizenUnknown),
        ((), end(), CitizenUnknown),
        ((), correct(DAY, RIGHT), CitizenUnknown),
        ((), Citizen.withdraw, CitizenUnknown),
    ],
)
def test_what_cannot_be_is_refused(
    facts: tuple[object, ...], ask: Ask, refusal: type[Refusal]
) -> None:
    given(Citizen, *facts).when(ask).then_refused(refusal)


ENDED_EARLIER = CitizenCorrected.of(ENDED_SPELLS, (replace(SITE.spell(), until=MOVED_ON),))
HAD_DIED = CitizenCorrected.of(ENDED_SPELLS, ENDED_SPELLS, "died")
NEVER_ENDED = CitizenCorrected.of(ENDED_SPELLS, WAS)


def correct_end(day: date | None, ground: str | None = None, of: date = ENDED_ON) -> Ask:
    return lambda it: it.correct_end(of, (day, ground), land.NOW)


def test_the_end_is_corrected_in_day_and_ground_or_never_was() -> None:
    ended = given(Citizen, REGISTERED, ENDED)
    ended.when(correct_end(MOVED_ON)).then(ENDED_EARLIER)
    ended.when(correct_end(ENDED_ON, "died")).then(HAD_DIED)
    ended.when(correct_end(None)).then(NEVER_ENDED)
    ended.when(correct_end(ENDED_ON, "moved-away")).then_nothing()
    ended.when(correct_end(MOVED_ON, "bored")).then_refused(CitizenEndingGroundUnknown)
    given(Citizen, REGISTERED).when(correct_end(MOVED_ON)).then_refused(NothingEnded)
    given(Citizen).when(correct_end(None)).then_refused(CitizenUnknown)


def test_whoever_had_died_comes_back_no_more_and_whoever_had_not_does() -> None:
    given(Citizen, REGISTERED, ENDED, HAD_DIED).when(register(BACK)).then_refused(PersonDied)
    earlier = given(Citizen, REGISTERED, DIED, ENDED_EARLIER)
    earlier.when(register(BACK)).then_refused(PersonDied)
    alive = given(Citizen, REGISTERED, DIED, replace(HAD_DIED, ground_code="moved-away"))
    alive.when(register(BACK)).then(CAME_BACK)
    goes_on = given(Citizen, REGISTERED, DIED, NEVER_ENDED)
    goes_on.when(move(THERE)).then(MOVED)
    goes_on.when(correct_end(None)).then_nothing()
    assert not goes_on.state.died


def test_whoever_died_is_alive_until_that_day() -> None:
    given(Citizen, REGISTERED, DIED).state.require_alive(ENDED_ON - timedelta(days=1))
    given(Citizen, REGISTERED, ENDED).state.require_alive(ENDED_ON)
    with pytest.raises(PersonDied):
        given(Citizen, REGISTERED, DIED).state.require_alive(ENDED_ON)


def test_who_came_back_is_ended_no_more() -> None:
    back = given(Citizen, REGISTERED, ENDED, CAME_BACK)
    back.when(correct_end(MOVED_ON)).then_refused(NothingEnded)


def test_whoever_was_away_is_corrected_without_what_was_before() -> None:
    """The day of coming back moves, the day of the end does not; and it stays after the end."""
    back = given(Citizen, REGISTERED, ENDED, CAME_BACK)
    was = (*ENDED_SPELLS, BACK.spell())
    earlier = replace(BACK, day=date(2026, 4, 1))
    told = CitizenCorrected.of(was, (*ENDED_SPELLS, earlier.spell()))
    assert (told.since, told.registered_on) == (earlier.day, earlier.day)
    back.when(correct(BACK_ON, earlier)).then(told)
    same_place = replace(BACK, group_code="worker")
    back.when(correct(BACK_ON, same_place)).then(
        CitizenCorrected.of(was, (*ENDED_SPELLS, same_place.spell()))
    )
    too_early = replace(BACK, day=ENDED_ON - timedelta(days=1))
    back.when(correct(BACK_ON, too_early)).then_refused(DaysOutOfOrder)
    first = replace(RIGHT, day=DAY)
    rest = (replace(first.spell(), until=ENDED_ON), BACK.spell())
    back.when(correct(DAY, first)).then(CitizenCorrected.of(was, rest))


@pytest.mark.parametrize(
    ("facts", "ask"),
    [
        ((REGISTERED,), register(SITE)),
        ((REGISTERED, MOVED), move(THERE)),
        ((REGISTERED, ENDED), end()),
        ((REGISTERED, CORRECTED), correct(DAY, RIGHT)),
        ((REGISTERED, WITHDRAWN), Citizen.withdraw),
        ((REGISTERED, ENDED, CAME_BACK), register(BACK)),
    ],
)
def test_asking_twice_changes_nothing(facts: tuple[object, ...], ask: Ask) -> None:
    given(Citizen, *facts).when(ask).then_nothing()


@pytest.mark.parametrize("fact", [REGISTERED, MOVED, ENDED, CORRECTED, HAD_DIED, WITHDRAWN])
def test_what_is_stored_reads_back_equal(fact: CitizenFact) -> None:
    mapper = FactMapper([type(fact)])
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


def test_a_person_has_one_stream() -> None:
    assert citizen_ref(PERSON) == citizen_ref(PERSON) != citizen_ref(uuid4())
    spell = CitizenSpell(land.HAMLET, DAY, group_code="worker")
    assert SITE.spell() == spell
