"""The counter of funding: open a fund, award scholarships from it, look both up."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Annotated, Any, Protocol
from uuid import UUID

from fastapi import APIRouter, status
from psycopg import AsyncConnection
from pydantic import BaseModel, Field

from services.funding import views
from services.funding.application import Asker, Funding
from services.funding.domain.award import AwardReport
from services.funding.domain.fund import FundOpened, FundUnknown
from services.funding.domain.siting import Circumstances
from services.funding.views import AwardRow, FundRow
from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin
from shared.messaging.places import PlaceCopy
from shared.vocabulary.calendar import Clock, civil_day
from shared.vocabulary.identifiers import new_id
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey, Page, cursor_of, paged_by
from shared.web.routing import Router
from shared.web.sight import Sight
from shared.web.values import Day, Form, WholeNumber

OpenPermit = Annotated[Permit, action("funding.fund.open")]
ReadPermit = Annotated[Permit, action("funding.fund.read")]
AwardPermit = Annotated[Permit, action("funding.scholarship.award")]
ListPermit = Annotated[Permit, action("funding.scholarship.read")]
BEGINNING = UUID(int=0)


class Connections(Protocol):
    """A pool of connections to funding's database."""

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection[Any]]: ...


@dataclass(frozen=True)
class Desk:
    """What the counter works at."""

    funding: Funding
    connections: Connections
    places: PlaceCopy
    clock: Clock

    async def circumstances(self) -> Circumstances:
        return Circumstances(await self.places.refreshed(), civil_day(self.clock()))

    async def asker(self, permit: Permit, origin: Origin, key: Key) -> Asker:
        """Whoever holds the permit, bound to where it reaches today."""
        now = await self.circumstances()

        def require_reach(place_id: UUID) -> None:
            permit.require_reach(place_id, now.tree, now.today)

        def reaches(place_id: UUID) -> bool:
            return permit.reaches(place_id, now.tree, now.today)

        return Asker(origin, now, require_reach, reaches, key)

    async def fund(self, fund_id: UUID, permit: Permit) -> tuple[FundRow, Sight]:
        """The fund and how far back it is seen, unless it is none or not for this officer to
        see."""
        now = await self.circumstances()
        async with self.connections.connection() as connection:
            found = await views.fund(connection, fund_id)
            seen = None if found is None else permit.sight(found.place_id, now.tree, now.today)
            if found is None or seen is None or not seen.shows(found.opened_on):
                raise FundUnknown
            return await views.until(connection, found, seen.until), seen


class FundForm(Form):
    place_id: UUID
    opened_on: Day


class AwardForm(Form):
    """`award_id` makes telling twice harmless; without one the award is a new one. `grants` are
    suất, `amount_dong` whole đồng for all of them together."""

    award_id: UUID = Field(default_factory=new_id)
    recipient_ref: UUID
    grants: WholeNumber = 1
    amount_dong: WholeNumber
    awarded_on: Day


class Opened(BaseModel):
    fund_id: UUID


class Awarded(BaseModel):
    award_id: UUID


class AwardPage(BaseModel):
    scholarships: list[AwardRow]
    next_cursor: str | None


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix="/funding/v1/funds", tags=["funds"])
    _recording(router, desk)
    _reading(router, desk)
    return router


def _recording(router: APIRouter, desk: Desk) -> None:
    @router.post("", status_code=status.HTTP_201_CREATED)
    async def open_fund(
        form: FundForm, permit: OpenPermit, origin: FactOrigin, key: IdempotencyKey
    ) -> Opened:
        asked = FundOpened(new_id(), form.place_id, form.opened_on)
        by = await desk.asker(permit, origin, key)
        return Opened(fund_id=UUID(await desk.funding.open_fund(asked, by)))

    @router.post("/{fund_id}/scholarships", status_code=status.HTTP_201_CREATED)
    async def award(
        fund_id: UUID,
        form: AwardForm,
        permit: AwardPermit,
        origin: FactOrigin,
        key: IdempotencyKey,
    ) -> Awarded:
        by = await desk.asker(permit, origin, key)
        report = AwardReport(**form.model_dump())
        return Awarded(award_id=UUID(await desk.funding.award_scholarship(fund_id, report, by)))


def _reading(router: APIRouter, desk: Desk) -> None:
    @router.get("/{fund_id}")
    async def one(fund_id: UUID, permit: ReadPermit) -> FundRow:
        found, _ = await desk.fund(fund_id, permit)
        return found

    @router.get("/{fund_id}/scholarships")
    async def awards(
        fund_id: UUID, permit: ListPermit, page: Annotated[Page[UUID], paged_by(UUID)]
    ) -> AwardPage:
        _, seen = await desk.fund(fund_id, permit)
        asked = views.Asked(fund_id, seen.until, page.after or BEGINNING, page.limit + 1)
        async with desk.connections.connection() as connection:
            found = await views.awards_of(connection, asked)
        shown, more = found[: page.limit], len(found) > page.limit
        cursor = cursor_of(str(shown[-1].award_id)) if more else None
        return AwardPage(scholarships=shown, next_cursor=cursor)
