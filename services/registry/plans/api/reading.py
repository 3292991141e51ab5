"""A plan with all that is in it, as it was on a day, and when it was reviewed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from services.registry.people.texts.reading import shown
from services.registry.plans.plan.facts import OPEN, PlanReviewed
from services.registry.plans.plan.fulfilling import KINDS, is_there
from services.registry.plans.plan.items import Item
from services.registry.plans.plan.plan import Plan
from services.registry.plans.plan.refusals import PlanUnknown
from services.registry.plans.views import PLANS
from shared.web.bulk import AskedSpeech
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import answer_of
from shared.web.values import Day

Reading = Annotated[Caller, reads("registry.plan.read")]


class ItemShown(BaseModel):
    """What is to be done by a day: open, done or dropped (`state_code`), since when; `is_overdue`:
    it was to be done before that day and is open. `fulfilment_kind`, `fulfilment_id`: the activity,
    class, document or session by which it was done, if somebody said. `fulfilment_withdrawn`: that
    was written down by mistake, as is known since: name another, or open the item again. `words`:
    "(đã xoá)" if they are gone."""

    item_id: UUID
    set_on: date
    due_on: date
    state_code: str
    closed_on: date | None
    is_overdue: bool
    fulfilment_kind: str | None
    fulfilment_id: UUID | None
    fulfilment_withdrawn: bool
    words: str


class ReviewShown(BaseModel):
    """On which day it was reviewed, and what was found; null: nobody said."""

    review_id: UUID
    reviewed_on: date
    words: str | None


class PlanShown(BaseModel):
    """`number` of its items, of which `done` are done and `dropped` are dropped on that day; of
    `unproven` what they were done by was withdrawn."""

    plan_id: UUID
    planner_kind: str
    planner_id: UUID
    plan_year: int
    number: int
    done: int
    dropped: int
    unproven: int
    items: list[ItemShown]
    reviews: list[ReviewShown]


def reading_items(router: APIRouter, counter: Counter) -> None:
    @router.get("/{plan_id}/items")
    async def items(
        plan_id: UUID, caller: Reading, speech: AskedSpeech, on: Day | None = None
    ) -> PlanShown:
        """What is in a plan on a day, or today, in the order in which it is due, and its reviews
        until then. That it was read is recorded."""
        found = await counter.transactions.store.reader.read([(plan_id, Plan)])
        plan: Plan = found[plan_id, Plan].state
        until = caller.sees(plan.last_place).until
        if plan.adopted is None or plan.adopted[0] > until:
            raise PlanUnknown
        day = min(on or caller.day, until)
        there = {id_: each for id_, each in plan.items.known.items() if each.days.set_on <= day}
        reviews = [each for each in plan.reviews.values() if each.reviewed_on <= day]
        texts = [each.words_id for each in there.values()]
        texts += [each.words_id for each in reviews if each.words_id is not None]
        words = await shown(counter, texts, caller, speech.language)
        gone = await _withdrawn(counter, there.values())
        return _shown(plan_id, plan, [_item(id_, there[id_], day, gone, words) for id_ in there], [
            _review(each, words) for each in sorted(reviews, key=lambda it: it.reviewed_on)
        ])  # fmt: skip

    answer_of(PLANS, items)


async def _withdrawn(counter: Counter, items: Iterable[Item]) -> frozenset[UUID]:
    """Of what these were done by, what is on the books no more."""
    by = {
        each.closed.fulfilment.fulfilment_id: each.closed.fulfilment.fulfilment_kind
        for each in items
        if each.closed is not None and each.closed.fulfilment is not None
    }
    wanted = [(id_, KINDS[kind]) for id_, kind in by.items()]
    found = await counter.transactions.store.reader.read(wanted) if wanted else {}
    return frozenset(id_ for (id_, _), known in found.items() if not is_there(by[id_], known.state))


def _shown(
    plan_id: UUID, plan: Plan, items: list[ItemShown], reviews: list[ReviewShown]
) -> PlanShown:
    kind, planner_id = plan.there.planner
    return PlanShown(
        plan_id=plan_id,
        planner_kind=kind,
        planner_id=planner_id,
        plan_year=plan.there.year,
        number=len(items),
        done=sum(each.state_code == "done" for each in items),
        dropped=sum(each.state_code == "dropped" for each in items),
        unproven=sum(each.fulfilment_withdrawn for each in items),
        items=sorted(items, key=lambda each: (each.due_on, each.item_id)),
        reviews=reviews,
    )


def _item(
    id_: UUID, item: Item, day: date, gone: frozenset[UUID], words: Mapping[UUID, str]
) -> ItemShown:
    state, closed_on = item.state_on(day)
    by = item.closed.fulfilment if item.closed is not None and closed_on is not None else None
    return ItemShown(
        item_id=id_,
        set_on=item.days.set_on,
        due_on=item.days.due_on,
        state_code=state,
        closed_on=closed_on,
        is_overdue=state == OPEN and item.days.due_on < day,
        fulfilment_kind=None if by is None else by.fulfilment_kind,
        fulfilment_id=None if by is None else by.fulfilment_id,
        fulfilment_withdrawn=by is not None and by.fulfilment_id in gone,
        words=words[item.words_id],
    )


def _review(said: PlanReviewed, words: Mapping[UUID, str]) -> ReviewShown:
    return ReviewShown(
        review_id=said.review_id,
        reviewed_on=said.reviewed_on,
        words=None if said.words_id is None else words[said.words_id],
    )
