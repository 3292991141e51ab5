"""What a record means here, and whether it is what it says it is.

Judging never raises. Whoever can write to a topic can write anything there: what is believed of a
record is only what the owner's relay would have sent, and what is kept of it is no more than that.
A forger who knows the rules is kept out by the broker's logins alone (SECURITY.md).
"""

from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from confluent_kafka import Message

from shared.contracts.catalogue import EVENT_BY_TYPE, TOPIC_BY_NAME
from shared.contracts.envelope import Stamp
from shared.eventstore.log.format import FORMAT
from shared.messaging.dead_letters import Cause
from shared.messaging.dead_letters.letters import Headers
from shared.messaging.envelope import (
    Reason,
    Unreadable,
    decode_event,
    decode_headers,
    format_of,
    has_its_identity,
    source_of,
)
from shared.messaging.heard import Heard
from shared.messaging.listener.reading.quick_stamps import LARGEST_HEADERS, quick_stamp
from shared.messaging.producer import LARGEST_RECORD
from shared.messaging.raw import NameNotText, headers_as_sent

FARTHEST_AHEAD: Final = timedelta(hours=24)
"""A record of a later time than our clock's and this is parked: one would spoil "data as of"."""

ANOTHER_FORMAT: Final = "another-format"
"""Of the owner, and of a release whose names this code does not know: it is not parked, and nothing
of its topic is heard (`formats.py`)."""

Meaning = tuple[Stamp | None, Heard | None, str | None]
"""No stamp: nothing it says of itself is believed, so it neither moves the sequence nor holds up
a subject. A stamp but neither event nor reason: a type that is not heard."""


class Judge:
    """Of the records of one topic, at one moment."""

    def __init__(self, topic: str, types: frozenset[str], now: datetime) -> None:
        self._topic = topic
        self._types = types
        self._source = source_of(TOPIC_BY_NAME[topic].owner)
        self._latest = now + FARTHEST_AHEAD

    def message(self, message: Message) -> Meaning:
        try:
            headers: Any = headers_as_sent(message)  # the stubs allow text, the client gives bytes
        except NameNotText:
            return None, None, Reason.HEADER_NOT_TEXT
        key: Any = message.key()
        value: Any = message.value()
        return self.record(headers or (), key, value)

    def record(self, headers: Headers, key: bytes | None, value: bytes | None) -> Meaning:
        stamp = quick_stamp(headers)
        if stamp is None or len(value or b"") > LARGEST_RECORD - LARGEST_HEADERS:
            if size_of(headers, key, value) > LARGEST_RECORD:
                return None, None, Cause.TOO_LARGE
            try:
                stamp = decode_headers(headers)
            except Unreadable as unreadable:
                return None, None, unreadable.reason
            if format_of(headers) != FORMAT and self._is_the_owners(stamp):
                return None, None, ANOTHER_FORMAT
        if (reason := self._disbelieved(stamp)) is not None:
            return None, None, reason
        if stamp.type not in self._types:
            return stamp, None, None
        if key is None or key != stamp.subject.encode():
            return None, None, Cause.SUBJECT_DIFFERS
        return self._event(stamp, key, value)

    def _is_the_owners(self, stamp: Stamp) -> bool:
        return stamp.source == self._source and has_its_identity(stamp)

    def _disbelieved(self, stamp: Stamp) -> str | None:
        if stamp.source != self._source:
            return Cause.FOREIGN_SOURCE
        if not has_its_identity(stamp):
            return Cause.IDENTITY_DIFFERS
        if stamp.type not in self._types:
            event = EVENT_BY_TYPE.get(stamp.type)
            if event is not None and self._topic != event.TOPIC:
                return Cause.WRONG_TOPIC
        return None

    def _event(self, stamp: Stamp, key: bytes, value: bytes | None) -> Meaning:
        try:
            event = decode_event(stamp.type, value)
        except Unreadable as unreadable:
            return stamp, None, unreadable.reason
        assert event is not None, "only types of this code are heard"
        if _write(event.subject)[1:-1] != key:
            return None, None, Cause.SUBJECT_DIFFERS
        if stamp.time > self._latest:
            return stamp, None, Cause.TIME_AHEAD
        return stamp, Heard(event, stamp), None


_write = msgspec.json.Encoder().encode
"""A UUID as quoted text, in a third of the time that `str` takes."""


def size_of(headers: Headers, key: bytes | None, value: bytes | None) -> int:
    """In bytes, as the producer counts them."""
    around = sum(len(name) + len(content or b"") for name, content in headers)
    return len(key or b"") + len(value or b"") + around
