"""The two questions that are asked of every kind of thing: for one by its id, and for those of a
place."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path

from shared.eventstore.views.things import Things
from shared.vocabulary.refusals import Refusal
from shared.web.caller import Caller, reads
from shared.web.conversation import Page, paged_by
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.values import Day

Paging = Annotated[Page[UUID], paged_by(UUID)]


def looking_up(
    router: APIRouter,
    counter: Counter,
    things: Things[Any],
    action: str,
    unknown: type[Refusal],
) -> None:
    """Adds `GET ""`, by place and day, and `GET "/{<thing>_id}"`, for whoever may do `action` where
    the things are; `unknown` is said of one that is not there, and of one out of reach."""
    caller_type = Annotated[Caller, reads(action)]

    async def at_place(
        place_id: UUID, caller: Any, page: Paging, on: Day | None = None
    ) -> PageOf[Any]:
        seen = caller.sees(place_id)
        if caller.tree.place(place_id) is None or not seen.is_something:
            raise caller.unknown(place_id)
        wanted = {"place_id": place_id, "until": seen.until, "on": on}
        count = things.number_at_place
        found = await counter.page(things.row, things.at_place, page, count, **wanted)
        shown = [things.as_seen(row, seen.until) for row in found.items]
        return found.model_copy(update={"items": shown})

    async def one(thing: UUID, caller: Any) -> Any:
        for row in await counter.rows(things.row, things.one, **{things.thing_id: thing}):
            shown = things.as_seen(row, caller.sees(row.place_id).until)
            if shown is not None:
                return shown
        raise unknown

    for route in (at_place, one):
        route.__annotations__["caller"] = caller_type
    answer_of(things, at_place, one)
    one.__annotations__["thing"] = Annotated[UUID, Path(alias=things.thing_id)]
    said = things.row.__doc__ or ""
    of_place = f"{said} Those of a place; with `on`, those that are on its books on that day."
    page: Any = PageOf[things.row]  # type: ignore[name-defined]  # known at start
    router.get("", response_model=page, description=of_place)(at_place)
    router.get(f"/{{{things.thing_id}}}", response_model=things.row, description=said)(one)


def answer_of(things: Things[Any], *routes: Any) -> None:
    """That these routes look up things of this view, which is read back where cards are checked."""
    for route in routes:
        route.looks_up = things
