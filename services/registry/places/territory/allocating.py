"""Allocating hamlets (phân bổ): a split commune leaves its hamlets without one until somebody says
which part each belongs to. Their subjects go with them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.places.territory.facts import PlaceAltered
from services.registry.places.territory.refusals import PlaceUnknown
from shared.vocabulary.calendar import require_come
from shared.vocabulary.places import Place, Tree
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.places.splitting import parts_of, require_part
from shared.vocabulary.refusals import Kind, Refusal


class NotToBeAllocated(Refusal):
    code = "registry.not-to-be-allocated"
    kind = Kind.CONFLICT
    sentence = (
        "Hamlet {place} was not in a commune that was split by {day}: it needs no allocation."
    )


class WentOnSince(Refusal):
    code = "registry.hamlet-went-on-since"
    kind = Kind.CONFLICT
    sentence = "Hamlet {place} went on into another place on {day}; allocate it from that day on."


@dataclass(frozen=True)
class HamletAllocation:
    """This hamlet belongs to this part; `effective_on` None: from the day of the split."""

    place_id: UUID
    to_place_id: UUID
    effective_on: date | None = None
    document_number: str | None = None


def allocation_proposals(tree: Tree, asked: HamletAllocation, today: date) -> list[PlaceAltered]:
    """As proposals for `Territory.enact`. A hamlet allocated already is corrected from that day on,
    in whatever part of the same commune it lay since."""
    hamlet = tree.place(asked.place_id)
    if hamlet is None or hamlet.level != HAMLET:
        raise PlaceUnknown(place=asked.place_id)
    first = today if asked.effective_on is None else asked.effective_on
    require_come(first, today)
    split = _split_it_lay_in(tree, hamlet, first)
    if split is None or split.ended_on is None:
        raise NotToBeAllocated(place=asked.place_id, day=first)
    require_part(split, asked.to_place_id)
    since = asked.effective_on or split.ended_on
    return [_move(hamlet, asked, day) for day in (since, *_later_days(hamlet, split, since))]


def _split_it_lay_in(tree: Tree, hamlet: Place, day: date) -> Place | None:
    """The last split commune that it lay in when that ended, on the day or before."""
    found = None
    for span, parent_id in hamlet.parents_through():
        place = None if parent_id is None else tree.place(parent_id)
        if place is not None and place.ended_on == span.end <= day and parts_of(place):
            found = place
    return found


def _later_days(hamlet: Place, split: Place, since: date) -> list[date]:
    """On which it was allocated otherwise."""
    later = [(day, parent_id) for day, parent_id in hamlet.parents if day > since]
    for day, parent_id in later:
        if parent_id not in parts_of(split):
            raise WentOnSince(place=hamlet.place_id, day=day)
    return [day for day, _ in later]


def _move(hamlet: Place, asked: HamletAllocation, day: date) -> PlaceAltered:
    last, number = hamlet.last, asked.document_number
    kept = (last.kind, last.name, last.code)
    return PlaceAltered(hamlet.place_id, ("parent_id",), *kept, asked.to_place_id, day, number)
