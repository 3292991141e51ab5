"""The routes of centres: commands, each of one and of a thousand rows, and looking up."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from services.registry.centres.api import commands, equipping
from services.registry.centres.api.commands import Done
from services.registry.centres.centre.bands import Bands
from services.registry.centres.centre.refusals import CentreUnknown, FacilityUnknown
from services.registry.centres.views import facilities, ratings, standing
from services.registry.centres.views.facilities import CentreInYear, EquippedRow
from services.registry.centres.views.ratings import CentreRatingRow
from services.registry.centres.views.standing import CentreRow
from shared.eventstore.commands import Command
from shared.vocabulary.facilities import FACILITIES
from shared.vocabulary.kinds import FIRST_TITLE_YEAR, LAST_TITLE_YEAR, LONGEST_CODE
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import AskedNumber, Day, Text

Reader = Annotated[Caller, reads("registry.centre.read")]
Year = Annotated[AskedNumber, Field(ge=FIRST_TITLE_YEAR, le=LAST_TITLE_YEAR)]
Lacking = Annotated[Text | None, Field(max_length=LONGEST_CODE, examples=["own-house"])]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/centres", tags=["centres"])
    _equipped(router, counter)
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
        that were at work there on that day, under the names of that day."""
        caller.require(place_id)
        until = caller.sees(place_id).until
        query = standing.page(of_all=until == date.max, of_day=on is not None)
        return await counter.page(CentreRow, query, page, place_id=place_id, until=until, on=on)

    @router.get("/{centre_id}")
    async def one(centre_id: UUID, caller: Reader) -> CentreRow:
        asked: dict[str, Any] = {"centre_id": centre_id, "on": None}
        for found in await counter.rows(CentreRow, standing.EVER, **asked, until=date.max):
            seen = caller.sees(found.place_id)
            if not seen.shows(found.since):
                continue
            if seen.until == date.max:
                return found
            return (
                await counter.one(CentreRow, standing.ONE_UNTIL, **asked, until=seen.until) or found
            )
        raise CentreUnknown

    @router.get("/{centre_id}/ratings")
    async def rated(centre_id: UUID, caller: Reader) -> list[CentreRatingRow]:
        """How it was rated last for each year, the latest year first."""
        until = await _shown_until(counter, centre_id, caller)
        asked = {"centre_id": centre_id, "until": until}
        return await counter.rows(CentreRatingRow, ratings.RATINGS, **asked)


def _equipped(router: APIRouter, counter: Counter) -> None:
    @router.get("/facilities")
    async def in_year(
        place_id: UUID, year: Year, caller: Reader, page: Paging, lacking: Lacking = None
    ) -> PageOf[CentreInYear]:
        """The centres of a place that were at work in a year, and what each has in it; with
        `lacking`, those of which it was said without that facility."""
        caller.require(place_id)
        if lacking is not None and lacking not in FACILITIES.names:
            raise FacilityUnknown(facilities=FACILITIES.listed)
        asked: dict[str, Any] = {"place_id": place_id, "until": caller.sees(place_id).until}
        asked |= {"first_on": date(year, 1, 2), "on": date(year, 12, 31)}
        asked |= {"year": year, "lacking": lacking}
        found = await counter.page(CentreInYear, facilities.OF_YEAR, page, **asked)
        return found.model_copy(update={"items": [each.shown() for each in found.items]})

    @router.get("/{centre_id}/facilities")
    async def equipped(centre_id: UUID, caller: Reader) -> list[EquippedRow]:
        """What it has, as it was said last of each year, the latest year first."""
        until = await _shown_until(counter, centre_id, caller)
        asked = {"centre_id": centre_id, "until": until}
        found = await counter.rows(EquippedRow, facilities.OF_CENTRE, **asked)
        return [each.shown() for each in found]


async def _shown_until(counter: Counter, centre_id: UUID, caller: Caller) -> date:
    """As far as whoever asks may see a centre. Raises of one they may not."""
    asked: dict[str, Any] = {"centre_id": centre_id, "on": None, "until": date.max}
    for found in await counter.rows(CentreRow, standing.EVER, **asked):
        until = caller.sees(found.place_id).until
        if found.since <= until:
            return until
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
    "/facilities": _rows("equip", equipping.CentreEquipmentForm, equipping.equip),
    "/facilities/withdrawals": _rows(
        "equip", equipping.CentreEquipmentWithdrawalForm, equipping.withdraw
    ),
    "/ratings/withdrawals": _rows(
        "rate", commands.CentreRatingWithdrawalForm, commands.withdraw_rating
    ),
}
