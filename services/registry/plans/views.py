"""What officers look up: the plans of a place (`plans`), and what is in them (`plan_items`)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.plans.plan.facts import (
    OPEN,
    OfItem,
    PlanAdopted,
    PlanCorrected,
    PlanItemClosed,
    PlanItemCorrected,
    PlanItemReopened,
    PlanItemSet,
    PlanItemWithdrawn,
    PlanWithdrawn,
)
from shared.eventstore.facts import Fact
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class PlanRow:
    """A plan (kế hoạch, chương trình năm) of an association, a centre or a committee."""

    plan_id: UUID
    place_id: UUID
    planner_kind: str
    planner_id: UUID
    plan_year: int
    adopted_on: date
    document_number: str | None = None


@dataclass(frozen=True)
class PlanItemRow:
    """What is in a plan since a day (`set_on`), to be done by another (`due_on`): open, done or
    dropped (`state_code`), since when (`closed_on`). What it is, its plan says."""

    item_id: UUID
    plan_id: UUID
    place_id: UUID
    planner_kind: str
    planner_id: UUID
    plan_year: int
    set_on: date
    due_on: date
    state_code: str
    closed_on: date | None = None


class PlanItems(Things[PlanItemRow]):
    """Several are on the stream of their plan."""

    def _said(self, fact: Fact) -> dict[str, object]:
        assert isinstance(fact, OfItem), "the view hears of items alone"
        return super()._said(fact) | {"item_id": fact.item_id}

    def as_seen(self, row: PlanItemRow, until: date) -> PlanItemRow | None:
        """That it was closed after that day is not seen; until when it is to be done is."""
        if row.set_on > until:
            return None
        if row.closed_on is not None and row.closed_on > until:
            return replace(row, state_code=OPEN, closed_on=None)
        return row


PLANS: Final = Things(
    "plans", 1, PlanRow, PlanAdopted, (PlanCorrected,), "adopted_on", never_was=PlanWithdrawn
)
PLAN_ITEMS: Final = PlanItems(
    "plan_items",
    1,
    PlanItemRow,
    PlanItemSet,
    (PlanItemCorrected, PlanItemClosed, PlanItemReopened),
    "set_on",
    "closed_on",
    PlanItemWithdrawn,
)
WANTED: Final = """
where set_on <= until and coalesce(closed_on > until, true)
    and (%(place_id)s::uuid is null or place_id = %(place_id)s)
    and (%(due_by)s::date is null or due_on <= %(due_by)s)
"""
"""Those that are open, as far as is seen; of one place or all; with `due_by` due by that day."""
