"""The history of a place, as it is shown."""

from datetime import date, timedelta
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from services.registry.places.api.shown import PlaceName, ReadPermit, named, nearest
from services.registry.places.territory.finding import find_place
from services.registry.places.territory.history import Decree, Happened, What, history
from shared.places import PlaceCopy
from shared.vocabulary.places import Place, Tree
from shared.web.counter import Counter


class HappenedAnswer(BaseModel):
    """`what`: established, renamed, retyped, recoded, moved, succeeded or ended; `place` as it was
    then. `before` and `after`: the name, kind, code or parent's name that changed. `successor` and
    `how` (whole, part, renamed, retyped): what it went over into."""

    what: What
    place: PlaceName
    before: str | None = None
    after: str | None = None
    successor: PlaceName | None = None
    how: str | None = None


class DecreeAnswer(BaseModel):
    """What took effect on a day by a document. `effective_on` null: before anybody recorded it
    (không rõ)."""

    effective_on: date | None
    document_number: str | None
    happened: list[HappenedAnswer]


class HistoryAnswer(BaseModel):
    """Of a place, as it is in the end, with all it came of and all that became of it; earliest
    first."""

    place: PlaceName
    decrees: list[DecreeAnswer]


def telling(router: APIRouter, counter: Counter) -> None:
    """Adds `GET /{place_id}/history`."""

    @router.get("/{place_id}/history")
    async def of_one(place_id: UUID, permit: ReadPermit) -> HistoryAnswer:
        """What happened to a place, when, by which document, from and to whom: along what it came
        of and what became of it, as far as that goes."""
        return told(await counter.has(PlaceCopy).refreshed(), place_id)


def told(tree: Tree, place_id: UUID) -> HistoryAnswer:
    """Refuses a place that is not known."""
    place = find_place(tree, place_id)
    decrees = [_decree(tree, decree) for decree in history(tree, place_id)]
    return HistoryAnswer(place=named(tree, place_id, in_the_end(place)), decrees=decrees)


def in_the_end(place: Place) -> date:
    """Its last day, or, where none is known, one on which all that is known has come."""
    return min(place.last_day, date.max - timedelta(days=1))


def _decree(tree: Tree, decree: Decree) -> DecreeAnswer:
    return DecreeAnswer(
        effective_on=decree.effective_on,
        document_number=decree.document_number,
        happened=[_happened(tree, each, decree.effective_on) for each in decree.happened],
    )


def _happened(tree: Tree, happened: Happened, on: date | None) -> HappenedAnswer:
    """What ends or changes is shown as it was the day before."""
    day = on or date.min
    before = day - timedelta(days=1) if on else day
    then = day if happened.what is What.ESTABLISHED else before
    other = happened.successor_id
    return HappenedAnswer(
        what=happened.what,
        place=_at(tree, happened.place_id, then),
        before=_written(tree, happened.before, before),
        after=_written(tree, happened.after, day),
        successor=None if other is None else _at(tree, other, day),
        how=happened.how,
    )


def _at(tree: Tree, place_id: UUID, day: date) -> PlaceName:
    place = tree.place(place_id)
    return named(tree, place_id, day if place is None else nearest(place, day))


def _written(tree: Tree, said: str | UUID | None, day: date) -> str | None:
    return _at(tree, said, day).name if isinstance(said, UUID) else said
