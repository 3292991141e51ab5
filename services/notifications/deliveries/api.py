"""The counter where officers see who was told what, and whether it arrived."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from fastapi import APIRouter

from services.notifications.deliveries import views
from services.notifications.deliveries.delivery import DeliveryUnknown
from services.notifications.deliveries.views import DeliveryRow
from shared.vocabulary.calendar import civil_day
from shared.web.caller import Caller, reads
from shared.web.conversation import Page, paged_by
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.routing import Router

Reader = Annotated[Caller, reads("notifications.delivery.read")]
Status = Literal["requested", "accepted", "rejected"]
LAST = 2**63 - 1
Position = Annotated[int, msgspec.Meta(ge=0, le=LAST)]
Paging = Annotated[Page[Position], paged_by(Position)]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/notifications/v1/deliveries", tags=["deliveries"])

    @router.get("")
    async def at_place(
        place_id: UUID, caller: Reader, page: Paging, status: Status | None = None
    ) -> PageOf[DeliveryRow]:
        """What was sent about a place and all that lies in it, the latest first."""
        seen = await asyncio.to_thread(_seen_in, place_id, caller)
        places, untils = list(seen), list(seen.values())
        latest = page if page.after is not None else replace(page, after=LAST)
        return await counter.page(
            DeliveryRow, views.PAGE, latest, places=places, untils=untils, status=status
        )

    @router.get("/{delivery_id}")
    async def one(delivery_id: UUID, caller: Reader) -> DeliveryRow:
        found = await counter.one(DeliveryRow, views.ONE, delivery_id=delivery_id)
        seen = caller.sees(found.place_id if found else None)
        if found is None or not seen.shows(civil_day(found.requested_at)):
            raise DeliveryUnknown
        return views.until(found, seen.until)

    return [router]


def _seen_in(place_id: UUID, caller: Caller) -> Mapping[UUID, date]:
    """The place and all that lies in it, as far as it is seen and until when; of a place that has
    ended, or is seen until a day only, what lay in it on that last day."""
    seen, place = caller.sees(place_id), caller.tree.place(place_id)
    if not seen.is_something:
        raise caller.unknown(place_id)
    if place is None:
        return {}
    inside = caller.tree.below(place_id, min(caller.day, place.last_day, seen.until))
    reached = caller.permit.reached(caller.tree, caller.day)
    if reached is None:
        return dict.fromkeys(inside, date.max)
    return {each: reached[each] for each in inside if each in reached}
