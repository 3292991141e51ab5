"""The counter where officers see who was told what, and whether it arrived."""

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Protocol
from uuid import UUID

import msgspec
from fastapi import APIRouter
from psycopg import AsyncConnection
from pydantic import BaseModel

from services.notifications.deliveries import views
from services.notifications.deliveries.views import DeliveryRow, Search
from shared.messaging.places import PlaceCopy
from shared.vocabulary.calendar import Clock, civil_day
from shared.vocabulary.places import Tree
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.actions import Permit, action
from shared.web.conversation import Page, cursor_of, paged_by
from shared.web.refusals import NotFound
from shared.web.routing import Router

ReadPermit = Annotated[Permit, action("notifications.delivery.read")]
Status = Literal["requested", "accepted", "rejected"]
LAST = 2**63 - 1
Position = Annotated[int, msgspec.Meta(ge=0, le=LAST)]
Paging = Annotated[Page[Position], paged_by(Position)]


class DeliveryUnknown(Refusal):
    """Not there, or not for this officer to see: the answer is the same."""

    code = "notifications.delivery-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such delivery."


class Connections(Protocol):
    """A pool of connections to the database of notifications."""

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection[Any]]: ...


@dataclass(frozen=True)
class Desk:
    """What the counter works at."""

    connections: Connections
    places: PlaceCopy
    clock: Clock

    async def now(self) -> tuple[Tree, date]:
        """The places as heard of here, and the civil day in Vietnam."""
        return await self.places.refreshed(), civil_day(self.clock())


class DeliveryPage(BaseModel):
    deliveries: list[DeliveryRow]
    next_cursor: str | None


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix="/notifications/v1/deliveries", tags=["deliveries"])

    @router.get("")
    async def at_place(
        place_id: UUID, permit: ReadPermit, page: Paging, status: Status | None = None
    ) -> DeliveryPage:
        """What was sent about a place and all that lies in it, the latest first."""
        tree, today = await desk.now()
        places = await asyncio.to_thread(_seen_in, place_id, permit, tree, today)
        search = Search(places, LAST if page.after is None else page.after, status)
        async with desk.connections.connection() as connection:
            found = await views.deliveries(connection, search, page.limit + 1)
        shown, more = found[: page.limit], len(found) > page.limit
        cursor = cursor_of(shown[-1].position) if more else None
        return DeliveryPage(deliveries=shown, next_cursor=cursor)

    @router.get("/{delivery_id}")
    async def one(delivery_id: UUID, permit: ReadPermit) -> DeliveryRow:
        tree, today = await desk.now()
        async with desk.connections.connection() as connection:
            found = await views.delivery(connection, delivery_id)
        seen = None if found is None else permit.sight(found.place_id, tree, today)
        if found is None or seen is None or not seen.shows(civil_day(found.requested_at)):
            raise DeliveryUnknown
        return views.until(found, seen.until)

    return router


def _seen_in(place_id: UUID, permit: Permit, tree: Tree, today: date) -> Mapping[UUID, date]:
    """The place and all that lies in it, as far as it is seen and until when; of a place that has
    ended, or is seen until a day only, what lay in it on that last day."""
    seen = permit.sight(place_id, tree, today)
    if seen is None:
        raise NotFound
    place, reached = tree.place(place_id), permit.reached(tree, today)
    if place is None:
        return {}
    inside = tree.below(place_id, min(today, place.last_day, seen.until))
    if reached is None:
        return dict.fromkeys(inside, date.max)
    return {each: reached[each] for each in inside if each in reached}
