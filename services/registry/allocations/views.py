"""What was last said of each subject (`allocations`), and who waits: whoever is on the books of a
place that was split, or was allocated to it, and of whom nothing was said since."""

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

SAY = """
insert into {table} (subject_id, place_id, to_place_id)
select * from unnest(%s::uuid[], %s::uuid[], %s::uuid[])
on conflict (subject_id) do update
set place_id = excluded.place_id, to_place_id = excluded.to_place_id
"""
ON_THE_BOOKS = """
select family_id as subject_id, 'family' as subject_kind, place_id, registered_on as since,
    null::date as ended_on from families_by_place family
where not exists (select from aliases where alias_id = family.family_id)
union all
select clan_id, 'clan', place_id, registered_on, ended_on from clans
where not exists (select from aliases where alias_id = clan_id)
union all
select centre_id, 'centre', place_id, established_on, ended_on from centres_by_place
"""
UNALLOCATED = f"""
with split as (
    select * from unnest(%(splits)s::uuid[], %(books)s::uuid[], %(days)s::date[])
        as split (place_id, books, day)
), unallocated as (
    select subject.subject_id, subject_kind, split.place_id, since
    from split join ({ON_THE_BOOKS}) subject on subject.place_id = split.books
    left join allocations said
        on said.subject_id = subject.subject_id and said.place_id = subject.place_id
    where said.subject_id is null and coalesce(ended_on > day, true)
    union all
    select subject.subject_id, subject_kind, split.place_id, since
    from split join allocations said on said.to_place_id = split.books
    join ({ON_THE_BOOKS}) subject
        on said.subject_id = subject.subject_id and said.place_id = subject.place_id
    where coalesce(ended_on > day, true)
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
    count(*) filter (where subject_kind = 'centre') as centres
from unallocated where place_id > %(after)s
group by place_id order by place_id limit %(most)s
"""
NUMBER = f"{UNALLOCATED} select count(distinct place_id) from unallocated"


@dataclass(frozen=True)
class UnallocatedRow:
    """A hamlet, family, clan or centre of a split place that belongs to no part yet; `since` it is
    on the books (of a hamlet it is not said here)."""

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


class AllocationsView(OfOwnFacts):
    """The last that was said of a subject: it holds today."""

    name = "allocations"
    version = 1
    hears = (SubjectAllocated,)
    tables = ("allocations",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        last = {
            recorded.fact.subject_id: (recorded.fact.place_id, recorded.fact.to_place_id)
            for recorded in batch
            if isinstance(recorded.fact, SubjectAllocated)
        }
        statement = SAY.format(table=table(self, "allocations"))
        write_rows(cursor, statement, [(subject, *said) for subject, said in last.items()])
