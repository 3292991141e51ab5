"""What officers look up: the candidacies of a bearer (`candidacies_by_bearer`), and where the
bearer lives (`places_by_bearer`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, Cursor
from psycopg.rows import class_row

from services.recognition.candidacies.candidacy.facts import (
    BearerHeard,
    BearerKey,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    CandidacyWithdrawn,
    Published,
    RecognitionRevoked,
    Standing,
    TitleRecognised,
)
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
WRITE_PLACES = """
insert into {table} (bearer_kind, bearer_id, place_id)
select * from unnest(%s::text[], %s::uuid[], %s::uuid[])
"""
STEPS = """
select status, effective_on, recorded_on, place_id, registration, decision_number, ground_code
from candidacies_by_bearer
where (bearer_kind, bearer_id, title, title_year) = (%s, %s, %s, %s)
    and effective_on <= %s and recorded_on <= %s
order by status <> 'waiting', position
"""
HEARD = "select place_id from places_by_bearer where (bearer_kind, bearer_id) = (%s, %s)"
TRACES = """
select place_id, min(effective_on) from candidacies_by_bearer
where (bearer_kind, bearer_id) = (%s, %s) group by place_id
"""


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
            if not isinstance(recorded.fact, BearerHeard)
        ]
        write_rows(cursor, WRITE_STEPS.format(table=table(self, self.name)), rows)


class PlacesByBearer(OfOwnFacts):
    name = "places_by_bearer"
    version = 1
    hears = (BearerHeard,)
    tables = ("places_by_bearer",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[CandidacyFact]]) -> None:
        heard = [r.fact for r in batch if isinstance(r.fact, BearerHeard)]
        rows = [(fact.bearer_kind, fact.bearer_id, fact.place_id) for fact in heard]
        write_rows(cursor, WRITE_PLACES.format(table=table(self, self.name)), rows)


def _step(fact: CandidacyWaiting | Published) -> tuple[object, ...]:
    named = (fact.bearer_kind, fact.bearer_id, fact.title, fact.title_year)
    match fact:
        case CandidacyWaiting(registered_on=day, said_place_id=place_id, registration=how):
            return (*named, Standing.WAITING, day, place_id, how, None, None)
        case CandidacyRegistered(registered_on=day, place_id=place_id, registration=how):
            return (*named, Standing.REGISTERED, day, place_id, how, None, None)
        case CandidacyWithdrawn(withdrawn_on=day, place_id=place_id, registration=how):
            return (*named, Standing.WITHDRAWN, day, place_id, how, None, None)
        case TitleRecognised(decided_on=day, place_id=place_id, decision_number=number):
            return (*named, Standing.RECOGNISED, day, place_id, None, number, None)
        case CandidacyDeclined(decided_on=day, place_id=place_id, decision_number=number):
            return (*named, Standing.DECLINED, day, place_id, None, number, fact.ground_code)
        case RecognitionRevoked(revoked_on=day, place_id=place_id, decision_number=number):
            return (*named, Standing.REVOKED, day, place_id, None, number, fact.ground_code)


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


@dataclass(frozen=True)
class Traces:
    """What is known of a bearer: where it lives, as registry told (None: not heard of), and the
    first day of what happened to its candidacies at each place."""

    heard_at: UUID | None
    first_days: Mapping[UUID | None, date]


async def traces(connection: AsyncConnection, bearer: BearerKey) -> Traces:
    """Of one not heard of, the places are those where who asked say it lives."""
    heard = await (await connection.execute(HEARD, bearer)).fetchone()
    first_days = await (await connection.execute(TRACES, bearer)).fetchall()
    return Traces(heard[0] if heard else None, dict(first_days))
