"""What was allocated counts at its part, and no more where it stood."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.rollups.figures.totals import Count


class Transfer(NamedTuple):
    """So much lies in the other place, on the day whose tree it is counted by."""

    place_id: UUID
    to_place_id: UUID
    day: date
    value: int


def transferred(counts: Sequence[Count], transfers: Iterable[Transfer]) -> list[Count]:
    """As much in all as before. Nothing is left of a count that went away whole."""
    moved: dict[tuple[UUID, date], int] = {}
    for place_id, to_place_id, day, value in transfers:
        moved[place_id, day] = moved.get((place_id, day), 0) - value
        moved[to_place_id, day] = moved.get((to_place_id, day), 0) + value
    if not moved:
        return list(counts)
    found = [each for each in counts if (each.place_id, each.day) not in moved]
    for each in counts:
        if (each.place_id, each.day) in moved:
            moved[each.place_id, each.day] += each.value
    return [*found, *(Count(*site, value) for site, value in moved.items() if value)]
