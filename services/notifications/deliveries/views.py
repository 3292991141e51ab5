"""The deliveries with what became of them: table `deliveries`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, Cursor

from services.notifications.deliveries.delivery import (
    DeliveryAccepted,
    DeliveryFact,
    DeliveryRejected,
    DeliveryRequested,
)
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.writing import write_rows
from shared.vocabulary.calendar import VIETNAM, civil_day

REQUEST = """
insert into {table} (delivery_id, position, requested_at, rule_code, channel, recipient_kind,
    recipient_id, place_id, subject_id, event_id)
select * from unnest(%s::uuid[], %s::bigint[], %s::timestamptz[], %s::text[], %s::text[],
    %s::text[], %s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[])
"""
SETTLE = """
update {table} d set status = s.status, reason_code = s.reason_code, settled_at = s.at
from unnest(%s::uuid[], %s::text[], %s::text[], %s::timestamptz[])
    as s (delivery_id, status, reason_code, at)
where d.delivery_id = s.delivery_id
"""
UNSETTLED = """
select delivery_id from deliveries where channel = %s and status = 'requested'
order by position limit %s
"""
COLUMNS = """
select position, delivery_id, rule_code, channel, recipient_kind, recipient_id, place_id,
    subject_id, event_id, requested_at
"""
ONE = f"""{COLUMNS}, status, reason_code, settled_at
from deliveries where delivery_id = %(delivery_id)s
"""
PAGE = f"""{COLUMNS},
    case when settled_by then status else 'requested' end as status,
    case when settled_by then reason_code end as reason_code,
    case when settled_by then settled_at end as settled_at
from (
    select *, coalesce((settled_at at time zone '{VIETNAM}')::date <= until, false) as settled_by
    from deliveries
    join unnest(%(places)s::uuid[], %(untils)s::date[]) as seen (place_id, until) using (place_id)
    where position < %(after)s and (requested_at at time zone '{VIETNAM}')::date <= until
) as shown
where %(status)s::text is null
    or case when settled_by then status else 'requested' end = %(status)s
order by position desc limit %(most)s
"""
"""At these places, of each what was requested until the end of a day (`date.max`: ever) and as it
stood then; of one status or any, the latest first."""


class Deliveries(OfOwnFacts):
    name = "deliveries"
    version = 1
    hears = (DeliveryRequested, DeliveryAccepted, DeliveryRejected)
    tables = ("deliveries",)

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
        deliveries = table(self, "deliveries")
        write_rows(cursor, REQUEST.format(table=deliveries), requested)
        write_rows(cursor, SETTLE.format(table=deliveries), settled)


def _asked(fact: DeliveryRequested) -> tuple[object, ...]:
    whom = (fact.recipient_kind, fact.recipient_id)
    return (fact.rule_code, fact.channel, *whom, fact.place_id, fact.subject_id, fact.event_id)


@dataclass(frozen=True)
class DeliveryRow:
    """`position` is the request's in the log: later ones are higher."""

    position: int
    delivery_id: UUID
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


def until(delivery: DeliveryRow, last: date) -> DeliveryRow:
    """The delivery as it stood at the end of the day."""
    if delivery.settled_at is None or civil_day(delivery.settled_at) <= last:
        return delivery
    return replace(delivery, status="requested", reason_code=None, settled_at=None)
