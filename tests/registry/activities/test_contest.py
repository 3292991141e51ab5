"""A contest has rounds, one after the other, and ranks in each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.activities.activity.activity import Activity
from services.registry.activities.activity.contests import MOST_ENTRANTS
from services.registry.activities.activity.facts import (
    ActivityHeld,
    ContestResultStated,
    ContestRoundHeld,
    ContestRoundWithdrawn,
    HeldActivity,
    Part,
    Result,
)
from services.registry.activities.activity.refusals import (
    ContestHasRounds,
    ContestRoundBeforeEarlier,
    ContestRoundHeldAlready,
    ContestRoundHeldSince,
    ContestRoundMissing,
    ContestRoundUnknown,
    EntrantTwice,
    NoContest,
    PartKindUnknown,
    PartTwice,
    RankImplausible,
    RoundKindUnknown,
)
from services.registry.organised.held import Organiser
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

DAY = date(2026, 3, 1)
BY = Organiser("association", uuid4())
COUNTS = HeldActivity(land.COMMUNE, "contest", DAY)
HELD = ActivityHeld(BY.organiser_kind, BY.organiser_id, COUNTS)
FIRST = ContestRoundHeld(1, "qualifying", DAY, (Part("introduction"), Part("knowledge-test")))
FINAL = ContestRoundHeld(2, "final", DAY + timedelta(days=2), (Part("solution"),))
WINNER, OTHER = Result("association", uuid4(), 1), Result("place", uuid4(), 2)
RESULT = ContestResultStated(1, (WINNER, OTHER))
GONE = ContestRoundWithdrawn(2)


def holding(round_: ContestRoundHeld, **said: Any) -> Callable[[Activity], list[ContestRoundHeld]]:
    return lambda activity: activity.hold_round(replace(round_, **said), land.TODAY)


def stating(*results: Result, number: int = 1) -> Callable[[Activity], list[ContestResultStated]]:
    return lambda activity: activity.state_results(ContestResultStated(number, results))


def withdrawing(number: int) -> Callable[[Activity], list[ContestRoundWithdrawn]]:
    return lambda activity: activity.withdraw_round(number)


def test_the_second_round_follows_the_first_and_never_stands_without_it() -> None:
    given(Activity, HELD).when(holding(FINAL)).then_refused(ContestRoundMissing)
    given(Activity, HELD).when(holding(FIRST, round_number=0)).then_refused(ContestRoundMissing)
    given(Activity, HELD).when(holding(FIRST)).then(FIRST)
    story = given(Activity, HELD, FIRST)
    story.when(holding(FIRST)).then_nothing()
    story.when(holding(FIRST, parts=())).then_refused(ContestRoundHeldAlready)
    story.when(holding(FINAL)).then(FINAL)
    early = holding(FINAL, held_on=DAY - timedelta(days=1))
    story.when(early).then_refused(ContestRoundBeforeEarlier)


def test_ranks_are_stated_of_a_round_that_was_held_and_stated_anew() -> None:
    given(Activity, HELD).when(stating(WINNER)).then_refused(ContestRoundUnknown)
    story = given(Activity, HELD, FIRST)
    story.when(stating(WINNER, OTHER)).then(RESULT)
    story.when(stating(WINNER, replace(OTHER, rank=1))).then(
        replace(RESULT, results=(WINNER, replace(OTHER, rank=1)))
    )
    given(Activity, HELD, FIRST, RESULT).when(stating(WINNER, OTHER)).then_nothing()
    story.when(stating(WINNER, replace(WINNER, rank=2))).then_refused(EntrantTwice)
    for rank in (0, MOST_ENTRANTS + 1):
        story.when(stating(replace(WINNER, rank=rank))).then_refused(RankImplausible)


def test_the_last_round_is_withdrawn_first() -> None:
    story = given(Activity, HELD, FIRST, FINAL)
    story.when(withdrawing(1)).then_refused(ContestRoundHeldSince)
    story.when(withdrawing(2)).then(GONE)
    given(Activity, HELD, FIRST, FINAL, GONE).when(withdrawing(2)).then_nothing()
    given(Activity, HELD, FIRST, FINAL, GONE).when(holding(FINAL)).then(FINAL)
    for number in (2, 7):  # never recorded
        given(Activity, HELD, FIRST).when(withdrawing(number)).then_refused(ContestRoundUnknown)


def test_what_is_no_contest_has_no_rounds_and_what_has_rounds_stays_a_contest() -> None:
    congress = replace(HELD, held=replace(COUNTS, activity_kind="congress"))
    for asked in (holding(FIRST), stating(WINNER), withdrawing(1)):
        given(Activity, congress).when(asked).then_refused(NoContest)

    def turning(activity: Activity) -> list[Any]:
        return [*activity.correct(BY, congress.held, land.TODAY)]

    given(Activity, HELD, FIRST).when(turning).then_refused(ContestHasRounds)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"held_on": land.TODAY + timedelta(days=1)}, DayNotCome),
        ({"round_kind": "encore"}, RoundKindUnknown),
        ({"parts": (Part("arm-wrestling"),)}, PartKindUnknown),
        ({"parts": (Part("essay"), Part("essay"))}, PartTwice),
    ],
)
def test_what_cannot_be_said_of_a_round_is_refused(said: Any, refusal: type[Refusal]) -> None:
    given(Activity, HELD).when(holding(FIRST, **said)).then_refused(refusal)


@whatever(any_.lists(any_.integers(0, 4), max_size=12))
def test_rounds_are_always_numbered_one_after_the_other(numbers: list[int]) -> None:
    activity = fold(Activity(), [HELD])
    for number in numbers:
        for asked in (holding(FIRST, round_number=number), withdrawing(number - 1)):
            try:
                told: list[Any] = [*asked(activity)]
            except Refusal:
                continue
            activity = fold(activity, told)
        held = [each.held.round_number for each in activity.contest.rounds]
        assert held == list(range(1, len(held) + 1))


def test_what_is_stored_reads_back_equal() -> None:
    for fact in (FIRST, FINAL, RESULT, GONE):
        mapper = FactMapper((type(fact),))
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
