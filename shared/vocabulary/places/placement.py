"""Where a place lies in the structure of another day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from shared.vocabulary.places.entries import How
from shared.vocabulary.places.place import Link, Place, value_on


class Structure(Protocol):
    """What must be known of the places to find one in another day's structure."""

    def place(self, place_id: UUID) -> Place | None: ...

    def ancestors(self, place_id: UUID, day: date) -> tuple[UUID, ...]: ...


class Standing(StrEnum):
    """How surely a place of one day is found in the structure of another."""

    ALLOCATED = "allocated"
    UNALLOCATED = "unallocated"  # chưa phân bổ: somewhere in `place_id`, nobody said where
    UNKNOWN = "unknown"  # chưa rõ địa bàn: not heard of yet


@dataclass(frozen=True, slots=True)
class Placement:
    """The lowest place of the day that surely holds the one asked for; None: the whole
    deployment (toàn địa bàn)."""

    place_id: UUID | None
    standing: Standing

    @property
    def allocated(self) -> bool:
        return self.standing is Standing.ALLOCATED


MOST_FOLLOWED = 1_000
"""So many places are followed to find one; who would have to follow more does not know."""

NOBODY_SAID = Placement(None, Standing.UNALLOCATED)
"""Also what links say that lead in a circle: nothing."""

Known = Mapping[UUID, Placement]


def place_on(tree: Structure, place_id: UUID, day: date) -> Placement:
    """Restate a place to the structure in force on `day`.

    In force: itself. Ended: along its successors (whole, renamed, retyped go on; parts leave it
    unallocated under the lowest place that holds them all). Not yet begun: its sole predecessor,
    else unallocated under the lowest place that holds all predecessors.
    """
    known: dict[UUID, Placement] = {}
    done: set[UUID] = set()
    waiting = [place_id]
    while waiting and len(waiting) + len(known) <= MOST_FOLLOWED:
        one = waiting[-1]
        if one not in known:  # first those it depends on; who comes back here meanwhile learns
            known[one] = NOBODY_SAID  # nothing
            waiting += [other for other in _followed_from(tree, one, day) if other not in known]
            continue
        waiting.pop()
        if one not in done:
            done.add(one)
            known[one] = _placed(tree, one, day, known)
    return NOBODY_SAID if waiting else known[place_id]


def _followed_from(tree: Structure, place_id: UUID, day: date) -> Sequence[UUID]:
    """The places that where this one lies depends on."""
    place = tree.place(place_id)
    if place is None or not place.parents:
        return ()
    if day in place.span:
        former = _former_parent(place, day)
        return () if former is None else (former,)
    links = _links(place, day)
    if links:
        return [link.place_id for link in links]
    nearest = _nearest_parent(place, day)
    return () if nearest is None else (nearest,)


def _placed(tree: Structure, place_id: UUID, day: date, known: Known) -> Placement:
    place = tree.place(place_id)
    if place is None or not place.parents:
        return Placement(None, Standing.UNKNOWN)
    if day in place.span:
        former = _former_parent(place, day)
        return Placement(place_id, Standing.ALLOCATED) if former is None else _in(known[former])
    links = _links(place, day)
    if not links:  # no link leads on (an ended district): somewhere in what its parent became
        nearest = _nearest_parent(place, day)
        return NOBODY_SAID if nearest is None else _in(known[nearest])
    found = [known[link.place_id] for link in links]
    if len(links) == 1 and day >= place.start and links[0].how is How.PART:
        return Placement(_lowest_holding(tree, found, day, above=True), Standing.UNALLOCATED)
    if len(links) == 1 or all(each.allocated and each == found[0] for each in found):
        return found[0]
    return Placement(_lowest_holding(tree, found, day), Standing.UNALLOCATED)


def _in(above: Placement) -> Placement:
    return Placement(above.place_id, Standing.UNALLOCATED)


def _former_parent(place: Place, day: date) -> UUID | None:
    """Of a hamlet whose commune was split: until it is allocated it lies where that does."""
    former = [parent for start, parent in place.parents if parent is not None and start <= day]
    return former[-1] if former and value_on(place.parents, day) is None else None


def _links(place: Place, day: date) -> Sequence[Link]:
    return place.predecessors if day < place.start else place.took_over


def _nearest_parent(place: Place, day: date) -> UUID | None:
    parents = [parent for _, parent in place.parents if parent is not None]
    if not parents:
        return None
    return parents[0] if day < place.start else parents[-1]


def _lowest_holding(
    tree: Structure, placements: Sequence[Placement], day: date, *, above: bool = False
) -> UUID | None:
    lines = [_line(tree, each.place_id, day)[int(above) :] for each in placements]
    shared = set(lines[0]).intersection(*lines[1:])
    return next((place_id for place_id in lines[0] if place_id in shared), None)


def _line(tree: Structure, place_id: UUID | None, day: date) -> tuple[UUID, ...]:
    return () if place_id is None else (place_id, *tree.ancestors(place_id, day))
