"""What a place adds up to: its own level, each child, and what nobody could place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from services.rollups.figures.location import Location, Locations
from shared.vocabulary.places import Standing


class Count(NamedTuple):
    """A sum at one place; `day` is the day whose tree it is counted by."""

    place_id: UUID
    day: date
    value: int


class Part(StrEnum):
    """What a row of a total stands for."""

    OWN = "own"  # counted at the place's own level
    CHILD = "child"  # all that lies in one place directly below
    UNALLOCATED = "unallocated"  # chưa phân bổ: in the place, nobody said where
    UNKNOWN = "unknown"  # chưa rõ địa bàn: at a place not heard of yet


class Row(NamedTuple):
    part: Part
    place_id: UUID | None
    value: int


@dataclass(frozen=True)
class Total:
    """The rows add up to the value. `place_id` None: the whole deployment (toàn địa bàn)."""

    place_id: UUID | None
    rows: tuple[Row, ...]

    @property
    def value(self) -> int:
        return sum(row.value for row in self.rows)

    def of(self, part: Part, place_id: UUID | None = None) -> int:
        """The value of one row; 0 when there is none."""
        wanted = (part, place_id)
        return sum(row.value for row in self.rows if (row.part, row.place_id) == wanted)


Label = tuple[Part, UUID | None]
"""What a row stands for, and for which child."""

OF_ITS_OWN: Final[Label] = (Part.OWN, None)


@dataclass(frozen=True)
class Extent:
    """Of which place (None: the whole deployment) a total is made, and whether also of what lies
    in it: if not, then of the row of its own level and nothing else."""

    place_id: UUID | None
    below: bool = True

    def row(self, where: Location) -> Label | None:
        """The row that a count belongs to; None: it lies elsewhere, or only below."""
        found = _row_of(self.place_id, where)
        return found if self.below or found == OF_ITS_OWN else None


def total(locations: Locations, extent: Extent, counts: Iterable[Count], on: date) -> Total:
    """The total of a place: with a row for every place in it on the day `on`, zero or not; or
    with the one of its own level."""
    sums: dict[Label, int] = defaultdict(int)
    if extent.below:
        sums.update(_rows_of_children(locations, extent.place_id, on))
    else:
        sums[OF_ITS_OWN] = 0
    for count in counts:
        row = extent.row(locations.of(count.place_id, count.day))
        if row is not None:
            sums[row] += count.value
    return Total(extent.place_id, tuple(Row(*row, value) for row, value in sums.items()))


def _rows_of_children(
    locations: Locations, place_id: UUID | None, on: date
) -> Iterator[tuple[Label, int]]:
    for child in children_in(locations, place_id, on):
        yield (Part.CHILD, child), 0


def children_in(locations: Locations, place_id: UUID | None, on: date) -> Iterator[UUID]:
    """The places that lie directly in it on the day; of None: the top ones."""
    for child in locations.tree.children(place_id, on):
        row = (Part.CHILD, child)
        if _row_of(place_id, locations.of(child, on)) == row:  # or it is adrift
            yield child


def _row_of(asked: UUID | None, where: Location) -> Label | None:
    """Which row of the place asked for the count belongs to; None: it lies elsewhere."""
    if asked is None:
        return _row_at_the_top(where)
    if asked not in where.line:
        return None
    index = where.line.index(asked)
    if index in where.gaps:
        return Part.UNALLOCATED, None
    return (Part.CHILD, where.line[index - 1]) if index else (Part.OWN, None)


def _row_at_the_top(where: Location) -> Label:
    match where.beyond:
        case None:
            return Part.CHILD, where.line[-1]
        case Standing.UNALLOCATED:
            return Part.UNALLOCATED, None
        case _:
            return Part.UNKNOWN, None
