"""The routes of plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter

from services.registry.people.texts.reasons import Reasons
from services.registry.plans.api import commands, forms
from services.registry.plans.api.commands import Done, ItemDone, ReviewDone
from services.registry.plans.api.reading import Reading, reading_items
from services.registry.plans.plan.plan import Plan
from services.registry.plans.plan.refusals import PlanUnknown
from services.registry.plans.views import PLAN_ITEMS, PLANS, WANTED, PlanItemRow
from shared.web.bulk import Around, Asked, Rows, recording
from shared.web.counter import Counter
from shared.web.falling_due import ByDayPaging, FallingDue
from shared.web.looking_up import answer_of, looking_up
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day

DUE: Final = FallingDue[PlanItemRow](PLAN_ITEMS, WANTED)
IN_OWN_WORDS: Final = Reasons[Any](field="words")


@dataclass(frozen=True)
class Held(Around[Any]):
    """Around what corrects plans: whose each is."""

    async def before(self, counter: Counter, asked: Sequence[Asked[Any]]) -> Sequence[Any]:
        ids = dict.fromkeys(row.form.plan_id for row in asked)
        reader = counter.transactions.store.reader
        found = await reader.read([(each, Plan) for each in ids]) if ids else {}
        for row in asked:
            plan: Plan = found[row.form.plan_id, Plan].state
            row.form._planner = plan.of and plan.of.planner  # read back by `planner`
        return [row.form for row in asked]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/plans", tags=["plans"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    _falling_due(router, counter)
    looking_up(router, counter, PLANS, "registry.plan.read", PlanUnknown)
    reading_items(router, counter)
    return [router]


def _falling_due(router: APIRouter, counter: Counter) -> None:
    @router.get("/items")
    async def due(
        caller: Reading,
        page: ByDayPaging,
        place_id: UUID | None = None,
        due_by: Day | None = None,
    ) -> PageOf[PlanItemRow]:
        """What is open in plans within reach, or of one place, in the order in which it is due;
        with `due_by` what is due by that day: by yesterday, what is overdue."""
        if place_id is not None and not caller.sees(place_id).is_something:
            raise caller.unknown(place_id)
        return await DUE.of(counter, caller, page, {"place_id": place_id, "due_by": due_by})

    answer_of(PLAN_ITEMS, due)


def _rows(does: str, form: Any, commanding: Any, answers: Any, around: Any = None) -> Any:
    return Rows(f"registry.plan.{does}", form, commanding, answers, around=around)


_RECORDED: Final[Mapping[str, Rows[Any, Any]]] = {
    "": _rows("adopt", forms.PlanForm, commands.adopt, Done),
    "/corrections": _rows("correct", forms.PlanCorrectionForm, commands.correct, Done, Held()),
    "/withdrawals": _rows("withdraw", forms.PlanWithdrawalForm, commands.withdraw, Done),
    "/reviews": _rows("review", forms.ReviewForm, commands.review, ReviewDone, IN_OWN_WORDS),
    "/reviews/withdrawals": _rows(
        "review", forms.ReviewWithdrawalForm, commands.withdraw_review, ReviewDone
    ),
    "/items": _rows("set", forms.ItemForm, commands.set_item, ItemDone, IN_OWN_WORDS),
    "/items/corrections": _rows(
        "set", forms.ItemCorrectionForm, commands.correct_item, ItemDone, IN_OWN_WORDS
    ),
    "/items/closings": _rows("close", forms.ClosingForm, commands.close_item, ItemDone),
    "/items/reopenings": _rows("close", forms.OfItemForm, commands.reopen_item, ItemDone),
    "/items/withdrawals": _rows("set", forms.OfItemForm, commands.withdraw_item, ItemDone),
}
