"""What a centre has in a year is said, said anew, put right and withdrawn."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.equipping import MOST_OF_A_KIND, facility
from services.registry.centres.centre.facts import (
    CentreEquipped,
    CentreFacilitiesWithdrawn,
    CentreWithdrawn,
    Facility,
    FacilitySpell,
)
from services.registry.centres.centre.refusals import (
    CentreNotAtWorkInYear,
    CentreUnknown,
    FacilitiesBeforeTheirYear,
    FacilitiesNotSaid,
    FacilitiesSaidSince,
    FacilityNotCounted,
    FacilityNumberImplausible,
    FacilityNumberMissing,
    FacilityTwice,
    FacilityUnknown,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.registry.centres.test_centre import ENDED, ESTABLISHED, LATER, MOVED, WAS, WITHDRAWN
from tests.support import land
from tests.support.story import given

SAID_ON = date(2025, 12, 20)
CLUBS, SEAL, HOUSE = Facility("club", 9), Facility("seal", 1), Facility("own-house", 1)
CLUBS_OF = FacilitySpell(land.COMMUNE, SAID_ON, facility_code="club", number=9, equipped_year=2025)
SEAL_OF = replace(CLUBS_OF, facility_code="seal", number=1)
EQUIPPED = CentreEquipped(land.COMMUNE, 2025, SAID_ON, (CLUBS, SEAL), (), (CLUBS_OF, SEAL_OF))
HAD_NOTHING = CentreFacilitiesWithdrawn(land.COMMUNE, 2025, (CLUBS_OF, SEAL_OF))
Asking = Callable[[Centre], list[CentreEquipped]]


def equip(*has: Facility, year: int = 2025, on: date = SAID_ON, today: date = land.TODAY) -> Asking:
    return lambda centre: centre.equip(year, on, has, today)


def test_it_has_what_is_said_of_a_year_where_it_was_in_that_year() -> None:
    given(Centre, ESTABLISHED).when(equip(SEAL, CLUBS)).then(EQUIPPED)
    given(Centre, ESTABLISHED, EQUIPPED).when(equip(CLUBS, SEAL)).then_nothing()
    moved = fold(Centre(), [ESTABLISHED, MOVED])
    (fact,) = equip(SEAL, on=land.TODAY)(moved)
    assert (fact.place_id, fact.now[0].place_id) == (land.COMMUNE, land.COMMUNE)
    (fact,) = equip(SEAL, on=land.TODAY, year=2026)(moved)
    assert (fact.place_id, fact.now[0].place_id) == (land.OTHER_COMMUNE, land.OTHER_COMMUNE)


def test_said_anew_the_last_one_counts_from_its_own_day_and_what_stays_goes_on() -> None:
    (fact,) = equip(SEAL, HOUSE, on=LATER)(fold(Centre(), [ESTABLISHED, EQUIPPED]))
    house = replace(SEAL_OF, facility_code="own-house", since=LATER)
    assert fact.was == (CLUBS_OF, SEAL_OF)
    assert fact.now == (replace(CLUBS_OF, until=LATER), SEAL_OF, house)
    (fact,) = equip(SEAL, CLUBS, on=LATER)(fold(Centre(), [ESTABLISHED, EQUIPPED, fact]))
    assert set(fact.now) == {CLUBS_OF, SEAL_OF}


def test_another_number_of_clubs_takes_the_place_of_the_one_before() -> None:
    (fact,) = equip(Facility("club", 10), on=LATER)(fold(Centre(), [ESTABLISHED, EQUIPPED]))
    ended = replace(CLUBS_OF, until=LATER), replace(SEAL_OF, until=LATER)
    assert fact.now == (*ended, replace(CLUBS_OF, since=LATER, number=10))


def test_said_again_of_its_day_it_was_written_wrongly() -> None:
    (fact,) = equip(SEAL)(fold(Centre(), [ESTABLISHED, EQUIPPED]))
    assert (fact.was, fact.now) == ((CLUBS_OF, SEAL_OF), (SEAL_OF,))
    given(Centre, ESTABLISHED, EQUIPPED, fact).when(equip(SEAL)).then_nothing()


def test_that_it_has_nothing_is_said_too() -> None:
    (fact,) = equip()(fold(Centre(), [ESTABLISHED]))
    assert (fact.facilities, fact.now) == ((), ())
    given(Centre, ESTABLISHED, fact).when(equip()).then_nothing()


def test_withdrawn_it_counts_no_more_and_a_withdrawn_centre_has_nothing() -> None:
    def withdrawing(centre: Centre) -> list[CentreFacilitiesWithdrawn]:
        return centre.withdraw_facilities(2025)

    story = given(Centre, ESTABLISHED, EQUIPPED)
    story.when(withdrawing).then(HAD_NOTHING)
    story.when(lambda centre: centre.withdraw()).then(
        HAD_NOTHING, CentreWithdrawn(land.COMMUNE, WAS)
    )
    given(Centre, ESTABLISHED, EQUIPPED, HAD_NOTHING).when(withdrawing).then_nothing()
    given(Centre, ESTABLISHED, EQUIPPED, HAD_NOTHING).when(equip(CLUBS, SEAL)).then(EQUIPPED)
    given(Centre, ESTABLISHED).when(withdrawing).then_refused(FacilitiesNotSaid)
    given(Centre).when(withdrawing).then_refused(CentreUnknown)


@pytest.mark.parametrize(
    ("has", "said", "refusal"),
    [
        ((SEAL, CLUBS, SEAL), {}, FacilityTwice),
        ((SEAL,), {"year": 2026}, FacilitiesBeforeTheirYear),
        ((SEAL,), {"on": land.TODAY + timedelta(days=1)}, DayNotCome),
        ((SEAL,), {"year": 2024}, CentreNotAtWorkInYear),
        ((SEAL,), {"year": 1900}, CentreNotAtWorkInYear),
        ((SEAL,), {"on": SAID_ON - timedelta(days=1)}, FacilitiesSaidSince),
    ],
)
def test_what_cannot_be_is_refused(
    has: Sequence[Facility], said: Any, refusal: type[Refusal]
) -> None:
    given(Centre, ESTABLISHED, EQUIPPED).when(equip(*has, **said)).then_refused(refusal)


@pytest.mark.parametrize(
    ("code", "number", "refusal"),
    [
        ("swimming-pool", None, FacilityUnknown),
        ("club", None, FacilityNumberMissing),
        ("club", 0, FacilityNumberImplausible),
        ("club", MOST_OF_A_KIND + 1, FacilityNumberImplausible),
        ("seal", 1, FacilityNotCounted),
    ],
)
def test_a_facility_is_one_of_the_list_with_a_number_if_it_is_counted(
    code: str, number: int | None, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        facility(code, number)
    assert (facility("club", 9), facility("seal", None)) == (CLUBS, SEAL)


def test_of_a_centre_that_ended_it_is_said_for_the_years_until_then() -> None:
    at_new_year = replace(ENDED, now=(replace(WAS[0], until=date(2026, 1, 1)),))
    ended = given(Centre, ESTABLISHED, at_new_year)
    late = equip(SEAL, year=2026, on=land.TODAY)
    ended.when(late).then_refused(CentreNotAtWorkInYear)
    assert ended.when(equip(SEAL, on=land.TODAY)).ask()
    given(Centre).when(equip(SEAL)).then_refused(CentreUnknown)
    given(Centre, ESTABLISHED, WITHDRAWN).when(equip(SEAL)).then_refused(WithdrawnAlready)


owned = any_.dictionaries(
    any_.sampled_from(["club", "seal", "library"]), any_.integers(1, 3), max_size=3
)


@whatever(any_.lists(any_.tuples(any_.dates(date(2026, 1, 1), land.TODAY), owned), max_size=6))
def test_on_every_day_it_has_what_was_said_last_and_twice_changes_nothing(
    asked: list[tuple[date, dict[str, int]]],
) -> None:
    centre, known = fold(Centre(), [ESTABLISHED]), dict[date, dict[str, int]]()
    for day, numbers in sorted(asked, key=lambda one: one[0]):
        saying = equip(*[Facility(*each) for each in numbers.items()], on=day)
        centre = fold(centre, saying(centre))
        assert saying(centre) == []
        known[day] = numbers
        kept = centre.equipment[2025]
        assert kept is not None
        for on in [day for day, _ in asked]:
            expected = next((known[d] for d in sorted(known, reverse=True) if d <= on), {})
            has = [s for s in kept.now if s.since <= on and (s.until is None or on < s.until)]
            assert {each.facility_code: each.number for each in has} == expected
            assert len(has) == len(expected)


def test_what_is_stored_reads_back_equal() -> None:
    mapper = FactMapper([CentreEquipped, CentreFacilitiesWithdrawn])
    for fact in (EQUIPPED, HAD_NOTHING):
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
