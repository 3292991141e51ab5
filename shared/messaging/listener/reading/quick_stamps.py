"""The headers of a record exactly as our relays write them, read at half the cost.

A listener spends most of its time on headers. Whatever is the least unusual goes through
`envelope.decode_headers`, which alone decides what is unreadable.
"""

from datetime import datetime
from typing import Any, Final

from shared.contracts.catalogue import EVENT_BY_TYPE, TOPICS
from shared.contracts.envelope import Stamp, schema_of, source_of
from shared.messaging.dead_letters.letters import Headers
from shared.messaging.envelope import (
    LARGEST_SEQUENCE,
    LOG_FORMAT,
    LONGEST_HEADER,
    OUR_FORMAT,
    SEQUENCE_DIGITS,
    log_id_of,
    traceparent_of,
)

# Looked up as bytes: one string for each, whatever number of records.
_TYPES = {event_type.encode(): event_type for event_type in EVENT_BY_TYPE}
_SCHEMAS = {event_type.encode(): schema_of(event_type).encode() for event_type in EVENT_BY_TYPE}
_SOURCES = {source_of(topic.owner).encode(): source_of(topic.owner) for topic in TOPICS}
_VERSION, _CONTENT = b"1.0", b"application/json"

LARGEST_HEADERS: Final = 2_000
"""Bytes of all headers that are read the quick way, names too: none of them has room for more."""
_WITHOUT_TRACE: Final = 11
_UUID: Final = 36


def quick_stamp(headers: Headers) -> Stamp | None:
    """What `decode_headers` would answer; None when that has to be asked."""
    given: dict[str, Any] = dict(headers)
    try:
        name, subject, kind = given["ce_id"], given["ce_subject"], given["ce_type"]
        digits, time, trace = given["ce_sequence"], given["ce_time"], given.get("traceparent")
        usual = (
            given["ce_specversion"] == _VERSION
            and given["content-type"] == _CONTENT
            and given["ce_dataschema"] == _SCHEMAS[kind]
            and given[LOG_FORMAT] == OUR_FORMAT
            and len(name) == _UUID == len(subject)
            and len(digits) == SEQUENCE_DIGITS
            and digits.isdigit()
            and len(headers) == _WITHOUT_TRACE + (trace is not None)
            and len(time) + len(trace or b"") <= LONGEST_HEADER
        )
        stamp = Stamp(
            name.decode(),
            _TYPES[kind],
            _SOURCES[given["ce_source"]],
            subject.decode(),
            datetime.fromisoformat(time.decode()),
            int(digits),
            log_id_of(given["ce_logid"]),
            traceparent_of(trace) if trace else None,
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
    # The year: an instant in any zone.
    sane = 0 < stamp.sequence <= LARGEST_SEQUENCE and 1 < stamp.time.year < 9999
    return stamp if usual and sane and stamp.time.tzinfo is not None else None
