"""The rules of allocating a subject to a part of the split place it stands in."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.registry.allocations.allocation.subjects import (
    Allocation,
    Asked,
    SubjectAllocated,
    SubjectNotWaiting,
)
from services.registry.places.territory.facts import (
    PlaceEnded,
    PlaceSucceeded,
    TerritoryFact,
    entry,
)
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.places import How
from shared.vocabulary.places.splitting import NotAPart
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

CLAN = land.named("clan")
SPLIT, LATER = land.REORGANISED, date(2026, 3, 1)
AGAIN: tuple[TerritoryFact, ...] = (
    land.established(land.named("north"), "commune", land.PROVINCE, "27400", LATER),
    land.established(land.named("south"), "commune", land.PROVINCE, "27403", LATER),
    PlaceEnded(land.COMMUNE, LATER),
    PlaceSucceeded(land.COMMUNE, land.named("north"), How.PART, LATER),
    PlaceSucceeded(land.COMMUNE, land.named("south"), How.PART, LATER),
)
SPLIT_AGAIN = land.Now(land.NOW.tree.with_(map(entry, AGAIN)), land.TODAY)
"""As `land`, and one of the parts was split later."""


def asked(to: UUID, day: date | None = None, place: UUID = land.SPLIT_COMMUNE) -> Asked:
    return Asked(CLAN, "clan", place, to, day)


def allocated(to: UUID, day: date = SPLIT, place: UUID = land.SPLIT_COMMUNE) -> SubjectAllocated:
    return SubjectAllocated(CLAN, "clan", place, to, day)


TO_ONE, TO_OTHER = allocated(land.COMMUNE), allocated(land.OTHER_COMMUNE)


def test_a_subject_is_allocated_from_the_day_of_the_split() -> None:
    given(Allocation).when(lambda it: it.allocate(asked(land.COMMUNE), land.NOW)).then(TO_ONE)


def test_a_subject_is_allocated_from_a_later_day() -> None:
    later = asked(land.COMMUNE, LATER)
    told = allocated(land.COMMUNE, LATER)
    given(Allocation).when(lambda it: it.allocate(later, land.NOW)).then(told)


def test_asking_twice_changes_nothing() -> None:
    once = given(Allocation, TO_ONE)
    once.when(lambda it: it.allocate(asked(land.COMMUNE), land.NOW)).then_nothing()


@pytest.mark.parametrize("before", [TO_ONE, allocated(land.COMMUNE, LATER)])
def test_what_was_said_is_corrected(before: SubjectAllocated) -> None:
    once = given(Allocation, before)
    once.when(lambda it: it.allocate(asked(land.OTHER_COMMUNE), land.NOW)).then(TO_OTHER)


def test_the_same_part_from_an_earlier_day_is_said_again() -> None:
    once = given(Allocation, allocated(land.COMMUNE, LATER))
    once.when(lambda it: it.allocate(asked(land.COMMUNE), land.NOW)).then(TO_ONE)


def test_what_is_corrected_holds_for_later_days_too() -> None:
    known = (allocated(land.COMMUNE), allocated(land.OTHER_COMMUNE, LATER))
    back = given(Allocation, *known)
    back.when(lambda it: it.allocate(asked(land.COMMUNE), land.NOW)).then(TO_ONE)
    again = given(Allocation, *known, TO_ONE)
    again.when(lambda it: it.allocate(asked(land.COMMUNE), land.NOW)).then_nothing()


def test_a_part_that_was_split_leaves_its_subjects_waiting_again() -> None:
    north = allocated(land.named("north"), LATER)
    once = given(Allocation, TO_ONE)
    once.when(lambda it: it.allocate(asked(land.named("north")), SPLIT_AGAIN)).then(north)
    first = given(Allocation)
    here = asked(land.named("north"))
    first.when(lambda it: it.allocate(here, SPLIT_AGAIN)).then_refused(NotAPart)
    both = given(Allocation, TO_ONE, north)
    at_first = asked(land.OTHER_COMMUNE, SPLIT)
    both.when(lambda it: it.allocate(at_first, SPLIT_AGAIN)).then(TO_OTHER)


def test_a_subject_stands_in_the_part_that_was_said_last() -> None:
    """As long as it is on the same books; what is nowhere stands nowhere."""
    later = allocated(land.OTHER_COMMUNE, LATER)
    known = given(Allocation, TO_ONE, later).state
    assert Allocation().place_of(land.SPLIT_COMMUNE) == land.SPLIT_COMMUNE
    assert given(Allocation, TO_ONE).state.place_of(land.SPLIT_COMMUNE) == land.COMMUNE
    assert known.place_of(land.SPLIT_COMMUNE) == land.OTHER_COMMUNE
    assert known.place_of(land.HAMLET) == land.HAMLET
    assert known.place_of(None) is None


@pytest.mark.parametrize(
    ("to", "day", "place", "refusal"),
    [
        (land.ENDED_COMMUNE, None, land.SPLIT_COMMUNE, NotAPart),
        (land.SPLIT_COMMUNE, None, land.SPLIT_COMMUNE, NotAPart),
        (land.COMMUNE, SPLIT - timedelta(days=1), land.SPLIT_COMMUNE, SubjectNotWaiting),
        (land.COMMUNE, land.TODAY + timedelta(days=1), land.SPLIT_COMMUNE, DayNotCome),
        (land.COMMUNE, None, land.ENDED_COMMUNE, SubjectNotWaiting),
        (land.COMMUNE, None, land.HAMLET, SubjectNotWaiting),
    ],
)
def test_what_does_not_wait_or_is_no_part_is_refused(
    to: UUID, day: date | None, place: UUID, refusal: type[Refusal]
) -> None:
    nobody = given(Allocation)
    nobody.when(lambda it: it.allocate(asked(to, day, place), land.NOW)).then_refused(refusal)
