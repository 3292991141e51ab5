"""Searching for places by what they are called or once were."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from services.registry.places.api.shown import (
    PlaceName,
    ReadPermit,
    Succession,
    named,
    nearest,
    succession,
)
from services.registry.places.territory.finding import find_place
from shared.places import PlaceCopy
from shared.vocabulary.calendar import civil_day
from shared.vocabulary.places import Place, Tree
from shared.vocabulary.places.searching import MOST_FOUND, Match, PlaceNames, ever_within
from shared.web.counter import Counter
from shared.web.values import DayOfPlaces, Text

Name = Annotated[Text, Query(min_length=1, max_length=200, examples=["hoa phu"])]
Level = Annotated[Text, Query(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["commune"])]


class PlaceFound(PlaceName):
    """A place as it is called now, or was on its last day; `matched` is the name it was found by,
    which it had from `matched_from` (null: not known since when) until before `matched_until`
    (null: it still has it). `ended_on` is the first day it is not in force. `parents`: nearest
    first."""

    matched: str
    matched_from: date | None
    matched_until: date | None
    ended_on: date | None
    parents: list[PlaceName]
    successors: list[Succession]


class PlacesFound(BaseModel):
    """Best first. `more`: there are others; say more of the name, or where it lies."""

    items: list[PlaceFound]
    more: bool


@dataclass(frozen=True)
class Sought:
    """What the places found have to be."""

    tree: Tree
    today: date
    within: UUID | None
    on: date | None
    level: str | None

    @property
    def day(self) -> date:
        """As of which they are shown."""
        return self.on or self.today

    def is_wanted(self) -> Callable[[Place], bool]:
        tree, within, on, level = self.tree, self.within, self.on, self.level
        among = None if within is None or on is not None else ever_within(tree, within)

        def wanted(place: Place) -> bool:
            if level not in (None, place.level) or (on is not None and on not in place.span):
                return False
            if among is not None:
                return place.place_id in among
            return within is None or on is None or tree.reaches(within, place.place_id, on)

        return wanted


def searching(router: APIRouter, counter: Counter) -> None:
    """Adds `GET /search`; it stands in front of what takes any id."""
    names = PlaceNames()

    @router.get("/search")
    async def search(
        name: Name,
        permit: ReadPermit,
        within: UUID | None = None,
        on: DayOfPlaces | None = None,
        level: Level | None = None,
    ) -> PlacesFound:
        """Places that have or had this name, with or without marks, typing mistakes and the word
        for their kind (xã, P., TP); `within`: those that lie or lay in a place, or went over into
        what lies in it; `on`: those that are in force on the day."""
        tree = await counter.has(PlaceCopy).refreshed()
        today = civil_day(counter.clock())
        if within is not None:
            find_place(tree, within)
        sought = Sought(tree, today, within, on, level)
        return await asyncio.to_thread(searched, names, name, sought)


def searched(names: PlaceNames, name: str, sought: Sought) -> PlacesFound:
    """The answer to a search."""
    found = names.found(sought.tree, name, MOST_FOUND + 1, sought.is_wanted())
    items = [_found(sought.tree, match, sought.day) for match in found[:MOST_FOUND]]
    return PlacesFound(items=items, more=len(found) > MOST_FOUND)


def _found(tree: Tree, match: Match, day: date) -> PlaceFound:
    place = find_place(tree, match.place_id)
    moment, during = nearest(place, day), match.during
    return PlaceFound(
        **named(tree, place.place_id, moment).model_dump(),
        matched=match.name,
        matched_from=None if during.start == date.min else during.start,
        matched_until=None if during.end == date.max else during.end,
        ended_on=place.ended_on,
        parents=[named(tree, above, moment) for above in tree.ancestors(place.place_id, moment)],
        successors=[succession(tree, link) for link in place.successors],
    )
