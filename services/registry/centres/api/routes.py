"""The routes of centres: commands, each of one and of a thousand rows, and looking up."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter

from services.registry.centres import views
from services.registry.centres.api import commands
from services.registry.centres.api.commands import Done
from services.registry.centres.centre.bands import Bands
from services.registry.centres.centre.refusals import CentreUnknown
from services.registry.centres.views import CentreRatingRow, CentreRow
from shared.eventstore.commands import Command
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day

Reader = Annotated[Caller, reads("registry.centre.read")]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/centres", tags=["centres"])
    _reading(router, counter)
    rating = _rows("rate", commands.CentreRatingForm, partial(_rate, counter))
    for path, rows in {**_RECORDED, "/ratings": rating}.items():
        recording(router, counter, rows, path)
    return [router]


def _reading(router: APIRouter, counter: Counter) -> None:
    @router.get("")
    async def of_place(
        place_id: UUID, caller: Reader, page: Paging, on: Day | None = None
    ) -> PageOf[CentreRow]:
        """The centres that serve a place, with the classes and attendances so far; with `on`, those
        that are at work on that day, under the names of that day."""
        caller.require(place_id)
        until = caller.sees(place_id).until
        query = views.page(of_all=until == date.max)
        return await counter.page(CentreRow, query, page, place_id=place_id, until=until, on=on)

    @router.get("/{centre_id}")
    async def one(centre_id: UUID, caller: Reader) -> CentreRow:
        asked: dict[str, Any] = {"centre_id": centre_id, "on": None}
        for found in await counter.rows(CentreRow, views.EVER, **asked, until=date.max):
            seen = caller.sees(found.place_id)
            if not seen.shows(found.since):
                continue
            if seen.until == date.max:
                return found
            return await counter.one(CentreRow, views.ONE_UNTIL, **asked, until=seen.until) or found
        raise CentreUnknown

    @router.get("/{centre_id}/ratings")
    async def rated(centre_id: UUID, caller: Reader) -> list[CentreRatingRow]:
        """How it was rated last for each year, the latest year first."""
        asked: dict[str, Any] = {"centre_id": centre_id, "on": None, "until": date.max}
        for found in await counter.rows(CentreRow, views.EVER, **asked):
            until = caller.sees(found.place_id).until
            if found.since <= until:
                query, known = views.RATINGS, asked | {"until": until}
                return await counter.rows(CentreRatingRow, query, **known)
        raise CentreUnknown


def _rate(counter: Counter, form: commands.CentreRatingForm, by: Caller) -> Command:
    return commands.rate(form, by, counter.has(Bands))


def _rows(does: str, form: Any, commanding: Any) -> Rows[Any, Done]:
    return Rows(f"registry.centre.{does}", form, commanding, Done)


_RECORDED: Final[Mapping[str, Rows[Any, Done]]] = {
    "": _rows("establish", commands.CentreForm, commands.establish),
    "/names": _rows("rename", commands.CentreNameForm, commands.rename),
    "/corrections": _rows("correct", commands.CentreCorrectionForm, commands.correct),
    "/moves": _rows("move", commands.CentreMoveForm, commands.move),
    "/mergers": _rows("merge", commands.CentreMergerForm, commands.merge),
    "/dissolutions": _rows("dissolve", commands.CentreDissolutionForm, commands.dissolve),
    "/dissolutions/corrections": _rows("correct", commands.CentreEndingForm, commands.correct_end),
    "/withdrawals": _rows("withdraw", commands.CentreWithdrawalForm, commands.withdraw),
    "/ratings/withdrawals": _rows(
        "rate", commands.CentreRatingWithdrawalForm, commands.withdraw_rating
    ),
}
