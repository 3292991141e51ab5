"""The counter for awards: a fund gives a scholarship, its scholarships are looked up."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from services.funding.allocations.allocation import Found, FundAllocation, allocation_stream
from services.funding.awards import views
from services.funding.awards.award import Award, AwardReport, award_stream
from services.funding.awards.views import AwardRow
from services.funding.funds.fund import Fund, FundOpened, FundUnknown
from shared.eventstore.commands import Command, Decision, command, refusing
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller, commands, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, Form, WholeNumber


class AwardForm(Form):
    """`award_id` makes telling twice harmless; without one the award is a new one. `grants` are
    suất, `amount_dong` whole đồng for all of them together."""

    award_id: UUID = Field(default_factory=new_id)
    recipient_ref: UUID
    grants: WholeNumber = 1
    amount_dong: WholeNumber
    awarded_on: Day

    def report(self) -> AwardReport:
        return AwardReport(
            self.award_id, self.recipient_ref, self.grants, self.amount_dong, self.awarded_on
        )


@dataclass(frozen=True)
class Awarded:
    award_id: UUID


def awarding(fund_id: UUID, report: AwardReport, by: Caller) -> Command:
    """The fund is read, so that no award comes into the log before it, and where it is, so that
    whoever has that place awards and nobody else."""
    stream, allocated = award_stream(fund_id, report.award_id), allocation_stream(fund_id)

    def decide(fund: Fund, allocation: FundAllocation, award: Award) -> Decision:
        opened = fund.require_opened()
        by.require(allocation.place_of(opened), FundUnknown)
        return Decision({stream: award.make(report, opened, by.day)}, Awarded(report.award_id))

    reads = (fund_id, Fund), (allocated, FundAllocation), (stream, Award)
    return command(by, decide, *reads)


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/funding/v1/funds/{fund_id}/scholarships", tags=["scholarships"])

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def award(
        fund_id: UUID,
        form: AwardForm,
        caller: Annotated[Caller, commands("funding.scholarship.award")],
    ) -> Awarded:
        """A fund beyond reach is none: its history is not even read."""
        allocation = await counter.state(allocation_stream(fund_id), FundAllocation)
        reached = await counter.seen(
            fund_id, FundOpened, lambda fund: caller.reaches(allocation.place_of(fund))
        )
        report = form.report()
        asked = awarding(fund_id, report, caller) if reached else refusing(caller, FundUnknown)
        return await counter.transact(Awarded, asked)

    @router.get("")
    async def of_fund(
        fund_id: UUID, caller: Annotated[Caller, reads("funding.scholarship.read")], page: Paging
    ) -> PageOf[AwardRow]:
        allocation = await counter.state(allocation_stream(fund_id), FundAllocation)

        def found(fund: FundOpened) -> Found | None:
            return allocation.found(fund, lambda place_id: caller.sees(place_id).until)

        fund = await counter.seen(fund_id, FundOpened, lambda fund: found(fund) is not None)
        where = None if fund is None else found(fund)
        if where is None:
            raise FundUnknown
        return await counter.page(AwardRow, views.PAGE, page, fund_id=fund_id, until=where.until)

    return [router]
