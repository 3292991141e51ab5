"""What officers look up: the candidacies of a bearer (`candidacies_by_bearer`), and where the
bearer is, on whose books (`places_by_bearer`) and in which part of a place that was split
(`allocations_by_bearer`). An alias is where its survivor stands (`survivors_by_bearer`). Those that
never were stand in `withdrawn_bearers`, and what does not count beside another run of the same
bearer in `set_back_candidacies`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection, Cursor
from psycopg.rows import class_row

from services.recognition.candidacies.candidacy.facts import (
    BearerAllocated,
    BearerHeard,
    BearerKey,
    BearerMerged,
    BearerMoved,
    BearerUnmerged,
    BearerWithdrawn,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyRestated,
    CandidacyWaiting,
    CandidacyWithdrawn,
    RecognitionRevoked,
    Spell,
    Standing,
    TitleRecognised,
)
from services.recognition.candidacies.candidacy.whereabouts import Whereabouts
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.writing import write_rows
from shared.vocabulary.calendar import civil_day

WRITE_STEPS = """
insert into {table} (position, recorded_on, bearer_kind, bearer_id, title,
    title_year, status, effective_on, place_id, registration, decision_number, ground_code)
select * from unnest(%s::bigint[], %s::date[], %s::text[], %s::uuid[], %s::text[], %s::int[],
    %s::text[], %s::date[], %s::uuid[], %s::text[], %s::text[], %s::text[])
"""
FORGET_PLACES = """
delete from {table} using unnest(%s::text[], %s::uuid[]) as told (kind, id)
where (bearer_kind, bearer_id) = (kind, id)
"""
WRITE_PLACES = """
insert into {table} (bearer_kind, bearer_id, place_id, since, until)
select * from unnest(%s::text[], %s::uuid[], %s::uuid[], %s::date[], %s::date[])
"""
WRITE_WITHDRAWN = """
insert into {table} (bearer_kind, bearer_id, told_on, ground_code)
select * from unnest(%s::text[], %s::uuid[], %s::date[], %s::text[])
"""
WRITE_SET_BACK = """
insert into {table} (position, bearer_kind, bearer_id, title, title_year, recorded_on, set_back)
select * from unnest(%s::bigint[], %s::text[], %s::uuid[], %s::text[], %s::int[], %s::date[],
    %s::boolean[])
"""
UNSAY = """
delete from {table} using unnest(%s::text[], %s::uuid[], %s::uuid[], %s::date[])
    as told (kind, id, place, day)
where (bearer_kind, bearer_id, place_id) = (kind, id, place) and since >= day
"""
ALLOCATE = """
insert into {table} (bearer_kind, bearer_id, place_id, since, to_place_id)
values (%s, %s, %s, %s, %s)
"""
STEPS = """
select status, effective_on, recorded_on, place_id, registration, decision_number, ground_code
from candidacies_by_bearer
where (bearer_kind, bearer_id, title, title_year) = (%s, %s, %s, %s)
    and effective_on <= %s and recorded_on <= %s
