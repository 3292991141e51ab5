"""On whose books people are: where their family is that they belong to, or where they are as a
citizen, whichever was said last. Whoever reaches that place reaches them, and whoever reached the
one before does no more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec
from psycopg import Cursor

from services.registry.allocations.allocation.subjects import SubjectAllocated, allocation_stream
from services.registry.citizens.citizen.facts import (
    CitizenCorrected,
    CitizenMoved,
    CitizenRegistered,
)
from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyMemberJoined,
    FamilyMoved,
    FamilyRegistered,
)
from shared.eventstore.facts import Recorded
from shared.eventstore.log.streams import recorded_on
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


class Said(NamedTuple):
    """That these people are where the subject is, on the books of that place. `of`: the stream of a
    subject; `citizen`: whose person it is, where the fact does not name them."""

    position: int
    place_id: UUID
    people: Sequence[UUID] = ()
    of: UUID | None = None
    citizen: UUID | None = None


@dataclass(frozen=True)
class Known:
    """What the log says of citizens, and of subjects on the books of a place that was split."""

    citizens: dict[UUID, UUID] = field(default_factory=dict)
    parts: dict[tuple[UUID, UUID], list[tuple[int, UUID]]] = field(default_factory=dict)

    def people(self, said: Said) -> Iterator[UUID]:
        yield from said.people
        if said.citizen in self.citizens:
            yield self.citizens[said.citizen]

    def place(self, said: Said) -> UUID:
        """The part to which the subject had been allocated by then, if it had."""
        if said.of is None:
            return said.place_id
        known = self.parts.get((said.of, said.place_id), [])
        return next((part for at, part in reversed(known) if at < said.position), said.place_id)


class PlacedPeople(OfOwnFacts):
    """Puts people onto the books of a place, in the order of the log. `placed_at` is the position
    up to which that is so: hearing it again puts nobody back. What else it needs to know it asks
    the log itself, which any other view may be behind."""

    name = "placed_people"
    version = 2
    hears = (
        FamilyRegistered,
        FamilyMoved,
        FamilyCorrected,
        FamilyMemberJoined,
        CitizenRegistered,
        CitizenMoved,
        CitizenCorrected,
        SubjectAllocated,
    )
    tables = ()

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        told = [said for each in batch for said in _said(each)]
        known = _known(cursor, told)
        rows = [
            (ref, known.place(said), said.position) for said in told for ref in known.people(said)
        ]
        if rows:
            cursor.execute(PUT.encode(), [list(column) for column in zip(*rows, strict=True)])


def _said(each: Recorded[Any]) -> Iterator[Said]:
    """A citizen who is registered for the first time stays where they are, in their family say;
    registered again they came from elsewhere."""
    fact, at, stream = each.fact, each.position, each.originator_id
    match fact:
        case FamilyRegistered():
            yield Said(at, fact.place_id, (fact.head_ref,))
        case FamilyMemberJoined():
            yield Said(at, fact.stands_at or fact.place_id, (fact.person_ref,), of=stream)
        case FamilyMoved() | FamilyCorrected():
            yield Said(at, fact.place_id, fact.people, of=stream)
        case CitizenRegistered() if each.originator_version > 1:
            yield Said(at, fact.place_id, (fact.person_ref,), of=stream)
        case CitizenMoved() | CitizenCorrected():
            yield Said(at, fact.place_id, of=stream, citizen=stream)
        case SubjectAllocated(subject_kind="citizen"):
            yield Said(at, fact.to_place_id, citizen=fact.subject_id)
        case SubjectAllocated():
            yield Said(at, fact.to_place_id, fact.people)


def _known(cursor: Cursor[Any], told: Iterable[Said]) -> Known:
    """Who a citizen is, says the fact that their stream began with."""
    known = Known()
    citizens = {each.citizen for each in told if each.citizen}
    for fact in recorded_on(cursor, citizens, [CitizenRegistered.TYPE]):
        said = msgspec.json.decode(fact.state, type=CitizenRegistered)
        known.citizens[UUID(str(fact.originator_id))] = said.person_ref
    subjects = {allocation_stream(each.of) for each in told if each.of}
    for fact in recorded_on(cursor, subjects, [SubjectAllocated.TYPE]):
        part = msgspec.json.decode(fact.state, type=SubjectAllocated)
        of = known.parts.setdefault((part.subject_id, part.place_id), [])
        of.append((fact.id, part.to_place_id))
    return known
