"""What registry tells the world of what is in plans."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Spell, TitleYear


class PlanItemEvent(Contract, frozen=True, kw_only=True):
    """Something about one item of a plan of a year (việc trong kế hoạch năm), under whoever has the
    plan: an association, a centre or a committee. What is to be done is told nobody."""

    TOPIC: ClassVar[str] = "registry.plans"
    SUBJECT: ClassVar[str] = "planner_id"
    plan_id: UUID
    item_id: UUID
    place_id: UUID
    planner_kind: Code
    planner_id: UUID
    plan_year: TitleYear
    due_on: date


class PlanItemSetV1(PlanItemEvent, frozen=True, kw_only=True):
    """It is in the plan since `set_on`, to be done by `due_on`."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.plan-item-set.v1"
    set_on: date


class PlanItemCorrectedV1(PlanItemEvent, frozen=True, kw_only=True):
    """Its days, or what is to be done, were written wrongly. In the plan it `was` until now, and
    `now` is."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.plan-item-corrected.v1"
    set_on: date
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class PlanItemClosedV1(PlanItemEvent, frozen=True, kw_only=True):
    """It is done, or dropped (`state_code`). `now` counts as done; empty: it was dropped. Told
    again, with what it `was`, when by what it was done is said afterwards or put right."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.plan-item-closed.v1"
    state_code: Code
    closed_on: date
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]
    fulfilment_kind: Code | None = None
    fulfilment_id: UUID | None = None


class PlanItemReopenedV1(PlanItemEvent, frozen=True, kw_only=True):
    """It never was closed: what `was` counted as done is taken back, and `now` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.plan-item-reopened.v1"
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class PlanItemWithdrawnV1(PlanItemEvent, frozen=True, kw_only=True):
    """It never was in the plan: what `was` counted is taken back, and `now` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.plan-item-withdrawn.v1"
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]
