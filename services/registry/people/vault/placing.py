"""On whose books people are: where their family is that they belong to. Whoever reaches that place
reaches them, and whoever reached the one before does no more."""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyMemberJoined,
    FamilyMoved,
    FamilyRegistered,
)
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts

PUT: Final = """
update people set place_id = new.place_id, placed_at = new.position
from (
  select distinct on (person_ref) person_ref, place_id, position
  from unnest(%s::uuid[], %s::uuid[], %s::bigint[]) as said (person_ref, place_id, position)
  order by person_ref, position desc
) as new
where people.person_ref = new.person_ref and people.place_id <> new.place_id
  and people.placed_at < new.position
"""


class PlacedPeople(OfOwnFacts):
    """Puts people onto the books of the place of their family, in the order of the log. `placed_at`
    is the position up to which that is so: hearing it again puts nobody back."""

    name = "placed_people"
    version = 1
    hears = (FamilyRegistered, FamilyMoved, FamilyCorrected, FamilyMemberJoined)
    tables = ()

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        rows = [(ref, place, each.position) for each in batch for ref, place in _put(each.fact)]
        if rows:
            cursor.execute(PUT.encode(), [list(column) for column in zip(*rows, strict=True)])


def _put(fact: Any) -> Iterator[tuple[UUID, UUID]]:
    match fact:
        case FamilyRegistered():
            yield fact.head_ref, fact.place_id
        case FamilyMemberJoined():
            yield fact.person_ref, fact.stands_at or fact.place_id
        case FamilyMoved() | FamilyCorrected():
            yield from ((each, fact.place_id) for each in fact.people)
