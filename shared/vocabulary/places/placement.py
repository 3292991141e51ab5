"""Where a place lies in the structure of another day."""

from collections.abc import Sequence
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


def place_on(tree: Structure, place_id: UUID, day: date) -> Placement:
    """Restate a place to the structure in force on `day`.

    In force: itself. Ended: along its successors (whole, renamed, retyped go on; parts leave it
    unallocated under the lowest place that holds them all). Not yet begun: its sole predecessor,
    else unallocated under the lowest place that holds all predecessors.
    """
    return _placed(tree, place_id, day, frozenset())


def _placed(tree: Structure, place_id: UUID, day: date, seen: frozenset[UUID]) -> Placement:
    place = tree.place(place_id)
    if place is None or not place.parents:
        return Placement(None, Standing.UNKNOWN)
    if place_id in seen:  # links that lead in a circle say nothing
        return Placement(None, Standing.UNALLOCATED)
    seen |= {place_id}
    if day in place.span:
        return _in_force(tree, place, day, seen)
    if day < place.start:
        return _followed(tree, place, place.predecessors, day, seen)
    if len(place.successors) == 1 and place.successors[0].how is How.PART:
        part = _placed(tree, place.successors[0].place_id, day, seen)
        return Placement(_lowest_holding(tree, [part], day, above=True), Standing.UNALLOCATED)
    return _followed(tree, place, place.successors, day, seen)


def _in_force(tree: Structure, place: Place, day: date, seen: frozenset[UUID]) -> Placement:
    """Itself; but a hamlet whose commune was split lies, until it is allocated, where that lies."""
    former = [parent for start, parent in place.parents if parent is not None and start <= day]
    if value_on(place.parents, day) is not None or not former:
        return Placement(place.place_id, Standing.ALLOCATED)
    above = _placed(tree, former[-1], day, seen)
    return Placement(above.place_id, Standing.UNALLOCATED)


def _followed(
    tree: Structure, place: Place, links: Sequence[Link], day: date, seen: frozenset[UUID]
) -> Placement:
    placements = [_placed(tree, link.place_id, day, seen) for link in links]
    if len(placements) == 1:
        return placements[0]
    if not placements:
        return _in_former_parent(tree, place, day, seen)
    if all(each.allocated and each == placements[0] for each in placements):
        return placements[0]
    holder = _lowest_holding(tree, placements, day)
    return Placement(holder, Standing.UNALLOCATED)


def _in_former_parent(tree: Structure, place: Place, day: date, seen: frozenset[UUID]) -> Placement:
    """No link leads on (an ended district): somewhere in what its parent has become."""
    parents = [parent for _, parent in place.parents if parent is not None]
    if not parents:
        return Placement(None, Standing.UNALLOCATED)
    nearest = parents[0] if day < place.start else parents[-1]
    above = _placed(tree, nearest, day, seen)
    return Placement(above.place_id, Standing.UNALLOCATED)


def _lowest_holding(
    tree: Structure, placements: Sequence[Placement], day: date, *, above: bool = False
) -> UUID | None:
    lines = [_line(tree, each.place_id, day)[int(above) :] for each in placements]
    shared = set(lines[0]).intersection(*lines[1:])
    return next((place_id for place_id in lines[0] if place_id in shared), None)


def _line(tree: Structure, place_id: UUID | None, day: date) -> tuple[UUID, ...]:
    return () if place_id is None else (place_id, *tree.ancestors(place_id, day))
