"""The headers of a record exactly as our relays write them, read at half the cost.

A listener spends most of its time on headers. Whatever is the least unusual goes through
`envelope.decode_headers`, which alone decides what is unreadable.
"""

from datetime import datetime
from typing import Any

from shared.contracts.catalogue import EVENT_BY_TYPE
from shared.contracts.envelope import Stamp
from shared.messaging.dead_letters.letters import Headers
from shared.messaging.envelope import LARGEST_SEQUENCE, SEQUENCE_DIGITS

# Looked up as bytes: one string for each type, whatever number of records.
_TYPES = {event_type.encode(): event_type for event_type in EVENT_BY_TYPE}
_VERSION, _CONTENT = b"1.0", b"application/json"


def usual_stamp(headers: Headers) -> Stamp | None:
    """What `decode_headers` would answer; None when that has to be asked."""
    given: dict[str, Any] = dict(headers)
    try:
        digits, trace = given["ce_sequence"], given.get("traceparent")
        usual = (
            given["ce_specversion"] == _VERSION
            and given["content-type"] == _CONTENT
            and len(digits) == SEQUENCE_DIGITS
            and digits.isdigit()
            and 0 < int(digits) <= LARGEST_SEQUENCE
        )
        stamp = Stamp(
            given["ce_id"].decode(),
            _TYPES[given["ce_type"]],
            given["ce_source"].decode(),
            given["ce_subject"].decode(),
            datetime.fromisoformat(given["ce_time"].decode()),
            int(digits),
            trace.decode("ascii", "replace") if trace else None,
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
    complete = stamp.id and stamp.source and stamp.subject and stamp.time.tzinfo is not None
    return stamp if usual and complete else None