order by status <> 'waiting', position
"""
IS_SET_BACK = """
select set_back from set_back_candidacies
where (bearer_kind, bearer_id, title, title_year) = (%s, %s, %s, %s) and recorded_on <= %s
order by position desc limit 1
"""
SPELLS = """
select place_id, since, until from places_by_bearer
where (bearer_kind, bearer_id) = (%s, %s) order by since
"""
FOLLOWED = """
select place_id, since, until from survivors_by_bearer
where (bearer_kind, bearer_id) = (%s, %s) order by since
"""
SAID = """
select place_id, to_place_id, since from allocations_by_bearer
where (bearer_kind, bearer_id) = (%s, %s) order by since
"""
TRACES = """
select place_id, min(effective_on) from candidacies_by_bearer
where (bearer_kind, bearer_id) = (%s, %s) group by place_id
"""

_SEAT: Final = """coalesce((
    select to_place_id from allocations_by_bearer said
    where (said.bearer_kind, said.bearer_id) = ({0}.bearer_kind, {0}.bearer_id)
        and said.place_id = {0}.place_id and said.since <= %(on)s
    order by said.since desc limit 1), {0}.place_id)"""
_LAST: Final = """not exists (select from {0} later
            where (later.bearer_kind, later.bearer_id) = (spell.bearer_kind, spell.bearer_id)
            and later.since > spell.since and later.since <= %(on)s)"""
_THERE: Final = f"""
with books as (
    select %(place_id)s::uuid as place_id
    union select place_id from allocations_by_bearer where to_place_id = %(place_id)s
), bearers as (
    select bearer_kind, bearer_id from places_by_bearer spell
    where place_id in (select place_id from books) and since <= %(on)s
        and {_LAST.format("places_by_bearer")}
        and {_SEAT.format("spell")} = %(place_id)s
        and (bearer_kind, bearer_id) not in (select bearer_kind, bearer_id from survivors_by_bearer)
    union select bearer_kind, bearer_id from survivors_by_bearer spell
    where place_id = %(place_id)s and since <= %(on)s and {_LAST.format("survivors_by_bearer")}
), asked as (
    select * from bearers union
    select bearer_kind, bearer_id from candidacies_by_bearer
    where place_id in (select place_id from books)
), last as (
    select distinct on (bearer_kind, bearer_id, title, title_year) step.*
    from candidacies_by_bearer step join asked using (bearer_kind, bearer_id)
    where status <> 'waiting' and effective_on <= %(on)s
    order by bearer_kind, bearer_id, title, title_year, position desc
), there as (
    select * from last where case when status in ('registered', 'withdrawn')
        then (bearer_kind, bearer_id) in (select bearer_kind, bearer_id from bearers)
        else {_SEAT.format("last")} = %(place_id)s end
)
"""
_LISTED: Final = """
select position, bearer_kind, bearer_id, title, title_year, status, effective_on, (
    select registration from candidacies_by_bearer step
    where (step.bearer_kind, step.bearer_id) = (there.bearer_kind, there.bearer_id)
        and (step.title, step.title_year) = (there.title, there.title_year)
        and status = 'registered' and step.position <= there.position
    order by step.position desc limit 1) as registration, coalesce((
    select set_back from set_back_candidacies said
    where (said.bearer_kind, said.bearer_id) = (there.bearer_kind, there.bearer_id)
        and (said.title, said.title_year) = (there.title, there.title_year)
    order by said.position desc limit 1), false) as set_back
