"""What facts of plans are told as, each beside its event, and those that stay at home."""

from typing import Any

from services.registry.plans.plan import facts
from shared.contracts.fields import Spell
from shared.contracts.registry import plans as told
from tests.registry.told import DAY, LATER, OTHER, PLACE, STREAM

SAID: dict[str, Any] = {
    "place_id": PLACE,
    "planner_kind": "association",
    "planner_id": OTHER,
    "plan_year": 2026,
    "item_id": PLACE,
}
TOLD: dict[str, Any] = SAID | {"plan_id": STREAM, "due_on": LATER}
EARLY, LATE = facts.ItemDays(DAY, LATER), facts.ItemDays(LATER, LATER)
THERE, FROM_LATER = (Spell(place_id=PLACE, since=DAY),), (Spell(place_id=PLACE, since=LATER),)
BY_CLASS = facts.Closing("done", LATER, facts.Fulfilment("class", OTHER))
DONE, DROPPED = facts.Closing("done", LATER), facts.Closing("dropped", LATER)
PLANS_TOLD: list[tuple[Any, Any]] = [
    (
        facts.PlanItemSet(**SAID, days=EARLY, words_id=OTHER),
        told.PlanItemSetV1(**TOLD, set_on=DAY),
    ),
    (
        facts.PlanItemCorrected(**SAID, days=LATE, days_before=EARLY, words_id=OTHER),
        told.PlanItemCorrectedV1(**TOLD, set_on=LATER, was=THERE, now=FROM_LATER),
    ),
    *[
        (
            facts.PlanItemClosed(**SAID, due_on=LATER, closing=closing),
            told.PlanItemClosedV1(
                **TOLD, state_code=closing.state_code, closed_on=LATER, was=(), now=counts
            ),
        )
        for closing, counts in ((DONE, FROM_LATER), (DROPPED, ()))
    ],
    *[
        (
            facts.PlanItemClosed(**SAID, due_on=LATER, closing=BY_CLASS, closing_before=before),
            told.PlanItemClosedV1(
                **TOLD,
                state_code="done",
                closed_on=LATER,
                was=counted,
                now=FROM_LATER,
                fulfilment_kind="class",
                fulfilment_id=OTHER,
            ),
        )
        for before, counted in ((None, ()), (DONE, FROM_LATER))
    ],
    *[
        (
            facts.PlanItemReopened(**SAID, due_on=LATER, closing=closing),
            told.PlanItemReopenedV1(**TOLD, was=counted, now=()),
        )
        for closing, counted in ((DONE, FROM_LATER), (DROPPED, ()))
    ],
    (
        facts.PlanItemWithdrawn(**SAID, days=EARLY),
        told.PlanItemWithdrawnV1(**TOLD, was=THERE, now=()),
    ),
]
PLANS_KEPT = [
    facts.PlanAdopted(PLACE, "association", OTHER, 2026, DAY, "12/KH-HKH"),
    facts.PlanCorrected(PLACE, LATER),
    facts.PlanWithdrawn(PLACE),
    facts.PlanReviewed(STREAM, LATER, OTHER),
    facts.PlanReviewWithdrawn(STREAM),
]
