from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.funding.awards import award as no
from services.funding.awards.award import Award, AwardReport, ScholarshipAwarded, award_stream
from services.funding.funds.fund import Fund, FundAlreadyOpened, FundOpened, FundUnknown
from shared.eventstore.facts import fold
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import MOST_DONG, MOST_GRANTS
from shared.vocabulary.places import Tree
from shared.vocabulary.places.siting import PlaceNotInForce
from shared.vocabulary.refusals import Refusal
from tests.support.callers import system
from tests.support.land import COMMUNE, ENDED_COMMUNE, HEARD, REORGANISED, TODAY, UNHEARD
from tests.support.story import given

NOW = system(Tree(HEARD))
DAY = date(2025, 7, 2)
TOMORROW = TODAY + timedelta(days=1)
OPENED = FundOpened(uuid4(), COMMUNE, DAY)
ASKED = AwardReport(uuid4(), uuid4(), 25, 25_000_000, date(2025, 9, 5))
AWARDED = ScholarshipAwarded(fund_id=OPENED.fund_id, place_id=COMMUNE, **vars(ASKED))


def opening(asked: FundOpened = OPENED) -> Callable[[Fund], list[FundOpened]]:
    return lambda fund: fund.open(asked, NOW)


def awarding(
    asked: AwardReport = ASKED, fund: FundOpened = OPENED
) -> Callable[[Award], list[ScholarshipAwarded]]:
    return lambda award: award.make(asked, fund, TODAY)


def test_a_fund_is_opened_once() -> None:
    given(Fund).when(opening()).then(OPENED)
    given(Fund, OPENED).when(opening()).then_nothing()
    given(Fund, OPENED).when(opening(replace(OPENED, opened_on=TODAY))).then_refused(
        FundAlreadyOpened
    )


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"opened_on": TOMORROW}, DayNotCome),
        ({"place_id": UNHEARD}, PlaceNotInForce),
        ({"place_id": ENDED_COMMUNE, "opened_on": REORGANISED}, PlaceNotInForce),
    ],
)
def test_a_fund_needs_a_place_in_force_on_a_day_that_has_come(
    asked: dict[str, Any], refusal: type[Refusal]
) -> None:
    given(Fund).when(opening(replace(OPENED, **asked))).then_refused(refusal)


def test_a_scholarship_is_awarded_at_the_funds_place() -> None:
    given(Award).when(awarding()).then(AWARDED)


def test_a_fund_that_is_none_awards_nothing() -> None:
    with pytest.raises(FundUnknown):
        Fund().require_opened()
    assert fold(Fund(), [OPENED]).require_opened() == OPENED


def test_each_award_has_a_stream_of_its_own_and_the_same_id_in_another_fund_another() -> None:
    one, other = uuid4(), uuid4()
    streams = {award_stream(*pair) for pair in ((one, one), (one, other), (other, one))}
    assert len(streams | {one, other}) == 5
    assert award_stream(one, other) == award_stream(one, other)


def test_the_same_award_twice_changes_nothing_and_with_other_figures_is_refused() -> None:
    given(Award, AWARDED).when(awarding()).then_nothing()
    for other in ({"grants": 26}, {"amount_dong": 0}, {"recipient_ref": uuid4()}):
        given(Award, AWARDED).when(awarding(replace(ASKED, **other))).then_refused(
            no.AwardAlreadyMade
        )


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"awarded_on": DAY - timedelta(days=1)}, no.AwardBeforeFund),
        ({"awarded_on": TOMORROW}, DayNotCome),
        ({"grants": 0}, no.GrantsImplausible),
        ({"grants": MOST_GRANTS + 1}, no.GrantsImplausible),
        ({"amount_dong": -1}, no.AmountImplausible),
        ({"amount_dong": MOST_DONG + 1}, no.AmountImplausible),
    ],
)
def test_an_award_must_make_sense(wrong: dict[str, Any], refusal: type[Refusal]) -> None:
    given(Award).when(awarding(replace(ASKED, **wrong))).then_refused(refusal)


def test_a_fund_whose_place_has_ended_goes_on_awarding() -> None:
    late = replace(ASKED, awarded_on=REORGANISED)
    ended = replace(OPENED, place_id=ENDED_COMMUNE, opened_on=date(2020, 1, 2))
    given(Award).when(awarding(late, ended)).then(
        ScholarshipAwarded(fund_id=OPENED.fund_id, place_id=ENDED_COMMUNE, **vars(late))
    )


awards = any_.builds(
    AwardReport,
    any_.uuids(),
    any_.uuids(),
    any_.integers(1, MOST_GRANTS),
    any_.integers(0, MOST_DONG),
    any_.dates(DAY, TODAY),
)


@whatever(awards)
def test_awarding_anything_twice_changes_nothing(asked: AwardReport) -> None:
    assert awarding(asked)(fold(Award(), awarding(asked)(Award()))) == []
