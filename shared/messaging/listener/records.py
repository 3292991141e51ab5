"""From Kafka's messages to what was heard: this is where a listener spends its time.

Reading never raises: a record that cannot be read carries its reason instead of an event.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from confluent_kafka import Message

from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.contracts.envelope import Stamp
from shared.messaging.dead_letters import Cause, Letter
from shared.messaging.dead_letters.letters import Headers
from shared.messaging.envelope import (
    Reason,
    Unreadable,
    decode_event,
    decode_headers,
    source_of,
)
from shared.messaging.heard import Heard
from shared.messaging.listener.settings import Hearer
from shared.messaging.listener.usual import usual_stamp
from shared.messaging.raw import headers_as_sent

Partition = tuple[str, int]
"""A topic without prefix, and the number of one of its partitions."""


class Record(msgspec.Struct, frozen=True, gc=False):
    """A message and what it means here.

    No stamp: nothing it says of itself is believed, so it neither moves the sequence nor holds up
    a subject. A stamp but neither event nor reason: a type that is not heard.
    """

    partition: Partition
    offset: int
    message: Message
    stamp: Stamp | None
    heard: Heard | None
    reason: str | None


class Run(msgspec.Struct, frozen=True):
    """Messages of one partition, as they came in one batch."""

    partition: Partition
    messages: list[Message]

    @property
    def topic(self) -> str:
        return self.partition[0]

    @property
    def first(self) -> int:
        return offset_of(self.messages[0])

    @property
    def last(self) -> int:
        return offset_of(self.messages[-1])

    @property
    def has_holes(self) -> bool:
        return self.last - self.first != len(self.messages) - 1


class Ear:
    """Knows what one listener hears, topic by topic."""

    def __init__(self, hearer: Hearer, prefix: str = "") -> None:
        self._prefix = len(prefix)
        self._types: dict[str, frozenset[str]] = {}
        for event in hearer.hears:
            self._types[event.TOPIC] = self._types.get(event.TOPIC, frozenset()) | {event.TYPE}

    def runs(self, messages: Iterable[Message]) -> list[Run]:
        """By partition, in the order they came."""
        found: dict[tuple[str | None, int | None], list[Message]] = {}
        for message in messages:
            where = message.topic(), message.partition()
            run = found.get(where)
            if run is None:
                found[where] = [message]
            else:
                run.append(message)
        return [
            Run((str(topic)[self._prefix :], int(number or 0)), run)
            for (topic, number), run in found.items()
        ]

    def read(self, run: Run) -> list[Record]:
        topic = run.partition[0]
        types = self._types[topic]
        source = source_of(TOPIC_BY_NAME[topic].owner)
        records = []
        for message in run.messages:
            stamp, heard, reason = self._meaning(message, types, source)
            offset = offset_of(message)
            records.append(Record(run.partition, offset, message, stamp, heard, reason))
        return records

    def understand(
        self, topic: str, headers: Headers, value: bytes | None
    ) -> tuple[Stamp | None, Heard | None, str | None]:
        """What a stored record means to the code of today."""
        source = source_of(TOPIC_BY_NAME[topic].owner)
        return _understood(headers, value, self._types.get(topic, frozenset()), source)

    def _meaning(
        self, message: Message, types: frozenset[str], source: str
    ) -> tuple[Stamp | None, Heard | None, str | None]:
        try:
            headers: Any = headers_as_sent(message)  # the stubs allow text, the client gives bytes
        except (UnicodeDecodeError, SystemError):  # a header's name that is not text
            return None, None, Reason.HEADER_NOT_TEXT
        value: Any = message.value()
        return _understood(headers or (), value, types, source)


def _understood(
    headers: Headers, value: bytes | None, types: frozenset[str], source: str
) -> tuple[Stamp | None, Heard | None, str | None]:
    try:
        stamp = usual_stamp(headers) or decode_headers(headers)
    except Unreadable as unreadable:
        return None, None, unreadable.reason
    if stamp.source != source:
        return None, None, Cause.FOREIGN_SOURCE
    if stamp.type not in types:
        return stamp, None, None
    try:
        event = decode_event(stamp.type, value)
    except Unreadable as unreadable:
        return stamp, None, unreadable.reason
    return stamp, None if event is None else Heard(event, stamp), None


def offset_of(message: Message) -> int:
    offset = message.offset()
    assert offset is not None, "a message without error has an offset"
    return offset


def hash_of(message: Message) -> bytes:
    """Of all a record says; the same record sent again has the same one."""
    digest = hashlib.sha256()
    parts: list[bytes | None] = [_bytes(message.key()), _bytes(message.value())]
    for name, value in headers_of(message):
        parts += [name.encode("utf-8", "surrogateescape"), value]
    for part in parts:
        digest.update(b"-" if part is None else b"%d:" % len(part))
        digest.update(part or b"")
    return digest.digest()


def headers_of(message: Message) -> list[tuple[str, bytes | None]]:
    try:
        headers: Any = headers_as_sent(message)
    except (UnicodeDecodeError, SystemError):
        return []
    return list(headers or ())


def _bytes(given: bytes | str | None) -> bytes | None:
    return given.encode() if isinstance(given, str) else given


def subject_of(record: Record) -> str | None:
    """Only when the key says the same: Kafka orders by key, and what waits must stay in order."""
    if record.stamp is None:
        return None
    key = _bytes(record.message.key())
    return record.stamp.subject if key == record.stamp.subject.encode() else None


def letter_of(record: Record, reason: str, detail: str = "") -> Letter:
    """The record as a dead letter."""
    message, stamp = record.message, record.stamp
    headers = headers_of(message)
    claimed = dict(headers).get("ce_type") or b""
    return Letter(
        topic=record.partition[0],
        partition=record.partition[1],
        offset=record.offset,
        record_hash=hash_of(message),
        subject=subject_of(record),
        event_type=claimed.decode("utf-8", "replace") or None,
        sequence=stamp.sequence if stamp else None,
        reason=reason,
        detail=detail,
        key=_bytes(message.key()),
        value=_bytes(message.value()),
        headers=headers,
    )


def events_in(records: Sequence[Record]) -> list[Heard]:
    return [record.heard for record in records if record.heard is not None]
