from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.funding.domain import fund as no
from services.funding.domain.awards import Award
from services.funding.domain.fund import Fund, FundFact, FundOpened, ScholarshipAwarded
from services.funding.domain.siting import Circumstances, PlaceNotInForce
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.places import Tree
from shared.vocabulary.refusals import Refusal
from tests.support.counter import COMMUNE, ENDED_COMMUNE, LAND, REORGANISED, TODAY, UNHEARD
from tests.support.story import given

NOW = Circumstances(Tree(LAND), TODAY)
DAY = date(2020, 1, 2)
TOMORROW = TODAY + timedelta(days=1)
OPENED = FundOpened(COMMUNE, DAY)
ASKED = Award(uuid4(), uuid4(), 25, 25_000_000, date(2022, 9, 5))
AWARDED = ScholarshipAwarded(place_id=COMMUNE, **vars(ASKED))
FACTS = (FundOpened, ScholarshipAwarded)

Ask = Callable[[Fund], list[FundFact]]


def opening(asked: FundOpened = OPENED) -> Ask:
    return lambda fund: fund.open(asked, NOW)


def awarding(asked: Award = ASKED) -> Ask:
    return lambda fund: fund.award(asked, TODAY)


def test_a_fund_is_opened_once() -> None:
    given(Fund).when(opening()).then(OPENED)
    given(Fund, OPENED).when(opening()).then_nothing()
    given(Fund, OPENED).when(opening(FundOpened(COMMUNE, TODAY))).then_refused(no.FundAlreadyOpened)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (FundOpened(COMMUNE, TOMORROW), DayNotCome),
        (FundOpened(UNHEARD, DAY), PlaceNotInForce),
        (FundOpened(ENDED_COMMUNE, REORGANISED), PlaceNotInForce),
    ],
)
def test_a_fund_needs_a_place_in_force_on_a_day_that_has_come(
    asked: FundOpened, refusal: type[Refusal]
) -> None:
    given(Fund).when(opening(asked)).then_refused(refusal)


def test_a_scholarship_is_awarded_at_the_funds_place() -> None:
    given(Fund, OPENED).when(awarding()).then(AWARDED)


def test_a_fund_that_is_none_awards_nothing() -> None:
    given(Fund).when(awarding()).then_refused(no.FundUnknown)


def test_the_same_award_twice_changes_nothing_and_with_other_figures_is_refused() -> None:
    given(Fund, OPENED, AWARDED).when(awarding()).then_nothing()
    for other in ({"grants": 26}, {"amount_dong": 0}, {"recipient_ref": uuid4()}):
        given(Fund, OPENED, AWARDED).when(awarding(replace(ASKED, **other))).then_refused(
            no.AwardAlreadyMade
        )


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"awarded_on": DAY - timedelta(days=1)}, no.AwardBeforeFund),
        ({"awarded_on": TOMORROW}, DayNotCome),
        ({"grants": 0}, no.GrantsImplausible),
        ({"grants": no.MOST_GRANTS + 1}, no.GrantsImplausible),
        ({"amount_dong": -1}, no.AmountImplausible),
        ({"amount_dong": no.MOST_DONG + 1}, no.AmountImplausible),
    ],
)
def test_an_award_must_make_sense(wrong: dict[str, Any], refusal: type[Refusal]) -> None:
    given(Fund, OPENED).when(awarding(replace(ASKED, **wrong))).then_refused(refusal)


def test_a_fund_whose_place_has_ended_goes_on_awarding() -> None:
    late = replace(ASKED, awarded_on=REORGANISED)
    given(Fund, FundOpened(ENDED_COMMUNE, DAY)).when(awarding(late)).then(
        ScholarshipAwarded(place_id=ENDED_COMMUNE, **vars(late))
    )


awards = any_.builds(
    Award,
    any_.uuids(),
    any_.uuids(),
    any_.integers(1, no.MOST_GRANTS),
    any_.integers(0, no.MOST_DONG),
    any_.dates(DAY, TODAY),
)


@whatever(awards)
def test_awarding_anything_twice_changes_nothing(asked: Award) -> None:
    fund = fold(Fund(), [OPENED])
    assert awarding(asked)(fold(fund, awarding(asked)(fund))) == []


@whatever(any_.one_of(*(any_.builds(fact) for fact in FACTS)))
def test_what_is_stored_reads_back_equal(fact: FundFact) -> None:
    mapper = FactMapper(FACTS)
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


@whatever(any_.lists(awards, unique_by=lambda award: award.award_id))
def test_a_snapshot_of_a_fund_reads_back_as_the_same_fund(made: list[Award]) -> None:
    fund = Fund(OPENED)
    for award in made:
        fund = fold(fund, fund.award(award, TODAY))
    kept = msgspec.json.decode(msgspec.json.encode(fund), type=Fund)
    assert kept == fund
    assert all(kept.award(award, TODAY) == [] for award in made)
