"""How many of a kind a place has: what it states or, where it states nothing, what the places
directly in it add up to, each by the same rule. Never both (decision 17)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.rollups.figures.location import Locations
from services.rollups.figures.totals import children_in


class Statement(NamedTuple):
    """What a place states, and who says so."""

    place_id: UUID
    population_kind: str
    counted_on: date
    number: int
    source_code: str | None
    document_number: str | None


@dataclass(frozen=True)
class Population:
    """`value` None: nobody says anything. `stated`: by the place itself; else the value is the sum
    of the `parts`. `oldest_on`: the day of the oldest statement in it. `complete`: no place in it
    is missing."""

    value: int | None = None
    oldest_on: date | None = None
    complete: bool = False
    stated: Statement | None = None
    parts: tuple[tuple[UUID, "Population"], ...] = ()


@dataclass(frozen=True)
class Stating:
    """What the places of a tree state of one kind on a day."""

    locations: Locations
    on: date
    said: Mapping[UUID, Statement]

    @classmethod
    def of_kind(
        cls, kind: str, locations: Locations, on: date, said: Iterable[Statement]
    ) -> "Stating":
        of_kind = {each.place_id: each for each in said if each.population_kind == kind}
        return cls(locations, on, of_kind)

    def of(self, place_id: UUID | None, *, below: bool = True) -> Population:
        """Of a place that is in force on the day, or of the whole deployment; without `below` what
        it states itself and nothing else."""
        own = None if place_id is None else self.said.get(place_id)
        if own is not None:
            return Population(own.number, own.counted_on, complete=True, stated=own)
        parts = tuple(self._parts(place_id)) if below else ()
        known = [part for _, part in parts if part.value is not None]
        if not known:
            return Population(parts=parts)
        return Population(
            sum(part.value for part in known if part.value is not None),
            min(part.oldest_on for part in known if part.oldest_on is not None),
            all(part.complete for _, part in parts),
            parts=parts,
        )

    def _parts(self, place_id: UUID | None) -> Iterator[tuple[UUID, Population]]:
        for child in self.parts_of(place_id):
            yield child, self.of(child)

    def parts_of(self, place_id: UUID | None) -> Iterator[UUID]:
        """The places that lie directly in it."""
        return children_in(self.locations, place_id, self.on)
