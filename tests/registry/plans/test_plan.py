"""A plan of a year is adopted and reviewed; what is in it is open until it is done or dropped."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.activities.activity.activity import Activity
from services.registry.activities.activity.facts import HeldActivity
from services.registry.classes.learning_class.learning_class import LearningClass
from services.registry.documents.document.document import Document
from services.registry.documents.document.facts import IssuedDocument
from services.registry.organised.held import Held
from services.registry.plans.plan.facts import (
    Closing,
    Fulfilment,
    ItemDays,
    PlanAdopted,
    PlanCorrected,
    PlanItemClosed,
    PlanItemCorrected,
    PlanItemReopened,
    PlanItemSet,
    PlanItemWithdrawn,
    PlanReviewed,
    PlanReviewWithdrawn,
    PlanWithdrawn,
    plan_id,
)
from services.registry.plans.plan.fulfilling import require_fulfils
from services.registry.plans.plan.items import MOST_ITEMS, OfPlan
from services.registry.plans.plan.plan import MOST_REVIEWS, Adoption, Plan
from services.registry.plans.plan.refusals import (
    FulfilmentAfterwards,
    FulfilmentNotThere,
    FulfilmentUnknown,
    PlanAdoptedAlready,
    PlanFull,
    PlanHasItems,
    PlanItemClosedAlready,
    PlanItemClosedBeforeSet,
    PlanItemDueBeforeSet,
    PlanItemDueOutOfYear,
    PlanItemNotDone,
    PlanItemStateUnknown,
    PlanItemUnknown,
    PlanReviewedBefore,
    PlanReviewsFull,
    PlanReviewUnknown,
    PlanUnknown,
    PlanYearImplausible,
)
from services.registry.sessions.session.session import Session
from shared.eventstore.facts import fold
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

DAY, LATER, DUE = date(2026, 1, 5), date(2026, 2, 1), date(2026, 9, 30)
TOMORROW = land.TODAY + timedelta(days=1)
PLANNER = ("association", uuid4())
OF = OfPlan(land.COMMUNE, PLANNER, 2026)
ADOPTED = PlanAdopted(land.COMMUNE, *PLANNER, 2026, DAY, "12/KH-HKH")
ITEM, WORDS = uuid4(), uuid4()
SAID: dict[str, Any] = {
    "place_id": land.COMMUNE,
    "planner_kind": "association",
    "planner_id": PLANNER[1],
    "plan_year": 2026,
    "item_id": ITEM,
}
DAYS = ItemDays(DAY, DUE)
SET = PlanItemSet(**SAID, days=DAYS, words_id=WORDS)
DONE = Closing("done", LATER)
CLOSED = PlanItemClosed(**SAID, due_on=DUE, closing=DONE)
REOPENED = PlanItemReopened(**SAID, due_on=DUE, closing=DONE)
WITHDRAWN = PlanItemWithdrawn(**SAID, days=DAYS)
REVIEWED = PlanReviewed(uuid4(), LATER, WORDS)
NOT_REVIEWED = PlanReviewWithdrawn(REVIEWED.review_id)


def adopting(of: OfPlan = OF, adopted: Adoption = (DAY, "12/KH-HKH")) -> Callable[[Plan], Any]:
    return lambda plan: plan.adopt(of, adopted, land.TODAY)


def correcting_plan(place: UUID = land.COMMUNE, day: date = LATER) -> Callable[[Plan], Any]:
    return lambda plan: plan.correct(place, (day, None), land.TODAY)


def setting(days: ItemDays = DAYS) -> Callable[[Plan], Any]:
    return lambda plan: plan.items.set(plan.there, ITEM, days, WORDS, land.TODAY)


def correcting(days: ItemDays, words_id: UUID | None = None) -> Callable[[Plan], Any]:
    return lambda plan: plan.items.correct(plan.there, ITEM, days, words_id, land.TODAY)


def closing(said: Closing = DONE) -> Callable[[Plan], Any]:
    return lambda plan: plan.items.close(plan.there, ITEM, said, land.TODAY)


def reopening(plan: Plan) -> Sequence[PlanItemReopened]:
    return plan.items.reopen(plan.there, ITEM)


def taking_out(plan: Plan) -> Sequence[PlanItemWithdrawn]:
    return plan.items.withdraw(plan.there, ITEM)


def reviewing(said: PlanReviewed = REVIEWED) -> Callable[[Plan], Any]:
    return lambda plan: plan.review(said, land.TODAY)


def test_a_planner_has_one_plan_of_a_year() -> None:
    assert plan_id(PLANNER, 2026) == plan_id(PLANNER, 2026)
    others = {plan_id(PLANNER, 2027), plan_id(("centre", PLANNER[1]), 2026)}
    assert len({plan_id(PLANNER, 2026), *others}) == 3
    given(Plan).when(adopting()).then(ADOPTED)
    given(Plan, ADOPTED).when(adopting()).then_nothing()
    given(Plan, ADOPTED).when(adopting(adopted=(DAY, None))).then_refused(PlanAdoptedAlready)
    given(Plan).when(adopting(adopted=(TOMORROW, None))).then_refused(DayNotCome)
    for year in (1989, 2201):
        given(Plan).when(adopting(replace(OF, year=year))).then_refused(PlanYearImplausible)


def test_day_and_document_of_a_plan_are_corrected() -> None:
    right = PlanCorrected(land.COMMUNE, LATER)
    given(Plan, ADOPTED).when(correcting_plan()).then(right)
    given(Plan, ADOPTED, right).when(correcting_plan()).then_nothing()
    given(Plan).when(correcting_plan()).then_refused(PlanUnknown)
    given(Plan, ADOPTED).when(correcting_plan(day=TOMORROW)).then_refused(DayNotCome)
    after = correcting_plan(day=LATER + timedelta(days=1))
    given(Plan, ADOPTED, REVIEWED).when(after).then_refused(PlanReviewedBefore)
    moved = correcting_plan(land.OTHER_COMMUNE)
    given(Plan, ADOPTED).when(moved).then(PlanCorrected(land.OTHER_COMMUNE, LATER))
    given(Plan, ADOPTED, SET).when(moved).then_refused(PlanHasItems)


def test_a_plan_with_nothing_in_it_is_withdrawn_and_may_be_adopted_again() -> None:
    gone = PlanWithdrawn(land.COMMUNE)
    given(Plan, ADOPTED).when(lambda plan: plan.withdraw()).then(gone)
    given(Plan, ADOPTED, SET).when(lambda plan: plan.withdraw()).then_refused(PlanHasItems)
    given(Plan, ADOPTED, SET, WITHDRAWN).when(lambda plan: plan.withdraw()).then(gone)
    given(Plan).when(lambda plan: plan.withdraw()).then_refused(PlanUnknown)
    story = given(Plan, ADOPTED, gone)
    story.when(lambda plan: plan.withdraw()).then_nothing()
    for said in (setting(), correcting_plan(), reviewing()):
        story.when(said).then_refused(PlanUnknown)
    story.when(adopting()).then(ADOPTED)


def test_what_is_in_a_plan_is_due_within_its_year_or_the_one_after() -> None:
    story = given(Plan, ADOPTED)
    story.when(setting()).then(SET)
    for due in (date(2025, 12, 31), date(2028, 1, 1)):
        story.when(setting(ItemDays(date(2025, 1, 1), due))).then_refused(PlanItemDueOutOfYear)
    for due in (date(2026, 1, 1), date(2027, 12, 31)):
        days = ItemDays(date(2025, 12, 1), due)
        story.when(setting(days)).then(replace(SET, days=days))
    story.when(setting(ItemDays(LATER, DAY))).then_refused(PlanItemDueBeforeSet)
    story.when(setting(ItemDays(TOMORROW, date(2027, 1, 1)))).then_refused(DayNotCome)
    given(Plan).when(setting()).then_refused(PlanUnknown)


def test_what_is_in_a_plan_is_corrected() -> None:
    story, days = given(Plan, ADOPTED, SET), ItemDays(LATER, DUE)
    right = PlanItemCorrected(**SAID, days=days, days_before=DAYS)
    story.when(correcting(days)).then(right)
    story.when(correcting(DAYS)).then_nothing()
    story.when(correcting(DAYS, ITEM)).then(replace(right, days=DAYS, words_id=ITEM))
    given(Plan, ADOPTED, SET, right).when(correcting(days)).then_nothing()
    given(Plan, ADOPTED).when(correcting(days)).then_refused(PlanItemUnknown)
    late = correcting(ItemDays(LATER + timedelta(days=1), DUE))
    given(Plan, ADOPTED, SET, CLOSED).when(late).then_refused(PlanItemClosedBeforeSet)
    plan = fold(Plan(), [ADOPTED, SET, right])
    assert plan.items.known[ITEM].words_id == WORDS


def test_an_item_is_closed_once_and_reopened_when_that_was_a_mistake() -> None:
    story = given(Plan, ADOPTED, SET)
    story.when(closing()).then(CLOSED)
    story.when(closing(Closing("dropped", TOMORROW))).then_refused(DayNotCome)
    story.when(closing(Closing("begun", LATER))).then_refused(PlanItemStateUnknown)
    early = Closing("done", DAY - timedelta(days=1))
    story.when(closing(early)).then_refused(PlanItemClosedBeforeSet)
    story.when(reopening).then_nothing()
    closed = given(Plan, ADOPTED, SET, CLOSED)
    closed.when(closing()).then_nothing()
    closed.when(closing(Closing("dropped", LATER))).then_refused(PlanItemClosedAlready)
    closed.when(reopening).then(REOPENED)
    closed.when(taking_out).then_refused(PlanItemClosedAlready)
    given(Plan, ADOPTED, SET, CLOSED, REOPENED).when(taking_out).then(WITHDRAWN)
    given(Plan, ADOPTED).when(closing()).then_refused(PlanItemUnknown)
    given(Plan, ADOPTED).when(reopening).then_refused(PlanItemUnknown)


def test_by_what_an_item_was_done_is_said_with_its_closing_or_afterwards() -> None:
    by = [replace(DONE, fulfilment=Fulfilment("session", uuid4())) for _ in "ab"]
    at_once = replace(CLOSED, closing=by[0])
    given(Plan, ADOPTED, SET).when(closing(by[0])).then(at_once)
    afterwards = replace(at_once, closing_before=DONE)
    given(Plan, ADOPTED, SET, CLOSED).when(closing(by[0])).then(afterwards)
    said = given(Plan, ADOPTED, SET, CLOSED, afterwards)
    for again in (by[0], DONE):
        said.when(closing(again)).then_nothing()
    said.when(closing(by[1])).then(replace(CLOSED, closing=by[1], closing_before=by[0]))
    for other in (replace(by[1], closed_on=DAY), replace(DONE, state_code="dropped")):
        said.when(closing(other)).then_refused(PlanItemClosedAlready)
    dropped = replace(by[0], state_code="dropped")
    given(Plan, ADOPTED, SET).when(closing(dropped)).then_refused(PlanItemNotDone)


class _Reaching:
    def require(self, place_id: UUID | None, otherwise: Callable[[], Refusal]) -> None:
        if place_id != land.COMMUNE:
            raise otherwise()


def test_what_an_item_was_done_by_is_there_within_reach_and_was_by_then() -> None:
    held = Held(land.COMMUNE, "law", LATER, 42)
    letter = IssuedDocument(land.COMMUNE, "plan", "1/KH", LATER)
    at: dict[str, Any] = {"place_id": land.COMMUNE}
    there: list[tuple[str, Any]] = [
        ("session", Session(**at, held=held)),
        ("class", LearningClass(**at, held=held)),
        ("activity", Activity(**at, held=HeldActivity(land.COMMUNE, "training", LATER))),
        ("document", Document(issued=letter, last_place=land.COMMUNE)),
    ]
    for kind, it in there:
        require_fulfils(kind, it, LATER, _Reaching())
        with pytest.raises(FulfilmentAfterwards):
            require_fulfils(kind, it, LATER - timedelta(days=1), _Reaching())
        gone = replace(it, **{"issued" if kind == "document" else "held": None})
        with pytest.raises(FulfilmentNotThere):
            require_fulfils(kind, gone, LATER, _Reaching())
        elsewhere = "last_place" if kind == "document" else "place_id"
        for foreign in (replace(it, **{elsewhere: land.OTHER_COMMUNE}), type(it)(), Plan()):
            with pytest.raises(FulfilmentUnknown):
                require_fulfils(kind, foreign, LATER, _Reaching())


def test_an_item_that_never_was_is_taken_out_once() -> None:
    given(Plan, ADOPTED, SET).when(taking_out).then(WITHDRAWN)
    given(Plan, ADOPTED, SET, WITHDRAWN).when(taking_out).then_nothing()
    given(Plan, ADOPTED, SET, WITHDRAWN).when(closing()).then_refused(PlanItemUnknown)
    given(Plan, ADOPTED).when(taking_out).then_refused(PlanItemUnknown)


def test_on_a_day_before_it_was_closed_an_item_is_open() -> None:
    item = fold(Plan(), [ADOPTED, SET, CLOSED]).items.known[ITEM]
    assert item.state_on(LATER - timedelta(days=1)) == ("open", None)
    assert item.state_on(LATER) == ("done", LATER)


def test_a_plan_is_reviewed_on_days_on_which_it_is_in_force() -> None:
    given(Plan, ADOPTED).when(reviewing()).then(REVIEWED)
    early = replace(REVIEWED, reviewed_on=DAY - timedelta(days=1))
    given(Plan, ADOPTED).when(reviewing(early)).then_refused(PlanReviewedBefore)
    to_come = replace(REVIEWED, reviewed_on=TOMORROW)
    given(Plan, ADOPTED).when(reviewing(to_come)).then_refused(DayNotCome)
    given(Plan).when(reviewing()).then_refused(PlanUnknown)

    def withdrawing(plan: Plan) -> list[PlanReviewWithdrawn]:
        return plan.withdraw_review(REVIEWED.review_id)

    given(Plan, ADOPTED, REVIEWED).when(withdrawing).then(NOT_REVIEWED)
    given(Plan, ADOPTED, REVIEWED, NOT_REVIEWED).when(withdrawing).then_nothing()
    given(Plan, ADOPTED).when(withdrawing).then_refused(PlanReviewUnknown)
    full = [replace(REVIEWED, review_id=uuid4()) for _ in range(MOST_REVIEWS)]
    given(Plan, ADOPTED, *full).when(reviewing()).then_refused(PlanReviewsFull)


def test_a_plan_is_full_one_day() -> None:
    full = [replace(SET, item_id=uuid4()) for _ in range(MOST_ITEMS)]
    given(Plan, ADOPTED, *full).when(setting()).then_refused(PlanFull)


@whatever(any_.lists(any_.sampled_from(["close", "drop", "reopen", "correct"]), max_size=8))
def test_whatever_is_done_to_an_item_it_is_closed_by_the_last_closing_that_stands(
    steps: list[str],
) -> None:
    plan, closed = fold(Plan(), [ADOPTED, SET]), None
    for number, step in enumerate(steps):
        day = LATER + timedelta(days=number)
        match step:
            case "correct":
                facts = correcting(ItemDays(DAY, DUE + timedelta(days=number)))(plan)
            case "reopen":
                facts, closed = reopening(plan), None
            case _ if closed is None:
                closed = Closing("done" if step == "close" else "dropped", day)
                facts = closing(closed)(plan)
            case _:
                continue
        plan = fold(plan, facts)
        assert plan.items.known[ITEM].closed == closed
