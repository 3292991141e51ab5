from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.people.person import (
    Person,
    PersonalDataRead,
    PersonErased,
    PersonUnknown,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from tests.support.story import given

DAY = date(2026, 11, 24)
PLACE = uuid4()
MAPPER = FactMapper((PersonErased, PersonalDataRead))


def test_a_person_is_erased() -> None:
    given(Person).when(lambda person: person.erase(DAY, PLACE)).then(PersonErased(DAY, PLACE))


def test_an_erased_person_is_not_spoken_of_again() -> None:
    with pytest.raises(PersonUnknown):
        fold(Person(), [PersonErased(DAY)]).require_present()


@whatever(any_.dates(), any_.dates())
def test_erasing_twice_changes_nothing(first: date, second: date) -> None:
    given(Person, PersonErased(first)).when(
        lambda person: person.erase(second, PLACE)
    ).then_nothing()


@whatever(any_.dates(), any_.lists(any_.uuids()))
def test_what_is_stored_of_a_person_reads_back_equal(day: date, refs: list[UUID]) -> None:
    for fact in (PersonErased(day, PLACE), PersonalDataRead(tuple(refs))):
        assert MAPPER.decode(fact.TYPE, MAPPER.encode(fact)) == fact


def test_an_erasure_of_before_its_place_was_kept_is_still_read() -> None:
    written = b'{"erased_on": "2026-11-24"}'
    assert MAPPER.decode(PersonErased.TYPE, written) == PersonErased(DAY, None)
