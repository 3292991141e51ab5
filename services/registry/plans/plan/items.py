"""What is in a plan: to be done by a day, open until it is done or dropped."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Self
from uuid import UUID

from services.registry.plans.plan.facts import (
    DONE,
    OPEN,
    Closing,
    ItemDays,
    ItemFact,
    PlanItemClosed,
    PlanItemCorrected,
    PlanItemReopened,
    PlanItemSet,
    PlanItemWithdrawn,
    Planner,
)
from services.registry.plans.plan.refusals import (
    PlanFull,
    PlanItemClosedAlready,
    PlanItemClosedBeforeSet,
    PlanItemDueBeforeSet,
    PlanItemDueOutOfYear,
    PlanItemNotDone,
    PlanItemStateUnknown,
    PlanItemUnknown,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import PLAN_ITEM_STATES

MOST_ITEMS: Final = 500


@dataclass(frozen=True)
class Item:
    """`closed`: as what, since when; None: it is open."""

    days: ItemDays
    words_id: UUID
    closed: Closing | None = None

    def state_on(self, day: date) -> tuple[str, date | None]:
        """What it is on that day, and since when it is closed."""
        if self.closed is None or self.closed.closed_on > day:
            return OPEN, None
        return self.closed.state_code, self.closed.closed_on


@dataclass(frozen=True)
class OfPlan:
    """Whose plan, of which year and place, an item is in."""

    place_id: UUID
    planner: Planner
    year: int


@dataclass(frozen=True)
class Items:
    """By id, in the order in which they were set. `withdrawn`: what never was in the plan."""

    known: Mapping[UUID, Item] = field(default_factory=dict)
    withdrawn: frozenset[UUID] = frozenset()

    def evolve(self, fact: ItemFact) -> Self:
        id_ = fact.item_id
        match fact:
            case PlanItemSet():
                return self._with(id_, Item(fact.days, fact.words_id))
            case PlanItemWithdrawn():
                left = {each: item for each, item in self.known.items() if each != id_}
                return replace(self, known=left, withdrawn=self.withdrawn | {id_})
        item = self.known[id_]
        match fact:
            case PlanItemCorrected():
                words_id = fact.words_id or item.words_id
                return self._with(id_, replace(item, days=fact.days, words_id=words_id))
            case PlanItemClosed():
                return self._with(id_, replace(item, closed=fact.closing))
            case PlanItemReopened():
                return self._with(id_, replace(item, closed=None))

    def set(
        self, of: OfPlan, id_: UUID, days: ItemDays, words_id: UUID, today: date
    ) -> list[PlanItemSet]:
        """From that day on it is in the plan."""
        _require_days(days, of.year, today)
        if len(self.known) >= MOST_ITEMS:
            raise PlanFull(most=MOST_ITEMS)
        return [PlanItemSet(**_of(of, id_), days=days, words_id=words_id)]

    def correct(
        self, of: OfPlan, id_: UUID, days: ItemDays, words_id: UUID | None, today: date
    ) -> list[PlanItemCorrected]:
        """Its days are these; without words what is to be done stays as it is."""
        item = self._item(id_)
        _require_days(days, of.year, today)
        if item.closed is not None and item.closed.closed_on < days.set_on:
            raise PlanItemClosedBeforeSet(set_on=days.set_on)
        if days == item.days and words_id is None:
            return []
        now = PlanItemCorrected(**_of(of, id_), days=days, days_before=item.days, words_id=words_id)
        return [now]

    def close(self, of: OfPlan, id_: UUID, closing: Closing, today: date) -> list[PlanItemClosed]:
        """Done, or dropped, on a day that has come. Of one that is closed so already, by what it
        was done may be said, or put right; what was said of that stays until then."""
        item = self._item(id_)
        _require_closing(closing, today)
        before = item.closed
        if before is not None and closing.fulfilment is None:
            closing = replace(closing, fulfilment=before.fulfilment)
        if before == closing:
            return []
        if before is None or before != replace(closing, fulfilment=before.fulfilment):
            _require_open(item)
        if closing.closed_on < item.days.set_on:
            raise PlanItemClosedBeforeSet(set_on=item.days.set_on)
        said: dict[str, Any] = {"due_on": item.days.due_on, "closing": closing}
        return [PlanItemClosed(**_of(of, id_), **said, closing_before=before)]

    def reopen(self, of: OfPlan, id_: UUID) -> list[PlanItemReopened]:
        """It was closed by mistake."""
        item = self._item(id_)
        if item.closed is None:
            return []
        return [PlanItemReopened(**_of(of, id_), due_on=item.days.due_on, closing=item.closed)]

    def withdraw(self, of: OfPlan, id_: UUID) -> list[PlanItemWithdrawn]:
        """It was put into the plan by mistake; one that is closed is reopened first."""
        if id_ in self.withdrawn:
            return []
        item = self._item(id_)
        _require_open(item)
        return [PlanItemWithdrawn(**_of(of, id_), days=item.days)]

    def _item(self, id_: UUID) -> Item:
        if id_ not in self.known:
            raise PlanItemUnknown
        return self.known[id_]

    def _with(self, id_: UUID, item: Item) -> Self:
        return replace(self, known={**self.known, id_: item})


def _require_closing(closing: Closing, today: date) -> None:
    require_come(closing.closed_on, today)
    if closing.state_code not in PLAN_ITEM_STATES:
        raise PlanItemStateUnknown(states=", ".join(PLAN_ITEM_STATES))
    if closing.state_code != DONE and closing.fulfilment is not None:
        raise PlanItemNotDone


def _require_open(item: Item) -> None:
    if item.closed is not None:
        closed = item.closed
        raise PlanItemClosedAlready(state=closed.state_code, closed_on=closed.closed_on)


def _of(of: OfPlan, id_: UUID) -> dict[str, Any]:
    kind, planner_id = of.planner
    whose = {"planner_kind": kind, "planner_id": planner_id}
    return {"place_id": of.place_id, **whose, "plan_year": of.year, "item_id": id_}


def _require_days(days: ItemDays, year: int, today: date) -> None:
    """Due within its year or, of a plan of a school year, the one after."""
    require_come(days.set_on, today)
    first, last = date(year, 1, 1), date(year + 1, 12, 31)
    if not first <= days.due_on <= last:
        raise PlanItemDueOutOfYear(year=year, first=first, last=last)
    if days.due_on < days.set_on:
        raise PlanItemDueBeforeSet(set_on=days.set_on)
