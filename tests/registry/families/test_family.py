from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import FamilyHeadReserved, FamilyRegistered
from services.registry.families.family.refusals import FamilyAlreadyRegistered
from services.registry.families.family.registering import Registration, register, require_hamlet
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.places.siting import PlaceNotInForce, PlaceOfWrongLevel
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

FAMILY, HEAD, DAY = uuid4(), uuid4(), date(2025, 8, 1)
ASKED = Registration(FAMILY, land.HAMLET, HEAD, DAY)
FACTS = (FamilyRegistered, FamilyHeadReserved)

registrations = any_.builds(Registration, any_.uuids(), any_.uuids(), any_.uuids(), any_.dates())


def registering(asked: Registration) -> Callable[[Belonging], list[object]]:
    return lambda belonging: [fact for new in register(asked, belonging).values() for fact in new]


def test_a_family_is_registered_and_its_head_reserved() -> None:
    given(Belonging).when(registering(ASKED)).then(
        FamilyRegistered(land.HAMLET, HEAD, DAY), FamilyHeadReserved(FAMILY, DAY)
    )


def test_each_fact_goes_to_its_own_stream() -> None:
    assert set(register(ASKED, Belonging())) == {FAMILY, belonging_id(HEAD)}


def test_nobody_heads_two_families() -> None:
    given(Belonging, FamilyHeadReserved(uuid4())).when(registering(ASKED)).then_refused(
        FamilyAlreadyRegistered
    )


@whatever(registrations)
def test_registering_the_same_family_twice_changes_nothing(asked: Registration) -> None:
    once = register(asked, Belonging())[belonging_id(asked.head_ref)]
    assert register(asked, fold(Belonging(), once)) == {}


@whatever(registrations)
def test_what_is_stored_of_a_family_reads_back_equal(asked: Registration) -> None:
    mapper = FactMapper(FACTS)
    for fact in registering(asked)(Belonging()):
        assert isinstance(fact, FACTS)
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


@pytest.mark.parametrize(
    ("place_id", "day", "refusal"),
    [
        (uuid4(), DAY, PlaceNotInForce),
        (land.COMMUNE, DAY, PlaceOfWrongLevel),
        (land.ENDED_HAMLET, land.REORGANISED, PlaceNotInForce),
        (land.HAMLET, land.REORGANISED - timedelta(days=1), PlaceNotInForce),
        (land.HAMLET, land.TODAY + timedelta(days=1), DayNotCome),
    ],
)
def test_a_family_needs_a_hamlet_in_force_on_a_day_that_has_come(
    place_id: UUID, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        require_hamlet(land.NOW, place_id, day)


def test_today_and_the_last_day_in_force_are_days_to_register_on() -> None:
    require_hamlet(land.NOW, land.HAMLET, land.TODAY)
    require_hamlet(land.NOW, land.ENDED_HAMLET, land.REORGANISED - timedelta(days=1))
