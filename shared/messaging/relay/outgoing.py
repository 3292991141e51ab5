"""From facts of the log to the records that publish them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final
from uuid import UUID

import msgspec

from shared.contracts.catalogue import topics_of
from shared.contracts.envelope import Contract, Stamp
from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper, StoredFact
from shared.messaging.envelope import Unreadable, decode_event, encode, identity, source_of
from shared.messaging.producer import LARGEST_RECORD, Outgoing
from shared.messaging.relay.faults import CannotPublish
from shared.vocabulary.tracing import exact_traceparent

FIELD: Final = re.compile(r"`[^`]*`$")
"""Where msgspec says that something is wrong; what stands before it may quote a value."""

_identity = lru_cache(64)(identity)
"""A hash is a third of the work; whoever asks before recording asks for the same few again."""


@dataclass(frozen=True)
class Outbox:
    """What a service tells the others: how its facts are read, and what each of them publishes
    (nothing, or at most one event per topic). What `translate` says hangs on the fact and its
    stream alone, never on when and where it was recorded: it is asked before that, too."""

    service: str
    mapper: FactMapper
    translate: Callable[[Recorded[Any]], Sequence[Contract]]

    @cached_property
    def topics(self) -> frozenset[str]:
        """The service's own, without prefix."""
        return frozenset(topic.name for topic in topics_of(self.service))

    def events(self, row: StoredFact) -> list[Contract]:
        """What a fact publishes. Raises CannotPublish when it cannot be read or translated."""
        try:
            return list(self.translate(self.mapper.recorded(row)))
        except Exception as error:
            raise CannotPublish(row, f"cannot be told to others: {_described(error)}") from error


def records(outbox: Outbox, log_id: UUID, page: Sequence[StoredFact]) -> list[Outgoing]:
    """All that the page publishes, in the log's order. Raises CannotPublish, of the first fact
    that may not or cannot be published."""
    return [record for row in page for record in _of_fact(outbox, log_id, row)]


def _of_fact(outbox: Outbox, log_id: UUID, row: StoredFact) -> Iterator[Outgoing]:
    topics: set[str] = set()
    for event in outbox.events(row):
        if event.TOPIC not in outbox.topics or event.TOPIC in topics:
            raise CannotPublish(row, f"{event.TYPE} does not belong on its topic")
        topics.add(event.TOPIC)
        record = _record(outbox.service, log_id, row, event)
        if record.size > LARGEST_RECORD:
            raise CannotPublish(row, f"{event.TYPE} has {record.size} bytes")
        yield record


def _record(service: str, log_id: UUID, row: StoredFact, event: Contract) -> Outgoing:
    """A struct checks its fields when read, not when made; what is published is for ever."""
    try:
        key, value, headers = encode(event, _stamp(service, log_id, row, event))
        decode_event(event.TYPE, value)
    except Exception as error:
        what = f"{event.TYPE} breaks its contract: {_described(error)}"
        raise CannotPublish(row, what) from error
    return Outgoing(event.TOPIC, key, value, headers, row.id)


def _stamp(service: str, log_id: UUID, row: StoredFact, event: Contract) -> Stamp:
    return Stamp(
        id=_identity(log_id, row.id, event.TYPE),
        type=event.TYPE,
        source=source_of(service),
        subject=str(event.subject),
        log_id=str(log_id),
        time=row.recorded_at,
        sequence=row.id,
        traceparent=exact_traceparent(row.origin.traceparent),
    )


def _described(error: BaseException) -> str:
    """Which kind of fault, in which field; never a value, which may be somebody's name."""
    while isinstance(error, Unreadable) and error.__context__ is not None:
        error = error.__context__
    field = FIELD.search(str(error)) if isinstance(error, msgspec.ValidationError) else None
    return f"{type(error).__name__}{f' at {field.group()}' if field else ''}"
