from datetime import date
from uuid import UUID

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.domain.person import (
    Person,
    PersonalDataRead,
    PersonErased,
    PersonUnknown,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from tests.support.story import given

DAY = date(2026, 11, 24)


def test_a_person_is_erased() -> None:
    given(Person).when(lambda person: person.erase(DAY)).then(PersonErased(DAY))


def test_an_erased_person_is_not_spoken_of_again() -> None:
    with pytest.raises(PersonUnknown):
        fold(Person(), [PersonErased(DAY)]).require_present()


@whatever(any_.dates(), any_.dates())
def test_erasing_twice_changes_nothing(first: date, second: date) -> None:
    given(Person, PersonErased(first)).when(lambda person: person.erase(second)).then_nothing()


@whatever(any_.dates(), any_.lists(any_.uuids()))
def test_what_is_stored_of_a_person_reads_back_equal(day: date, refs: list[UUID]) -> None:
    mapper = FactMapper((PersonErased, PersonalDataRead))
    for fact in (PersonErased(day), PersonalDataRead(tuple(refs))):
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
