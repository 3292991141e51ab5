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


NOWHERE = Location((), (), Standing.UNKNOWN)
SOMEWHERE = Location((), (), Standing.UNALLOCATED)


class Locations:
    """Where places lie in the structure of a day; what was found once is remembered.

    A place in force keeps its own count, even when what it lay in was split and nobody has said
    yet to which part it belongs: then the count is also, unallocated, in what holds the parts.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._known: dict[tuple[UUID, date], Location] = {}

    def of(self, place_id: UUID, day: date) -> Location:
        key = (place_id, day)
        found = self._known.get(key)
        if found is None:
            self._known[key] = NOWHERE  # what a place that lies in itself comes back to
            found = self._known[key] = self._located(place_id, day)
        return found

    def _located(self, place_id: UUID, day: date) -> Location:
        parent = self.tree.parent(place_id, day)
        if parent is not None:
            return _inside(place_id, self.of(parent, day))
        placement = self.tree.place_on(place_id, day)
        if placement.standing is Standing.UNKNOWN:
            return NOWHERE
        if placement.allocated and placement.place_id is not None:
            itself = placement.place_id == place_id
            return Location((place_id,)) if itself else self.of(placement.place_id, day)
        adrift = self._adrift(placement.place_id, day)
        return _inside(place_id, adrift) if self.tree.in_force(place_id, day) else adrift

    def _adrift(self, holder: UUID | None, day: date) -> Location:
        above = SOMEWHERE if holder is None else self.of(holder, day)
        gaps = (0, *above.gaps) if above.line else ()
        return Location(above.line, gaps, above.beyond)


def _inside(place_id: UUID, above: Location) -> Location:
    """Over a parent that has ended, the place lies in what that has become."""
    gaps = tuple(gap + 1 for gap in above.gaps)
    return Location((place_id, *above.line), gaps, above.beyond)
