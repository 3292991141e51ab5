"""Where a count lies on a day: the places that surely hold it, and where certainty ends."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.vocabulary.places import Standing, Tree


@dataclass(frozen=True, slots=True)
class Location:
    """The places holding a count, lowest first.

    At an index in `gaps` the count lies somewhere inside that place, nobody said where (chưa
    phân bổ). `beyond` says what is missing above the last one; None: it is a top place.
    """

    line: tuple[UUID, ...]
    gaps: tuple[int, ...] = ()
    beyond: Standing | None = None


def locate(tree: Tree, place_id: UUID, day: date) -> Location:
    """Where what was counted at this place lies in the structure of that day.

    A place in force keeps its own count, even when what it lay in was split and nobody has said
    yet to which part it belongs: then the count is also, unallocated, in what holds the parts.
    """
    return _located(tree, place_id, day, frozenset())


def _located(tree: Tree, place_id: UUID, day: date, seen: frozenset[UUID]) -> Location:
    placement = tree.place_on(place_id, day)
    if place_id in seen or placement.standing is Standing.UNKNOWN:
        return Location((), (), Standing.UNKNOWN)
    seen |= {place_id}
    if placement.allocated and placement.place_id is not None:
        return _line(tree, placement.place_id, day, seen)
    above = _under(tree, placement.place_id, day, seen)
    return _stacked((place_id,), above) if tree.in_force(place_id, day) else above


def _under(tree: Tree, holder: UUID | None, day: date, seen: frozenset[UUID]) -> Location:
    if holder is None:
        return Location((), (), Standing.UNALLOCATED)
    line = _line(tree, holder, day, seen)
    return Location(line.line, (0, *line.gaps), line.beyond)


def _line(tree: Tree, place_id: UUID, day: date, seen: frozenset[UUID]) -> Location:
    """The place and all it lies in; over a parent that has ended, in what that has become."""
    line = (place_id, *tree.ancestors(place_id, day))
    if tree.in_force(line[-1], day):
        return Location(line)
    return _stacked(line[:-1], _located(tree, line[-1], day, seen))


def _stacked(lower: tuple[UUID, ...], upper: Location) -> Location:
    gaps = tuple(gap + len(lower) for gap in upper.gaps)
    return Location((*lower, *upper.line), gaps, upper.beyond)
