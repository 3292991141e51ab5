"""The counter for allocations: say to which part a fund belongs; which funds wait for that."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.funding.allocations import views
from services.funding.allocations.allocation import Asked, FundAllocation, allocation_stream
from services.funding.allocations.views import FundsUnallocatedAt, UnallocatedFund
from services.funding.funds.fund import Fund, FundUnknown
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.places.waiting import Left, left_by
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, Form, NumberOfDocument

Reader = Annotated[Caller, reads("funding.fund.read")]


class FundAllocationForm(Form):
    """A fund on the books of a place that was split, the part that it belongs to, and the decision
    that says so; without `effective_on` since the day of the split."""

    fund_id: UUID
    to_place_id: UUID
    decision_number: NumberOfDocument
    effective_on: Day | None = None


@dataclass(frozen=True)
class Allocated:
    fund_id: UUID


def allocating(form: FundAllocationForm, by: Caller) -> Command:
    """The fund, with all that it awarded, belongs to this part of the place that was split;
    allocated otherwise before, it is corrected from that day on. Both places have to be yours."""
    fund_id, stream = form.fund_id, allocation_stream(form.fund_id)

    def decide(fund: Fund, allocation: FundAllocation) -> Decision:
        opened = fund.require_opened()
        by.require(opened.place_id, FundUnknown)
        by.require(form.to_place_id, itself=True)
        to = (form.to_place_id, form.decision_number, form.effective_on)
        facts = allocation.allocate(Asked(fund_id, opened.place_id, *to), by)
        return Decision({stream: facts}, Allocated(fund_id))

    return command(by, decide, (fund_id, Fund), (stream, FundAllocation))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/funding/v1", tags=["allocations"])
    rows = Rows("funding.fund.allocate", FundAllocationForm, allocating, Allocated)
    recording(router, counter, rows, "/allocations")

    @router.get("/places/unallocated")
    async def everywhere(caller: Reader, page: Paging) -> PageOf[FundsUnallocatedAt]:
        """The places that were split and in which funds still wait, with how many of them."""
        splits = left_by(caller.tree, [*caller.tree], caller.day)
        seen = Left.all_of(each for each in splits if caller.sees_today(each.place_id))
        count = views.NUMBER_OF_PLACES
        return await counter.page(FundsUnallocatedAt, views.PLACES, page, count, **seen.asked)

    @router.get("/places/{place_id}/unallocated")
    async def of_place(place_id: UUID, caller: Reader, page: Paging) -> PageOf[UnallocatedFund]:
        """The funds of a place that was split which nobody has allocated yet."""
        place = caller.tree.place(place_id)
        if place is None or not caller.sees_today(place_id):
            raise caller.unknown(place_id)
        left = Left.all_of(left_by(caller.tree, [place], caller.day))
        return await counter.page(UnallocatedFund, views.WAITING, page, views.NUMBER, **left.asked)

    return [router]
