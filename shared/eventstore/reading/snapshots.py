"""Folded states kept beside long streams, so that reading one need not begin at its first fact.

A state class takes part by naming itself: `TYPE` and `STATE_VERSION`; a new version leaves the old
snapshots unread. It is written as JSON, so its fields must be typed.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from shared.eventstore.log.steady import SteadyConnection
from shared.postgres import arrays

INTERVAL = 200

Wanted = tuple[UUID, type[Any]]


def snapshot_type(state: type[Any]) -> str | None:
    """The name its snapshots are stored under; None for a state that takes no part."""
    name = getattr(state, "TYPE", None)
    return None if name is None else f"{name}/{state.STATE_VERSION}"


class Snapshots:
    """Of the streams of one log."""

    def __init__(self, line: SteadyConnection) -> None:
        self._line = line

    async def latest(self, wanted: Sequence[Wanted]) -> dict[Wanted, tuple[int, Any]]:
        """Version and state of each stream that has a snapshot of this type of state."""
        asked = {(s, name): (s, kind) for s, kind in wanted if (name := snapshot_type(kind))}
        if not asked:
            return {}
        rows = await self._line.ask(
            "select w.stream_id, w.type, s.version, s.data"
            " from unnest(%s, %s) as w (stream_id, type)"
            " cross join lateral (select version, data from snapshots"
            "  where stream_id = w.stream_id and type = w.type order by version desc limit 1) s",
            [arrays.uuids([s for s, _ in asked]), arrays.texts([name for _, name in asked])],
        )
        return {
            (item := asked[stream, name]): (version, msgspec.json.decode(data, type=item[1]))
            for stream, name, version, data in rows
        }

    async def keep(
        self, states: Mapping[Wanted, tuple[int, Any]], since: Mapping[Wanted, int]
    ) -> None:
        """Write those that grew by `INTERVAL` facts or more since the version named."""
        rows = [
            (stream, version, name, msgspec.json.encode(state))
            for (stream, kind), (version, state) in states.items()
            if version - since[stream, kind] >= INTERVAL and (name := snapshot_type(kind))
        ]
        if not rows:
            return
        await self._line.ask(
            "with kept as (insert into snapshots select * from unnest(%s, %s, %s, %s)"
            " on conflict do nothing returning stream_id, version, type)"
            " delete from snapshots s using kept k"
            " where (s.stream_id, s.type) = (k.stream_id, k.type) and s.version < k.version",
            [
                arrays.uuids([row[0] for row in rows]),
                arrays.bigints([row[1] for row in rows]),
                arrays.texts([row[2] for row in rows]),
                arrays.blobs([row[3] for row in rows]),
            ],
        )
