"""What is commanded of plans, and of what is in them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from services.registry.allocations.allocation.subjects import SubjectKind
from services.registry.bearers.founding import number_of
from services.registry.organised.naming import Organiser, on_the_books
from services.registry.people.texts.reasons import attached
from services.registry.plans.api.forms import (
    ClosingForm,
    ItemCorrectionForm,
    ItemForm,
    OfItemForm,
    PlanCorrectionForm,
    PlanForm,
    PlanWithdrawalForm,
    ReviewForm,
    ReviewWithdrawalForm,
)
from services.registry.plans.plan.facts import Closing, ItemDays, Planner, PlanReviewed, plan_id
from services.registry.plans.plan.fulfilling import KINDS, require_fulfils
from services.registry.plans.plan.items import OfPlan
from services.registry.plans.plan.plan import Plan
from services.registry.plans.plan.refusals import ORGANISED, PlanUnknown
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller

States = Mapping[UUID, Any]


@dataclass(frozen=True)
class Done:
    plan_id: UUID


@dataclass(frozen=True)
class ItemDone:
    plan_id: UUID
    item_id: UUID


@dataclass(frozen=True)
class ReviewDone:
    plan_id: UUID
    review_id: UUID


def _whose(planner: Planner) -> Organiser:
    kind, id_ = planner
    return on_the_books(cast(SubjectKind, kind), id_, ORGANISED)


def adopt(form: PlanForm, by: Caller) -> Command:
    """A plan of a year is in force from that day on, of whoever is there then."""
    planner, id_ = _whose(form.planner), plan_id(form.planner, form.plan_year)

    def decide(states: States) -> Decision:
        place = planner.place(states, form.adopted_on, by)
        of = OfPlan(place, form.planner, form.plan_year)
        adopted = form.adopted_on, number_of(form.document_number)
        return Decision({id_: states[id_].adopt(of, adopted, by.day)}, Done(id_))

    return Command(by.origin, {id_: Plan, **planner.streams}, decide, by.key)


def correct(form: PlanCorrectionForm, by: Caller) -> Command:
    """Day or document was written wrongly."""
    id_, planner = form.plan_id, None if form.planner is None else _whose(form.planner)

    def decide(states: States) -> Decision:
        plan = _plan(states[id_], by)
        if planner is None:
            raise PlanUnknown
        place = planner.place(states, form.adopted_on, by)
        adopted = form.adopted_on, number_of(form.document_number)
        return Decision({id_: plan.correct(place, adopted, by.day)}, Done(id_))

    there = {} if planner is None else planner.streams
    return Command(by.origin, {**there, id_: Plan}, decide, by.key)


def withdraw(form: PlanWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake, and nothing is in it."""
    id_ = form.plan_id
    return _of_plan(id_, by, lambda plan: plan.withdraw(), Done(id_))


def review(form: ReviewForm, by: Caller) -> Command:
    """What is left of a plan was looked through on that day."""
    id_, review_id = form.plan_id, new_id()
    asked = PlanReviewed(review_id, form.reviewed_on, form.text_id)
    done = ReviewDone(id_, review_id)
    return _of_plan(id_, by, lambda plan: plan.review(asked, by.day), done, form.text_id)


def withdraw_review(form: ReviewWithdrawalForm, by: Caller) -> Command:
    """It was recorded by mistake."""
    id_, review_id = form.plan_id, form.review_id
    done = ReviewDone(id_, review_id)
    return _of_plan(id_, by, lambda plan: plan.withdraw_review(review_id), done)


def set_item(form: ItemForm, by: Caller) -> Command:
    """From that day on it is in the plan, to be done by another."""
    id_, item_id, days = form.plan_id, new_id(), ItemDays(form.set_on, form.due_on)
    text_id = form.text_id
    assert text_id is not None, "its words are kept first"

    def decided(plan: Plan) -> Sequence[Any]:
        return plan.items.set(plan.there, item_id, days, text_id, by.day)

    return _of_plan(id_, by, decided, ItemDone(id_, item_id), text_id)


def correct_item(form: ItemCorrectionForm, by: Caller) -> Command:
    """Its days, or what is to be done, were written wrongly: figures follow, and as known before
    they stay."""
    id_, item_id, days = form.plan_id, form.item_id, ItemDays(form.set_on, form.due_on)

    def decided(plan: Plan) -> Sequence[Any]:
        return plan.items.correct(plan.there, item_id, days, form.text_id, by.day)

    return _of_plan(id_, by, decided, ItemDone(id_, item_id), form.text_id)


def close_item(form: ClosingForm, by: Caller) -> Command:
    """It is done, or dropped, since that day; by what it was done may be said, also afterwards."""
    id_, item_id, by_what = form.plan_id, form.item_id, form.fulfilment
    closing = Closing(form.state_code, form.closed_on, by_what)

    def decide(states: States) -> Decision:
        plan = _plan(states[id_], by)
        facts = plan.items.close(plan.there, item_id, closing, by.day)
        if facts and by_what is not None:
            it = states[by_what.fulfilment_id]
            require_fulfils(by_what.fulfilment_kind, it, closing.closed_on, by)
        return Decision({id_: facts}, ItemDone(id_, item_id))

    streams: dict[UUID, type[Any]] = {}
    if by_what is not None:
        streams[by_what.fulfilment_id] = KINDS[by_what.fulfilment_kind]
    return Command(by.origin, {**streams, id_: Plan}, decide, by.key)


def reopen_item(form: OfItemForm, by: Caller) -> Command:
    """It was closed by mistake: it is open, and was all the time."""
    id_, item_id = form.plan_id, form.item_id
    done = ItemDone(id_, item_id)
    return _of_plan(id_, by, lambda plan: plan.items.reopen(plan.there, item_id), done)


def withdraw_item(form: OfItemForm, by: Caller) -> Command:
    """It was put into the plan by mistake: it never was in it, and counts on no day."""
    id_, item_id = form.plan_id, form.item_id
    done = ItemDone(id_, item_id)
    return _of_plan(id_, by, lambda plan: plan.items.withdraw(plan.there, item_id), done)


def _of_plan(
    id_: UUID,
    by: Caller,
    decided: Callable[[Plan], Sequence[Any]],
    done: object,
    text_id: UUID | None = None,
) -> Command:
    def decide(plan: Plan) -> Decision:
        facts = decided(_plan(plan, by))
        text = attached(text_id if facts else None, id_)
        return Decision({id_: facts, **text}, done)

    return command(by, decide, (id_, Plan))


def _plan(plan: Plan, by: Caller) -> Plan:
    by.require(plan.last_place, PlanUnknown)
    return plan