"""
AT_PLACE: Final = f"""{_THERE} {_LISTED}
from there where position > %(after)s order by position limit %(most)s
"""
"""The candidacies that are at a place on a day, and how they stood: what is not decided where its
bearer is, and what is where that was. Not those that wait."""
NUMBER_AT_PLACE: Final = f"{_THERE} select count(*) from there"
_HELD: Final = """
from there join withdrawn_bearers gone using (bearer_kind, bearer_id)
where status = 'recognised' and position > %(after)s
"""
HELD_BY_NOBODY: Final = f"""{_THERE} {_LISTED}, told_on, gone.ground_code
{_HELD} order by position limit %(most)s
"""
"""The titles that are held at a place by bearers that never were."""
NUMBER_HELD_BY_NOBODY: Final = f"""{_THERE} select count(*) {_HELD}"""


class CandidaciesByBearer(OfOwnFacts):
    name = "candidacies_by_bearer"
    version = 1
    hears = (
        CandidacyWaiting,
        CandidacyRegistered,
        CandidacyWithdrawn,
        TitleRecognised,
        CandidacyDeclined,
        RecognitionRevoked,
    )
    tables = ("candidacies_by_bearer",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[CandidacyFact]]) -> None:
        rows = [
            (recorded.position, civil_day(recorded.recorded_at), *_step(recorded.fact))
            for recorded in batch
            if isinstance(recorded.fact, self.hears)
        ]
        write_rows(cursor, WRITE_STEPS.format(table=table(self, self.name)), rows)


class PlacesByBearer(OfOwnFacts):
    """Of a bearer what was told last, and of allocations from the same place what was told last for
    a day holds from that day on. Where the first day was not kept, it is the first of all."""

    name = "places_by_bearer"
    version = 2
    hears = (BearerHeard, BearerMoved, BearerAllocated)
    tables = ("places_by_bearer", "allocations_by_bearer")

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[CandidacyFact]]) -> None:
        spells: dict[tuple[str, UUID], tuple[Spell, ...]] = {}
        for each in batch:
            match each.fact:
                case BearerHeard() | BearerMoved() as fact:
                    spells[fact.bearer_kind, fact.bearer_id] = Whereabouts().hearing(fact).spells
                case BearerAllocated() as fact:
                    self._allocate(cursor, fact)
        _write_spells(cursor, table(self, self.name), spells)

    def _allocate(self, cursor: Cursor[Any], fact: BearerAllocated) -> None:
        allocations = table(self, "allocations_by_bearer")
        said = (fact.bearer_kind, fact.bearer_id, fact.place_id, fact.effective_on)
        write_rows(cursor, UNSAY.format(table=allocations), [said])
        cursor.execute(ALLOCATE.format(table=allocations).encode(), (*said, fact.to_place_id))


class SurvivorsByBearer(OfOwnFacts):
    """Where aliases are; none of one whose survivor was not heard of yet: it is where itself is."""

    name = "survivors_by_bearer"
    version = 1
    hears = (BearerMerged, BearerUnmerged)
    tables = ("survivors_by_bearer",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[CandidacyFact]]) -> None:
        spells: dict[tuple[str, UUID], tuple[Spell, ...]] = {}
        for each in batch:
            match each.fact:
                case BearerMerged() as fact:
                    spells[fact.bearer_kind, fact.bearer_id] = fact.spells
                case BearerUnmerged() as fact:
                    spells[fact.bearer_kind, fact.bearer_id] = ()
        _write_spells(cursor, table(self, self.name), spells)


def _write_spells(
    cursor: Cursor[Any], places: str, spells: Mapping[tuple[str, UUID], tuple[Spell, ...]]
) -> None:
    """In place of those that these bearers had."""
    write_rows(cursor, FORGET_PLACES.format(table=places), [*spells])
    rows = [
        (*whose, spell.place_id, spell.since, spell.until)
        for whose, known in spells.items()
        for spell in known
    ]
    write_rows(cursor, WRITE_PLACES.format(table=places), rows)


class WithdrawnBearers(OfOwnFacts):
    name = "withdrawn_bearers"
    version = 1
    hears = (BearerHeard, BearerMoved, BearerWithdrawn)
    tables = ("withdrawn_bearers",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[CandidacyFact]]) -> None:
        last: dict[tuple[str, UUID], tuple[date, str | None] | None] = {}
        for each in batch:
            match each.fact:
                case BearerWithdrawn(kind, bearer_id, ground_code):
                    last[kind, bearer_id] = (civil_day(each.recorded_at), ground_code)
                case BearerHeard(kind, bearer_id) | BearerMoved(kind, bearer_id):
                    last[kind, bearer_id] = None
        bearers = table(self, self.name)
        write_rows(cursor, FORGET_PLACES.format(table=bearers), [*last])
        rows = [(*whose, *told) for whose, told in last.items() if told is not None]
        write_rows(cursor, WRITE_WITHDRAWN.format(table=bearers), rows)


class SetBackCandidacies(OfOwnFacts):
    """What was said of each last holds."""

    name = "set_back_candidacies"
    version = 1
    hears = (CandidacyRestated,)
    tables = ("set_back_candidacies",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[CandidacyFact]]) -> None:
        rows = [
            (each.position, said.bearer_kind, said.bearer_id, said.title, said.title_year,
             civil_day(each.recorded_at), not said.now)
            for each in batch
            if isinstance(said := each.fact, CandidacyRestated)
        ]  # fmt: skip
        write_rows(cursor, WRITE_SET_BACK.format(table=table(self, self.name)), rows)


Happened = (
    CandidacyWaiting
    | CandidacyRegistered
    | CandidacyWithdrawn
    | TitleRecognised
    | CandidacyDeclined
    | RecognitionRevoked
)


def _step(fact: Happened) -> tuple[object, ...]:
    named = (fact.bearer_kind, fact.bearer_id, fact.title, fact.title_year)
    match fact:
        case CandidacyWaiting(registered_on=day, said_place_id=place_id, registration=how):
            return (*named, Standing.WAITING, day, place_id, how, None, None)
        case CandidacyRegistered(registered_on=day, place_id=place_id, registration=how):
            return (*named, Standing.REGISTERED, day, place_id, how, None, None)
        case CandidacyWithdrawn(withdrawn_on=day, place_id=place_id, registration=how):
            return (*named, Standing.WITHDRAWN, day, place_id, how, None, fact.ground_code)
        case TitleRecognised(decided_on=day, place_id=place_id, decision_number=number):
            return (*named, Standing.RECOGNISED, day, place_id, None, number, None)
        case CandidacyDeclined(decided_on=day, place_id=place_id, decision_number=number):
            return (*named, Standing.DECLINED, day, place_id, None, number, fact.ground_code)
        case RecognitionRevoked(revoked_on=day, place_id=place_id, decision_number=number):
            return (*named, Standing.REVOKED, day, place_id, None, number, fact.ground_code)


@dataclass(frozen=True)
class LastStep:
    """How a candidacy stands on a day, since when; `position` is that of what was said last.
    `set_back`: it does not count, for the bearer was on the books twice and its other one does."""

    position: int
    bearer_kind: str
    bearer_id: UUID
    title: str
    title_year: int
    status: str
    effective_on: date
    registration: str
    set_back: bool


@dataclass(frozen=True)
class HeldByNobody(LastStep):
    """`told_on`: when it was known that the bearer never was; `ground_code`: why, if that was
    said."""

    told_on: date
    ground_code: str | None


@dataclass(frozen=True)
class Step:
    """Something that happened to a candidacy: since when it holds, and since when it is known."""

    status: str
    effective_on: date
    recorded_on: date
    place_id: UUID | None
    registration: str | None
    decision_number: str | None
    ground_code: str | None


async def steps(
    connection: AsyncConnection,
    candidacy: tuple[str, UUID, str, int],
    on: date,
    as_of: date,
) -> list[Step]:
    """What had happened to a candidacy (kind and id of the bearer, title, title year) by one day,
    as it was known at the end of another. What waits stands first, however late: it counts while
    nothing is registered."""
    async with connection.cursor(row_factory=class_row(Step)) as cursor:
        return await (await cursor.execute(STEPS, (*candidacy, on, as_of))).fetchall()


async def is_set_back(
    connection: AsyncConnection, candidacy: tuple[str, UUID, str, int], as_of: date
) -> bool:
    """Whether a candidacy did not count, as it was known at the end of a day."""
    row = await (await connection.execute(IS_SET_BACK, (*candidacy, as_of))).fetchone()
    return row is not None and bool(row[0])


@dataclass(frozen=True)
class Traces:
    """What is known of a bearer: where it is, as registry told, and the first day of what happened
    to its candidacies at each place."""

    whereabouts: Whereabouts
    first_days: Mapping[UUID | None, date]


async def traces(connection: AsyncConnection, bearer: BearerKey) -> Traces:
    """Of one not heard of, the places are those where who asked say it lives."""
    spells = await (await connection.execute(SPELLS, bearer)).fetchall()
    said = await (await connection.execute(SAID, bearer)).fetchall()
    followed = await (await connection.execute(FOLLOWED, bearer)).fetchall()
    first_days = await (await connection.execute(TRACES, bearer)).fetchall()
    whereabouts = Whereabouts(
        tuple(Spell(*row) for row in spells),
        tuple(BearerAllocated(*bearer, *row) for row in said),
        tuple(Spell(*row) for row in followed),
    )
    return Traces(whereabouts, dict(first_days))
