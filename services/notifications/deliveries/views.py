"""The deliveries with what became of them: table `deliveries_v1`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, Cursor
from psycopg.rows import class_row

from services.notifications.deliveries.delivery import (
    DeliveryAccepted,
    DeliveryFact,
    DeliveryRejected,
    DeliveryRequested,
)
from shared.eventstore.facts import Recorded
from shared.vocabulary.calendar import VIETNAM, civil_day

REQUEST = """
insert into deliveries_v1 (delivery_id, position, requested_at, rule_code, channel, recipient_kind,
    recipient_id, place_id, subject_id, event_id)
select * from unnest(%s::uuid[], %s::bigint[], %s::timestamptz[], %s::text[], %s::text[],
    %s::text[], %s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[])
"""
SETTLE = """
update deliveries_v1 d set status = s.status, reason_code = s.reason_code, settled_at = s.at
from unnest(%s::uuid[], %s::text[], %s::text[], %s::timestamptz[])
    as s (delivery_id, status, reason_code, at)
where d.delivery_id = s.delivery_id
"""
UNSETTLED = """
select delivery_id from deliveries_v1 where channel = %s and status = 'requested'
order by position limit %s
"""
COLUMNS = """
select delivery_id, position, rule_code, channel, recipient_kind, recipient_id, place_id,
    subject_id, event_id, requested_at
"""
ONE = f"{COLUMNS}, status, reason_code, settled_at from deliveries_v1 where delivery_id = %s"
PAGE = f"""{COLUMNS},
    case when settled_by then status else 'requested' end as status,
    case when settled_by then reason_code end as reason_code,
    case when settled_by then settled_at end as settled_at
from (
    select *, coalesce((settled_at at time zone '{VIETNAM}')::date <= until, false) as settled_by
    from deliveries_v1
    join unnest(%(places)s::uuid[], %(untils)s::date[]) as seen (place_id, until) using (place_id)
    where position < %(before)s and (requested_at at time zone '{VIETNAM}')::date <= until
) as shown
where %(status)s::text is null
    or case when settled_by then status else 'requested' end = %(status)s
order by position desc limit %(most)s
"""


class Deliveries:
    name = "deliveries"
    version = 1

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[DeliveryFact]]) -> None:
        requested: list[tuple[object, ...]] = []
        settled: list[tuple[object, ...]] = []
        for recorded in batch:
            stream, at, fact = recorded.originator_id, recorded.recorded_at, recorded.fact
            match fact:
                case DeliveryRequested():
                    requested.append((stream, recorded.position, at, *_asked(fact)))
                case DeliveryAccepted():
                    settled.append((stream, "accepted", None, at))
                case DeliveryRejected():
                    settled.append((stream, "rejected", fact.reason_code, at))
        _write(cursor, REQUEST, requested)
        _write(cursor, SETTLE, settled)


def _asked(fact: DeliveryRequested) -> tuple[object, ...]:
    whom = (fact.recipient_kind, fact.recipient_id)
    return (fact.rule_code, fact.channel, *whom, fact.place_id, fact.subject_id, fact.event_id)


def _write(cursor: Cursor[Any], statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


@dataclass(frozen=True)
class DeliveryRow:
    """`position` is the request's in the log: later ones are higher."""

    delivery_id: UUID
    position: int
    rule_code: str
    channel: str
    recipient_kind: str
    recipient_id: UUID
    place_id: UUID
    subject_id: UUID
    event_id: UUID
    requested_at: datetime
    status: str
    reason_code: str | None
    settled_at: datetime | None


async def unsettled(connection: AsyncConnection, channel: str, most: int) -> list[UUID]:
    """The oldest deliveries of a channel whose outcome the view has not seen."""
    rows = await (await connection.execute(UNSETTLED, (channel, most))).fetchall()
    return [delivery_id for (delivery_id,) in rows]


async def delivery(connection: AsyncConnection, delivery_id: UUID) -> DeliveryRow | None:
    async with connection.cursor(row_factory=class_row(DeliveryRow)) as cursor:
        return await (await cursor.execute(ONE, (delivery_id,))).fetchone()


def until(delivery: DeliveryRow, last: date) -> DeliveryRow:
    """The delivery as it stood at the end of the day."""
    if delivery.settled_at is None or civil_day(delivery.settled_at) <= last:
        return delivery
    return replace(delivery, status="requested", reason_code=None, settled_at=None)


@dataclass(frozen=True)
class Search:
    """Deliveries at these places, of each what was requested until the end of a day (`date.max`:
    ever) and as it stood then; requested before a position, of one status or any."""

    places: Mapping[UUID, date]
    before: int
    status: str | None = None


async def deliveries(connection: AsyncConnection, search: Search, most: int) -> list[DeliveryRow]:
    """The latest first."""
    async with connection.cursor(row_factory=class_row(DeliveryRow)) as cursor:
        return await (
            await cursor.execute(
                PAGE,
                {
                    "places": list(search.places),
                    "untils": list(search.places.values()),
                    "before": search.before,
                    "status": search.status,
                    "most": most,
                },
            )
        ).fetchall()
