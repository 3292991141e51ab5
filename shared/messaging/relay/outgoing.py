"""From a page of the log to the records that publish it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.contracts.catalogue import topics_of
from shared.contracts.envelope import Contract, Stamp
from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper, StoredFact
from shared.eventstore.rows import COLUMNS, stored_fact
from shared.messaging.envelope import Unreadable, decode_event, encode, identity, source_of
from shared.messaging.producer import Outgoing
from shared.messaging.relay.faults import CannotPublish
from shared.messaging.relay.mark import Connection
from shared.messaging.relay.settings import RelaySettings


@dataclass(frozen=True)
class Outbox:
    """What a service tells the others: how its facts are read, and what each of them publishes
    (nothing, or at most one event per topic)."""

    service: str
    mapper: FactMapper
    translate: Callable[[Recorded[Any]], Sequence[Contract]]


def read_page(connection: Connection, after: int, settings: RelaySettings) -> list[StoredFact]:
    """The next facts of the log: so many, or so many bytes, but one at least."""
    rows = connection.cursor(binary=True).execute(
        f"select {COLUMNS} from (select *, sum(octet_length(data)) over (order by position)"
        " - octet_length(data) as before from (select * from log where position > %s"
        " order by position limit %s) following) page where before < %s order by position",
        [after, settings.page_facts, settings.page_bytes],
    )
    return [stored_fact(row) for row in rows.fetchall()]


def records(outbox: Outbox, log_id: UUID, page: Sequence[StoredFact]) -> list[Outgoing]:
    """All that the page publishes, in the log's order. Raises CannotPublish."""
    own = {topic.name for topic in topics_of(outbox.service)}
    return [record for row in page for record in _of_fact(outbox, log_id, own, row)]


def _of_fact(outbox: Outbox, log_id: UUID, own: set[str], row: StoredFact) -> Iterator[Outgoing]:
    topics: set[str] = set()
    for event in outbox.translate(outbox.mapper.recorded(row)):
        if event.TOPIC not in own or event.TOPIC in topics:
            raise CannotPublish(f"position {row.id}: {event.TYPE} does not belong on its topic")
        topics.add(event.TOPIC)
        key, value, headers = encode(event, _stamp(outbox.service, log_id, row, event))
        _must_be_readable(row.id, event, value)
        yield Outgoing(event.TOPIC, key, value, headers, row.id)


def _stamp(service: str, log_id: UUID, row: StoredFact, event: Contract) -> Stamp:
    return Stamp(
        id=identity(log_id, row.id, event.TYPE),
        type=event.TYPE,
        source=source_of(service),
        subject=str(event.subject),
        log_id=str(log_id),
        time=row.recorded_at,
        sequence=row.id,
        traceparent=row.origin.traceparent,
    )


def _must_be_readable(position: int, event: Contract, value: bytes) -> None:
    """A struct checks its fields when read, not when made; what is published is for ever."""
    try:
        decode_event(event.TYPE, value)
    except Unreadable as error:
        reason = f"position {position}: {event.TYPE} breaks its contract: {error.__context__}"
        raise CannotPublish(reason) from None
