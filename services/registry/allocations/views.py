"""What was said of each subject and holds, from which day on (`allocations`), and who waits:
whoever is on the books of a place that was split, or was last allocated to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor

from services.registry.allocations.allocation.subjects import SubjectAllocated
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.writing import write_rows

UNSAY = """
delete from {table} said using unnest(%s::uuid[], %s::uuid[], %s::date[]) as new (s, p, day)
where (subject_id, place_id) = (s, p) and since >= day
"""
SAY = """
insert into {table} (subject_id, place_id, to_place_id, since)
select * from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::date[])
"""
ON_THE_BOOKS = """
select family_id as subject_id, 'family' as subject_kind, place_id, registered_on as since,
    until as ended_on from families_by_place family
where not exists (select from aliases where alias_id = family.family_id)
    and not exists (select from families_by_place later
        where later.family_id = family.family_id and later.since > family.since)
union all
select clan_id, 'clan', place_id, registered_on, ended_on from clans
where not exists (select from aliases where alias_id = clan_id)
union all
select centre_id, 'centre', place_id, established_on, ended_on from centres_by_place
union all
select citizen_ref, 'citizen', place_id, registered_on, ended_on from citizens
union all
select establishment_id, 'establishment', place_id, registered_on, ended_on from establishments
where not exists (select from aliases where alias_id = establishment_id)
union all
select association_id, 'association', place_id, founded_on, ended_on from associations
union all
select chapter_id, 'chapter', place_id, founded_on, ended_on from chapters
union all
select board_id, 'board', place_id, founded_on, ended_on from boards
union all
select committee_id, 'committee', place_id, founded_on, ended_on from committees
"""
UNALLOCATED = f"""
with split as (
    select * from unnest(%(splits)s::uuid[], %(books)s::uuid[], %(days)s::date[])
        as split (place_id, books, day)
), unallocated as (
    select subject.subject_id, subject_kind, split.place_id, subject.since
    from split join ({ON_THE_BOOKS}) subject on subject.place_id = split.books
    where coalesce(ended_on > day, true) and not exists (select from allocations said
        where (said.subject_id, said.place_id) = (subject.subject_id, subject.place_id))
    union all
    select subject.subject_id, subject_kind, split.place_id, subject.since
    from split join allocations said on said.to_place_id = split.books
    join ({ON_THE_BOOKS}) subject
        on said.subject_id = subject.subject_id and said.place_id = subject.place_id
    where coalesce(ended_on > day, true) and not exists (select from allocations later
        where (later.subject_id, later.place_id) = (said.subject_id, said.place_id)
        and later.since > said.since)
    union all
    select hamlet, 'hamlet', former, null
    from unnest(%(hamlets)s::uuid[], %(former)s::uuid[]) as waits (hamlet, former)
)
"""
WAITING = f"""{UNALLOCATED}
select subject_id, subject_kind, place_id, since from unallocated
where subject_id > %(after)s order by subject_id limit %(most)s
"""
PLACES = f"""{UNALLOCATED}
select place_id, count(*) filter (where subject_kind = 'hamlet') as hamlets,
    count(*) filter (where subject_kind = 'family') as families,
    count(*) filter (where subject_kind = 'clan') as clans,
    count(*) filter (where subject_kind = 'centre') as centres,
    count(*) filter (where subject_kind = 'citizen') as citizens,
    count(*) filter (where subject_kind = 'establishment') as establishments,
    count(*) filter (where subject_kind = 'association') as associations,
    count(*) filter (where subject_kind = 'chapter') as chapters,
    count(*) filter (where subject_kind = 'board') as boards,
    count(*) filter (where subject_kind = 'committee') as committees
from unallocated where place_id > %(after)s
group by place_id order by place_id limit %(most)s
"""
NUMBER = f"{UNALLOCATED} select count(distinct place_id) from unallocated"


@dataclass(frozen=True)
class UnallocatedRow:
    """A hamlet, family, clan, centre, citizen, establishment, association, chapter, board or
    committee of a split place that belongs to no part yet; `since` it is on the books (of a hamlet
    it is not said here)."""

    subject_id: UUID
    subject_kind: str
    place_id: UUID
    since: date | None


@dataclass(frozen=True)
class UnallocatedAt:
    """How much of a split place waits."""

    place_id: UUID
    hamlets: int
    families: int
    clans: int
    centres: int
    citizens: int
    establishments: int
    associations: int
    chapters: int
    boards: int
    committees: int


class AllocationsView(OfOwnFacts):
    """Of a subject and the place on whose books it is, what was said last holds from its day on."""

    name = "allocations"
    version = 2
    hears = (SubjectAllocated,)
    tables = ("allocations",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        said = [each.fact for each in batch if isinstance(each.fact, SubjectAllocated)]
        rows = [(fact.subject_id, fact.place_id, fact.effective_on) for fact in said]
        write_rows(cursor, UNSAY.format(table=table(self, "allocations")), rows)
        holds: dict[tuple[UUID, UUID], list[SubjectAllocated]] = {}
        for fact in said:
            of_it = holds.setdefault((fact.subject_id, fact.place_id), [])
            of_it[:] = [each for each in of_it if each.effective_on < fact.effective_on] + [fact]
        new = [
            (*whose, fact.to_place_id, fact.effective_on)
            for whose, facts in holds.items()
            for fact in facts
        ]
        write_rows(cursor, SAY.format(table=table(self, "allocations")), new)
