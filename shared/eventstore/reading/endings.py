"""How streams end so far, and all that stands on them."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from shared.eventstore.log.steady import SteadyConnection
from shared.postgres import arrays

_ENDED: Final = """
select w.stream_id from unnest(%s) as w (stream_id) cross join lateral (
    select type, actor from log where stream_id = w.stream_id order by version desc limit 1) l
where l.type = any(%s) and starts_with(l.actor, %s)
"""
_SAID: Final = """
select stream_id, type, data from log where stream_id = any(%s) order by stream_id, version
"""


async def ended_by(
    line: SteadyConnection, streams: Collection[UUID], types: Sequence[str], actors: str
) -> list[UUID]:
    """Those of the streams whose last fact is of one of these types, by an actor whose name begins
    so."""
    asked = [arrays.uuids(list(streams)), arrays.texts(types), actors]
    return [stream for (stream,) in await line.ask(_ENDED, asked)]


async def all_said(
    line: SteadyConnection, streams: Sequence[UUID]
) -> Sequence[tuple[UUID, str, bytes]]:
    """Of each stream every fact's type and data, in their order."""
    if not streams:
        return []
    rows = await line.ask(_SAID, [arrays.uuids(streams)])
    return [(stream, type_, bytes(data)) for stream, type_, data in rows]
