"""From Kafka's messages to records, and to dead letters.

Reading never raises: a record that cannot be read carries its reason instead of an event.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from confluent_kafka import Message

from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.contracts.envelope import Stamp
from shared.messaging.dead_letters import Cause, Contents, Letter
from shared.messaging.dead_letters.letters import plain
from shared.messaging.envelope import log_id_of
from shared.messaging.heard import Heard
from shared.messaging.listener.reading.judging import Judge, Meaning, size_of
from shared.messaging.listener.reading.placing import KEY_LENGTH, partitions_of
from shared.messaging.listener.settings import Hearer
from shared.messaging.raw import NameNotText, headers_as_sent
from shared.vocabulary.calendar import Clock, system_clock

Partition = tuple[str, int]
"""A topic without prefix, and the number of one of its partitions."""


class Record(msgspec.Struct, frozen=True, gc=False):
    """A message and what it means here (`judging.Meaning`)."""

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


class RecordReader:
    """Knows what one listener hears, topic by topic."""

    def __init__(self, hearer: Hearer, prefix: str = "", clock: Clock = system_clock) -> None:
        self._prefix = len(prefix)
        self._clock = clock
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
        judge = self._judge(run.topic)
        records = []
        for message in run.messages:
            stamp, heard, reason = judge.message(message)
            offset = offset_of(message)
            records.append(Record(run.partition, offset, message, stamp, heard, reason))
        return _in_their_place(run.partition, records)

    def understand(self, topic: str, stored: Contents) -> Meaning:
        """What a stored record means to the code and the clock of today."""
        return self._judge(topic).record(stored.headers, stored.key, stored.value)

    def _judge(self, topic: str) -> Judge:
        return Judge(topic, self._types.get(topic, frozenset()), self._clock())


_NO_KEY = bytes(KEY_LENGTH)


def _in_their_place(partition: Partition, records: list[Record]) -> list[Record]:
    """Without belief in what belongs to another partition: a copy there would count once more."""
    keys: list[bytes] = [_bytes(record.message.key()) or b"" for record in records]
    known = [key if len(key) == KEY_LENGTH else _NO_KEY for key in keys]
    placed = partitions_of(known, TOPIC_BY_NAME[partition[0]].partitions)
    if all(right == partition[1] for right in placed):
        return records
    return [
        disbelieved(record, Cause.WRONG_PARTITION)
        if record.stamp is not None and known[n] is not _NO_KEY and placed[n] != partition[1]
        else record
        for n, record in enumerate(records)
    ]


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
    except NameNotText:
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


def disbelieved(record: Record, reason: str) -> Record:
    """The same, of which nothing it says of itself counts."""
    return msgspec.structs.replace(record, stamp=None, heard=None, reason=reason)


def letter_of(record: Record, reason: str, detail: str = "") -> Letter:
    """The record as a dead letter; of one larger than ours can be, only what it was."""
    message = record.message
    headers, key, value = headers_of(message), _bytes(message.key()), _bytes(message.value())
    claimed = dict(headers)
    stamp = record.stamp
    if reason == Cause.TOO_LARGE:
        detail = f"{size_of(headers, key, value)} bytes, not kept: it can only be discarded"
        headers, key, value = [], None, None
    return Letter(
        topic=record.partition[0],
        partition=record.partition[1],
        offset=record.offset,
        record_hash=hash_of(message),
        subject=None if (subject := subject_of(record)) is None else plain(subject),
        event_type=plain((claimed.get("ce_type") or b"").decode("utf-8", "replace")) or None,
        sequence=stamp.sequence if stamp else None,
        log_id=_log_id(claimed.get("ce_logid")),
        reason=reason,
        detail=detail,
        key=key,
        value=value,
        headers=headers,
    )


def _log_id(header: bytes | None) -> str | None:
    try:
        return log_id_of(header or b"")
    except ValueError:
        return None


def events_in(records: Sequence[Record]) -> list[Heard]:
    return [record.heard for record in records if record.heard is not None]
