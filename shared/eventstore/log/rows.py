"""Rows of the log as they come from the server."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from shared.eventstore.facts import Origin
from shared.eventstore.mapper import StoredFact

COLUMNS = (
    "position, stream_id, version, type, data, recorded_at,"
    " actor, correlation_id, causation_id, traceparent"
)


def stored_fact(row: Sequence[Any]) -> StoredFact:
    """Of a row of `COLUMNS`; the instant in UTC."""
    position, stream_id, version, type_, data, recorded_at, *origin = row
    return StoredFact(
        originator_id=stream_id,
        originator_version=version,
        topic=type_,
        state=bytes(data),
        id=position,
        recorded_at=recorded_at.astimezone(UTC),
        origin=Origin(*origin),
    )
