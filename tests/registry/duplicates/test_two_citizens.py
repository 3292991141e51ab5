"""Two references that are citizens turn out to be one person, and two after all."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import (
    CitizenEnded,
    CitizenMerged,
    CitizenRegistered,
    CitizenSite,
    CitizenUnmerged,
    citizen_ref,
)
from services.registry.citizens.citizen.refusals import CitizenIsMerged
from services.registry.duplicates.merging.citizens import come_back, current, merge
from services.registry.families.family.refusals import PersonDied
from tests.support import land

ELDER, YOUNGER, NOBODY = (uuid4() for _ in range(3))
SINCE, LATER, GONE, DAY = date(2025, 8, 1), date(2025, 9, 1), date(2025, 10, 1), date(2026, 3, 1)


def registered(person_ref: UUID, day: date) -> Citizen:
    return Citizen().evolve(CitizenRegistered(person_ref, land.HAMLET, "worker", day))


def ended(citizen: Citizen, day: date, ground: str = "moved-away") -> Citizen:
    was = citizen.spells
    now = (replace(was[-1], until=day),)
    return citizen.evolve(CitizenEnded(land.HAMLET, "worker", day, ground, was, now))


ONE = {YOUNGER: registered(YOUNGER, LATER), ELDER: registered(ELDER, SINCE), NOBODY: Citizen()}
MERGED = CitizenMerged(land.HAMLET, "worker", citizen_ref(ELDER), DAY, ONE[YOUNGER].spells)
AS_ONE = ONE | {YOUNGER: ONE[YOUNGER].evolve(MERGED)}


def test_the_elder_stays_and_the_younger_counts_on_no_day() -> None:
    assert merge(ONE, DAY) == {citizen_ref(YOUNGER): [MERGED]}
    assert merge(AS_ONE, DAY) == {}
    assert AS_ONE[YOUNGER].spells == ()


def test_whoever_is_on_the_books_still_stays_before_who_was() -> None:
    one = ONE | {ELDER: ended(ONE[ELDER], GONE)}
    assert [*merge(one, DAY)] == [citizen_ref(ELDER)]


def test_two_times_apart_stay_two() -> None:
    assert merge(ONE | {ELDER: ended(ONE[ELDER], LATER)}, DAY) == {}


def test_nobody_is_on_the_books_after_they_died() -> None:
    with pytest.raises(PersonDied, match="2025-10-01"):
        merge(ONE | {ELDER: ended(ONE[ELDER], GONE, "died")}, DAY)


def test_what_was_taken_comes_back_once_they_are_two() -> None:
    spells = ONE[YOUNGER].spells
    into = citizen_ref(ELDER)
    back = CitizenUnmerged(YOUNGER, land.HAMLET, "worker", into, DAY, spells)
    apart = {YOUNGER: AS_ONE[YOUNGER]}
    assert come_back(apart, DAY) == {citizen_ref(YOUNGER): [back]}
    assert AS_ONE[YOUNGER].evolve(back) == ONE[YOUNGER]
    assert come_back(AS_ONE, DAY) == {}


def test_nothing_is_said_of_an_alias_and_the_person_is_the_citizen_who_stayed() -> None:
    assert current(AS_ONE) == ELDER
    assert current({NOBODY: Citizen(), YOUNGER: Citizen()}) == NOBODY
    with pytest.raises(CitizenIsMerged):
        AS_ONE[YOUNGER].withdraw()
    with pytest.raises(CitizenIsMerged):
        AS_ONE[YOUNGER].register(YOUNGER, CitizenSite(land.HAMLET, DAY, "worker"), land.NOW)
