"""The counter for funds: open one, look one up."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, status

from services.funding.allocations.allocation import FundAllocation, allocation_stream
from services.funding.funds import views
from services.funding.funds.fund import Fund, FundOpened, FundUnknown
from services.funding.funds.views import FundRow
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller, commands, reads
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import Day, Form


class FundForm(Form):
    place_id: UUID
    opened_on: Day


@dataclass(frozen=True)
class Opened:
    fund_id: UUID


def opening(asked: FundOpened, by: Caller) -> Command:
    def decide(fund: Fund) -> Decision:
        by.require(asked.place_id)
        return Decision({asked.fund_id: fund.open(asked, by)}, Opened(asked.fund_id))

    return command(by, decide, (asked.fund_id, Fund))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/funding/v1/funds", tags=["funds"])

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def open_fund(
        form: FundForm, caller: Annotated[Caller, commands("funding.fund.open")]
    ) -> Opened:
        asked = FundOpened(new_id(), form.place_id, form.opened_on)
        return await counter.transact(Opened, opening(asked, caller))

    @router.get("/{fund_id}")
    async def one(fund_id: UUID, caller: Annotated[Caller, reads("funding.fund.read")]) -> FundRow:
        """What it has awarded, as far as whoever asks may see it; after a split, in the part that
        it was allocated to."""
        allocation = await counter.state(allocation_stream(fund_id), FundAllocation)
        row = await counter.one(FundRow, views.ONE, fund_id=fund_id)
        if row is None:
            raise FundUnknown
        opened = FundOpened(fund_id, row.place_id, row.opened_on)
        found = allocation.found(opened, lambda place_id: caller.sees(place_id).until)
        if found is None:
            raise FundUnknown
        if found.until < date.max:
            asked = {"fund_id": fund_id, "until": found.until}
            row = await counter.one(FundRow, views.ONE_UNTIL, **asked) or row
        return replace(row, place_id=found.place_id)

    return [router]
