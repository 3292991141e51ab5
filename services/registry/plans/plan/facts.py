"""What happened to plans of a year, and to what is in them.

Stored for ever: fields are added with a default, never renamed, retyped or removed. `place_id`:
where whoever has the plan was when it was adopted; there it counts. `words_id`: under which it is
kept in own words what is to be done, or what a review found, apart from all facts.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from shared.vocabulary.identifiers import derived_id

OPEN: Final = "open"
"""Neither done nor dropped."""
DONE: Final = "done"
Planner = tuple[str, UUID]
"""Kind and id of whoever has a plan: an association, a centre or a committee."""


def plan_id(planner: Planner, year: int) -> UUID:
    """The plan of that year, of which there is one: always the same."""
    return derived_id("plan", *planner, str(year))


@dataclass(frozen=True)
class PlanAdopted:
    """`document_number`: by which it was adopted, if one is known."""

    TYPE: ClassVar[str] = "registry.plan-adopted.v1"
    place_id: UUID
    planner_kind: str
    planner_id: UUID
    plan_year: int
    adopted_on: date
    document_number: str | None = None


@dataclass(frozen=True)
class PlanCorrected:
    """Day or document was written wrongly."""

    TYPE: ClassVar[str] = "registry.plan-corrected.v1"
    place_id: UUID
    adopted_on: date
    document_number: str | None = None


@dataclass(frozen=True)
class PlanWithdrawn:
    """It never was adopted; nothing was in it."""

    TYPE: ClassVar[str] = "registry.plan-withdrawn.v1"
    place_id: UUID


@dataclass(frozen=True)
class PlanReviewed:
    """What is left was looked through on that day; nothing changed by that."""

    TYPE: ClassVar[str] = "registry.plan-reviewed.v1"
    review_id: UUID
    reviewed_on: date
    words_id: UUID | None = None


@dataclass(frozen=True)
class PlanReviewWithdrawn:
    """That review never was."""

    TYPE: ClassVar[str] = "registry.plan-review-withdrawn.v1"
    review_id: UUID


@dataclass(frozen=True)
class ItemDays:
    """In the plan since `set_on`, to be done by `due_on`. Stored in facts."""

    set_on: date
    due_on: date


@dataclass(frozen=True)
class Fulfilment:
    """By which activity, class, document or session an item was done. Stored in facts."""

    fulfilment_kind: str
    fulfilment_id: UUID


@dataclass(frozen=True)
class Closing:
    """Done, or dropped (`state_code`), since that day; by what it was done, if somebody said.
    Stored in facts."""

    state_code: str
    closed_on: date
    fulfilment: Fulfilment | None = None


@dataclass(frozen=True, kw_only=True)
class OfItem:
    """Of which item of which plan."""

    place_id: UUID
    planner_kind: str
    planner_id: UUID
    plan_year: int
    item_id: UUID

    @property
    def plan_id(self) -> UUID:
        return plan_id((self.planner_kind, self.planner_id), self.plan_year)


@dataclass(frozen=True, kw_only=True)
class _Dated(OfItem):
    """What the view has columns for."""

    days: ItemDays

    @property
    def set_on(self) -> date:
        return self.days.set_on

    @property
    def due_on(self) -> date:
        return self.days.due_on


@dataclass(frozen=True, kw_only=True)
class PlanItemSet(_Dated):
    TYPE: ClassVar[str] = "registry.plan-item-set.v1"
    words_id: UUID

    @property
    def state_code(self) -> str:
        return OPEN


@dataclass(frozen=True, kw_only=True)
class PlanItemCorrected(_Dated):
    """Its days, or what is to be done, were written wrongly: what they were (`days_before`),
    beside what they are. `words_id` None: what is to be done is as it was."""

    TYPE: ClassVar[str] = "registry.plan-item-corrected.v1"
    days_before: ItemDays
    words_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PlanItemClosed(OfItem):
    """`closing_before`: it was closed on that day already, and by what it was done is said anew."""

    TYPE: ClassVar[str] = "registry.plan-item-closed.v1"
    due_on: date
    closing: Closing
    closing_before: Closing | None = None

    @property
    def state_code(self) -> str:
        return self.closing.state_code

    @property
    def closed_on(self) -> date:
        return self.closing.closed_on


@dataclass(frozen=True, kw_only=True)
class PlanItemReopened(OfItem):
    """It never was closed; `closing`: as what it was."""

    TYPE: ClassVar[str] = "registry.plan-item-reopened.v1"
    due_on: date
    closing: Closing

    @property
    def state_code(self) -> str:
        return OPEN

    @property
    def closed_on(self) -> None:
        return None


@dataclass(frozen=True, kw_only=True)
class PlanItemWithdrawn(OfItem):
    """It never was in the plan."""

    TYPE: ClassVar[str] = "registry.plan-item-withdrawn.v1"
    days: ItemDays


ItemFact = PlanItemSet | PlanItemCorrected | PlanItemClosed | PlanItemReopened | PlanItemWithdrawn
PlanFact = (
    PlanAdopted | PlanCorrected | PlanWithdrawn | PlanReviewed | PlanReviewWithdrawn | ItemFact
)
