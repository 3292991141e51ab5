"""The outer form of a record on Kafka: CloudEvents 1.0 in binary mode, written strictly, read
tolerantly.

What comes from Kafka may have been written by anybody: a header may be missing, empty or binary.
Nothing here raises anything but `Unreadable`, whose reason is a closed code.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final
from uuid import UUID

import msgspec
import uuid_utils

from shared.contracts.catalogue import EVENT_BY_TYPE
from shared.contracts.envelope import Contract, Stamp, schema_of
from shared.contracts.envelope import source_of as source_of
from shared.eventstore.log.format import FORMAT, UNSAID
from shared.vocabulary.tracing import exact_traceparent

Header = tuple[str, bytes]
Encoded = tuple[bytes, bytes, list[Header]]

LARGEST_SEQUENCE: Final = 2**63 - 1
SEQUENCE_DIGITS: Final = 20
LONGEST_HEADER: Final = 200
"""Characters of a header of ours; the longest that our relays write has about eighty."""

LOG_FORMAT: Final = "ce_logformat"
OUR_FORMAT: Final = b"%d" % FORMAT


class Reason(StrEnum):
    """Why a record cannot be read. Stored with dead letters and counted: codes are never reused."""

    HEADERS_MISSING = "headers-missing"
    HEADER_NOT_TEXT = "header-not-text"
    SPECVERSION_UNKNOWN = "specversion-unknown"
    CONTENT_NOT_JSON = "content-not-json"
    SEQUENCE_UNREADABLE = "sequence-unreadable"
    HEADER_TOO_LONG = "header-too-long"
    LOG_ID_UNREADABLE = "log-id-unreadable"
    TIME_UNREADABLE = "time-unreadable"
    VALUE_UNREADABLE = "value-unreadable"


class Unreadable(Exception):
    """A record that nobody here can make sense of; it is parked, never skipped."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


def identity(log_id: UUID, position: int, event_type: str) -> str:
    """The `ce_id`: sending a fact again gives the same one, whoever sends it. It is the UUID of
    version 5 of "position/type" in the name space of the log."""
    return _identity(str(log_id), position, event_type)


def has_its_identity(stamp: Stamp) -> bool:
    """Whether the `ce_id` is that of the log, sequence and type that the record claims."""
    return stamp.id == _identity(stamp.log_id, stamp.sequence, stamp.type)


def _identity(log_id: str, position: int, event_type: str) -> str:
    """Not by the standard library, which takes four times as long: every record is asked for it."""
    return str(uuid_utils.uuid5(_space_of(log_id), f"{position}/{event_type}"))


@lru_cache(maxsize=256)
def _space_of(log_id: str) -> uuid_utils.UUID:
    return uuid_utils.UUID(log_id)


@lru_cache(maxsize=256)
def log_id_of(header: bytes) -> str:
    """A UUID in the one form in which relays write it. Raises ValueError."""
    text = header.decode()
    if str(UUID(text)) != text:
        raise ValueError("not in its usual form")
    return text


_encoder = msgspec.json.Encoder()
_FIXED: dict[str, list[Header]] = {
    event_type: [
        ("ce_specversion", b"1.0"),
        ("ce_type", event_type.encode()),
        ("ce_dataschema", schema_of(event_type).encode()),
        ("content-type", b"application/json"),
    ]
    for event_type in EVENT_BY_TYPE
}


def encode(event: Contract, stamp: Stamp) -> Encoded:
    """Key, value and headers of the record. The stamp's type must be the event's."""
    if stamp.type != event.TYPE:
        raise ValueError(f"a stamp of {stamp.type} on an event of {event.TYPE}")
    headers = [
        *_FIXED[event.TYPE],
        ("ce_id", stamp.id.encode()),
        ("ce_source", stamp.source.encode()),
        ("ce_subject", stamp.subject.encode()),
        ("ce_time", stamp.time.isoformat().encode()),
        ("ce_sequence", b"%020d" % stamp.sequence),
        ("ce_logid", stamp.log_id.encode()),
        (LOG_FORMAT, OUR_FORMAT),
    ]
    if stamp.traceparent is not None:
        headers.append(("traceparent", stamp.traceparent.encode()))
    return stamp.subject.encode(), _encoder.encode(event), headers


