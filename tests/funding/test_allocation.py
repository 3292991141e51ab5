"""The rules of allocating a fund to a part of the split place on whose books it is."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.funding.allocations.allocation import (
    AllocationDocumentMalformed,
    Asked,
    FundAllocated,
    FundAllocation,
    FundNotWaiting,
    allocation_stream,
)
from services.funding.funds.fund import FundOpened
from shared.eventstore.facts import fold
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.places.splitting import NotAPart
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

FUND = land.named("fund")
SPLIT, LATER = land.REORGANISED, date(2026, 3, 1)
NUMBER = "12/QĐ-UBND"
OPENED = FundOpened(FUND, land.SPLIT_COMMUNE, date(2020, 1, 2))
NOTHING = date.min


def asked(
    to: UUID, day: date | None = None, place: UUID = land.SPLIT_COMMUNE, number: str = NUMBER
) -> Asked:
    return Asked(FUND, place, to, number, day)


def allocated(to: UUID, day: date = SPLIT, number: str = NUMBER) -> FundAllocated:
    return FundAllocated(FUND, land.SPLIT_COMMUNE, to, day, number)


TO_ONE, TO_OTHER = allocated(land.COMMUNE), allocated(land.OTHER_COMMUNE)


def allocating(what: Asked) -> Callable[[FundAllocation], list[FundAllocated]]:
    return lambda allocation: allocation.allocate(what, land.NOW)


def test_a_fund_is_allocated_from_the_day_of_the_split_or_a_later_one() -> None:
    given(FundAllocation).when(allocating(asked(land.COMMUNE))).then(TO_ONE)
    later = allocated(land.COMMUNE, LATER)
    given(FundAllocation).when(allocating(asked(land.COMMUNE, LATER))).then(later)


def test_asking_twice_changes_nothing_also_in_another_spelling_of_the_number() -> None:
    once = given(FundAllocation, TO_ONE)
    for number in (NUMBER, "12/qđ-ubnd"):
        once.when(allocating(asked(land.COMMUNE, number=number))).then_nothing()


@pytest.mark.parametrize(
    "before", [TO_ONE, allocated(land.COMMUNE, LATER), allocated(land.OTHER_COMMUNE, number="1/QĐ")]
)
def test_what_was_said_is_corrected_to_another_part_and_by_another_decision(
    before: FundAllocated,
) -> None:
    once = given(FundAllocation, before)
    once.when(allocating(asked(land.OTHER_COMMUNE))).then(TO_OTHER)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (asked(land.ENDED_COMMUNE), NotAPart),
        (asked(land.SPLIT_COMMUNE), NotAPart),
        (asked(land.COMMUNE, SPLIT - timedelta(days=1)), FundNotWaiting),
        (asked(land.COMMUNE, land.TODAY + timedelta(days=1)), DayNotCome),
        (asked(land.COMMUNE, place=land.ENDED_COMMUNE), FundNotWaiting),
        (asked(land.COMMUNE, place=land.PROVINCE), FundNotWaiting),
        (asked(land.COMMUNE, number="Lê Thị Mới"), AllocationDocumentMalformed),
    ],
)
def test_what_does_not_wait_is_no_part_or_has_no_decision_is_refused(
    wrong: Asked, refusal: type[Refusal]
) -> None:
    given(FundAllocation).when(allocating(wrong)).then_refused(refusal)


def test_a_fund_is_where_it_was_said_last() -> None:
    """On the books of the place that was split until somebody says so: at no part by guess."""
    assert FundAllocation().place_of(OPENED) == land.SPLIT_COMMUNE
    assert fold(FundAllocation(), [TO_ONE]).place_of(OPENED) == land.COMMUNE
    later = allocated(land.OTHER_COMMUNE, LATER)
    assert fold(FundAllocation(), [TO_ONE, later]).place_of(OPENED) == land.OTHER_COMMUNE
    assert fold(FundAllocation(), [later, TO_ONE]).place_of(OPENED) == land.COMMUNE


@pytest.mark.parametrize(
    ("sees", "found"),
    [
        ({land.OTHER_COMMUNE: date.max}, (land.OTHER_COMMUNE, date.max)),
        ({land.COMMUNE: date.max}, None),
        ({land.SPLIT_COMMUNE: date.max}, None),
        ({land.COMMUNE: LATER}, None),
        ({land.COMMUNE: date(2026, 2, 28)}, (land.COMMUNE, date(2026, 2, 28))),
        ({land.SPLIT_COMMUNE: date(2025, 6, 30)}, (land.SPLIT_COMMUNE, date(2025, 6, 30))),
        ({land.SPLIT_COMMUNE: date(2019, 6, 30)}, None),
        ({}, None),
    ],
)
def test_it_is_found_where_it_is_or_was_on_the_last_day_of_whoever_sees_no_more(
    sees: dict[UUID, date], found: tuple[UUID, date] | None
) -> None:
    allocation = fold(FundAllocation(), [TO_ONE, allocated(land.OTHER_COMMUNE, LATER)])
    assert allocation.found(OPENED, lambda place_id: sees.get(place_id, NOTHING)) == found


anywhen = any_.one_of(any_.none(), any_.dates(SPLIT, land.TODAY))
anything = any_.builds(asked, any_.sampled_from([land.COMMUNE, land.OTHER_COMMUNE]), anywhen)


@whatever(any_.lists(anything, max_size=4), anything)
def test_allocating_anything_twice_changes_nothing_and_leaves_it_in_one_place_on_every_day(
    before: list[Asked], last: Asked
) -> None:
    allocation = FundAllocation()
    for each in [*before, last]:
        allocation = fold(allocation, allocation.allocate(each, land.NOW))
    assert allocation.allocate(last, land.NOW) == []
    assert allocation.place_of(OPENED) == last.to_place_id
    for day in (SPLIT - timedelta(days=1), SPLIT, LATER, land.TODAY - timedelta(days=1)):
        places = (land.SPLIT_COMMUNE, land.COMMUNE, land.OTHER_COMMUNE)
        seen = [allocation.found(OPENED, until(place_id, day)) for place_id in places]
        assert len([each for each in seen if each is not None]) == 1, day


def until(place_id: UUID, day: date) -> Callable[[UUID], date]:
    """What is seen of one place until that day, and of the others nothing."""
    return lambda asked: day if asked == place_id else NOTHING


def test_what_is_said_of_a_fund_has_a_stream_of_its_own() -> None:
    assert allocation_stream(FUND) not in (FUND, allocation_stream(land.named("other fund")))
