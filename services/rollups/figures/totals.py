"""What a place adds up to: its own level, each child, and what nobody could place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
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


def total(locations: Locations, place_id: UUID | None, counts: Iterable[Count], on: date) -> Total:
    """The total of a place, with a row for every place in it on the day `on`, zero or not."""
    sums: dict[tuple[Part, UUID | None], int] = defaultdict(int)
    for child in locations.tree.children(place_id, on):
        if _row_of(place_id, locations.of(child, on)) == (Part.CHILD, child):  # or it is adrift
            sums[Part.CHILD, child] = 0
    for count in counts:
        row = _row_of(place_id, locations.of(count.place_id, count.day))
        if row is not None:
            sums[row] += count.value
    return Total(place_id, tuple(Row(*row, value) for row, value in sums.items()))


def _row_of(asked: UUID | None, where: Location) -> tuple[Part, UUID | None] | None:
    """Which row of the place asked for the count belongs to; None: it lies elsewhere."""
    if asked is None:
        return _row_at_the_top(where)
    if asked not in where.line:
        return None
    index = where.line.index(asked)
    if index in where.gaps:
        return Part.UNALLOCATED, None
    return (Part.CHILD, where.line[index - 1]) if index else (Part.OWN, None)


def _row_at_the_top(where: Location) -> tuple[Part, UUID | None]:
    match where.beyond:
        case None:
            return Part.CHILD, where.line[-1]
        case Standing.UNALLOCATED:
            return Part.UNALLOCATED, None
        case _:
            return Part.UNKNOWN, None