def decode_headers(headers: Sequence[tuple[str, bytes | None]] | None) -> Stamp:
    """What the headers say; raises Unreadable. Headers not ours are passed over unread."""
    try:
        given = dict(headers or ())
    except (TypeError, ValueError):
        raise Unreadable(Reason.HEADERS_MISSING) from None
    if _text(given, "ce_specversion") != "1.0":
        raise Unreadable(Reason.SPECVERSION_UNKNOWN)
    content = given.get("content-type")
    if content is not None and not content.startswith(b"application/json"):
        raise Unreadable(Reason.CONTENT_NOT_JSON)
    return Stamp(
        id=_text(given, "ce_id"),
        type=_text(given, "ce_type"),
        source=_text(given, "ce_source"),
        subject=_text(given, "ce_subject"),
        time=_time(given),
        sequence=_sequence(given),
        log_id=_log_id(given),
        traceparent=_traceparent(given),
    )


def format_of(headers: Sequence[tuple[str, bytes | None]]) -> int:
    """Of the log that a record of ours is from; that of the releases which said none, for whatever
    is no number."""
    digits = dict(headers).get(LOG_FORMAT) or b""
    return int(digits) if digits.isdigit() and len(digits) <= SEQUENCE_DIGITS else UNSAID


def decode_event(event_type: str, value: bytes | None) -> Contract | None:
    """The event itself; None for a type this code does not know. Raises Unreadable."""
    decoder = _DECODERS.get(event_type)
    if decoder is None:
        return None
    try:
        return decoder.decode(value or b"").legible()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Unreadable(Reason.VALUE_UNREADABLE) from None


_DECODERS: dict[str, msgspec.json.Decoder[Contract]] = {
    event_type: msgspec.json.Decoder(event) for event_type, event in EVENT_BY_TYPE.items()
}


def _text(given: dict[str, bytes | None], name: str) -> str:
    value = given.get(name)
    if not value:
        raise Unreadable(Reason.HEADERS_MISSING)
    if len(value) > LONGEST_HEADER:
        raise Unreadable(Reason.HEADER_TOO_LONG)
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise Unreadable(Reason.HEADER_NOT_TEXT) from None


def _log_id(given: dict[str, bytes | None]) -> str:
    text = _text(given, "ce_logid")
    try:
        return log_id_of(text.encode())
    except ValueError:
        raise Unreadable(Reason.LOG_ID_UNREADABLE) from None


def _sequence(given: dict[str, bytes | None]) -> int:
    """Twenty digits naming a position; a row of PostgreSQL must be able to hold it."""
    digits = given.get("ce_sequence")
    if not digits:
        raise Unreadable(Reason.HEADERS_MISSING)
    if len(digits) != SEQUENCE_DIGITS or not digits.isdigit():
        raise Unreadable(Reason.SEQUENCE_UNREADABLE)
    sequence = int(digits)
    if not 0 < sequence <= LARGEST_SEQUENCE:
        raise Unreadable(Reason.SEQUENCE_UNREADABLE)
    return sequence


def _time(given: dict[str, bytes | None]) -> datetime:
    try:
        time = datetime.fromisoformat(_text(given, "ce_time"))
        time.astimezone(UTC)  # fails at the ends of the calendar
    except (ValueError, OverflowError):
        raise Unreadable(Reason.TIME_UNREADABLE) from None
    if time.tzinfo is None:
        raise Unreadable(Reason.TIME_UNREADABLE)
    return time


def _traceparent(given: dict[str, bytes | None]) -> str | None:
    return traceparent_of(given.get("traceparent"))


def traceparent_of(header: bytes | None) -> str | None:
    """Only for tracing: one that is not in its exact form is as good as none. It is kept with
    what it causes, and published again with that."""
    return exact_traceparent(header.decode("ascii", "replace")) if header else None
