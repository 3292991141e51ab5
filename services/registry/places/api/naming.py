"""Names of many places at once: for lists that hold ids."""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from services.registry.places.api.shown import PlaceName, ReadPermit, named, nearest
from shared.places import PlaceCopy
from shared.vocabulary.calendar import civil_day
from shared.vocabulary.places import Place, Tree
from shared.web.counter import Counter
from shared.web.values import DayOfPlaces, Form

MOST_NAMED: Final = 500
EXAMPLE: Final = ["7f1c8c3e-2b1d-5a55-9d0e-5a3c1f0b7e11"]


class NamesForm(Form):
    """Without `on`: as they are called today."""

    place_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_NAMED, examples=[EXAMPLE])]
    on: DayOfPlaces | None = None


class PlaceNamed(PlaceName):
    """As it is called on the day or, while it is not in force, was on its last day or first is.
    `ended_on` is the first day it is not in force."""

    in_force: bool
    ended_on: date | None


class PlacesNamed(BaseModel):
    """Each place asked for once, in the order asked for; `unknown` are on no books."""

    items: list[PlaceNamed]
    unknown: list[UUID]


def naming(router: APIRouter, counter: Counter) -> None:
    """Adds `POST /names`."""

    @router.post("/names")
    async def names(form: NamesForm, permit: ReadPermit) -> PlacesNamed:
        """What up to 500 places are called on a day, and whether they ended."""
        tree = await counter.has(PlaceCopy).refreshed()
        day = form.on or civil_day(counter.clock())
        asked = list(dict.fromkeys(form.place_ids))
        known = [place for place in map(tree.place, asked) if place and place.is_established]
        there = {place.place_id for place in known}
        return PlacesNamed(
            items=[_named(tree, place, day) for place in known],
            unknown=[place_id for place_id in asked if place_id not in there],
        )


def _named(tree: Tree, place: Place, day: date) -> PlaceNamed:
    name = named(tree, place.place_id, nearest(place, day))
    return PlaceNamed(**name.model_dump(), in_force=day in place.span, ended_on=place.ended_on)
