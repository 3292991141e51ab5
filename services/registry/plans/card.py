"""All that belongs to plans. Told is what is in them and by when, not what it is."""

from datetime import date
from typing import Any, get_args
from uuid import UUID

from services.registry.plans.api.routes import routes
from services.registry.plans.plan.facts import (
    Closing,
    OfItem,
    PlanAdopted,
    PlanCorrected,
    PlanFact,
    PlanItemClosed,
    PlanItemCorrected,
    PlanItemReopened,
    PlanItemSet,
    PlanItemWithdrawn,
    PlanReviewed,
    PlanReviewWithdrawn,
    PlanWithdrawn,
)
from services.registry.plans.views import PLAN_ITEMS, PLANS
from shared.contracts.fields import Spell
from shared.contracts.registry.plans import (
    PlanItemClosedV1,
    PlanItemCorrectedV1,
    PlanItemReopenedV1,
    PlanItemSetV1,
    PlanItemWithdrawnV1,
)
from shared.web.card import Card


def _set(plan: UUID, fact: PlanItemSet) -> PlanItemSetV1:
    return PlanItemSetV1(**_of(plan, fact), due_on=fact.due_on, set_on=fact.set_on)


def _corrected(plan: UUID, fact: PlanItemCorrected) -> PlanItemCorrectedV1:
    was, now = _there(fact, fact.days_before.set_on), _there(fact, fact.set_on)
    days: dict[str, Any] = {"due_on": fact.due_on, "set_on": fact.set_on}
    return PlanItemCorrectedV1(**_of(plan, fact), **days, was=was, now=now)


def _closed(plan: UUID, fact: PlanItemClosed) -> PlanItemClosedV1:
    by = fact.closing.fulfilment
    return PlanItemClosedV1(
        **_of(plan, fact),
        due_on=fact.due_on,
        state_code=fact.state_code,
        closed_on=fact.closed_on,
        was=() if fact.closing_before is None else _done(fact, fact.closing_before),
        now=_done(fact, fact.closing),
        fulfilment_kind=None if by is None else by.fulfilment_kind,
        fulfilment_id=None if by is None else by.fulfilment_id,
    )


def _reopened(plan: UUID, fact: PlanItemReopened) -> PlanItemReopenedV1:
    was = _done(fact, fact.closing)
    return PlanItemReopenedV1(**_of(plan, fact), due_on=fact.due_on, was=was, now=())


def _withdrawn(plan: UUID, fact: PlanItemWithdrawn) -> PlanItemWithdrawnV1:
    was = _there(fact, fact.days.set_on)
    return PlanItemWithdrawnV1(**_of(plan, fact), due_on=fact.days.due_on, was=was, now=())


def _of(plan: UUID, fact: OfItem) -> dict[str, Any]:
    return {
        "plan_id": plan,
        "item_id": fact.item_id,
        "place_id": fact.place_id,
        "planner_kind": fact.planner_kind,
        "planner_id": fact.planner_id,
        "plan_year": fact.plan_year,
    }


def _there(fact: OfItem, since: date) -> tuple[Spell, ...]:
    return (Spell(place_id=fact.place_id, since=since),)


def _done(fact: OfItem, closing: Closing) -> tuple[Spell, ...]:
    return _there(fact, closing.closed_on) if closing.state_code == "done" else ()


KEPT = (PlanAdopted, PlanCorrected, PlanWithdrawn, PlanReviewed, PlanReviewWithdrawn)
CARD = Card(
    name="plans",
    facts=get_args(PlanFact),
    told=(_set, _corrected, _closed, _reopened, _withdrawn),
    kept=KEPT,
    views=(PLANS, PLAN_ITEMS),
    routes=routes,
    actions=(
        "registry.plan.read",
        "registry.plan.adopt",
        "registry.plan.correct",
        "registry.plan.withdraw",
        "registry.plan.review",
        "registry.plan.set",
        "registry.plan.close",
    ),
)
