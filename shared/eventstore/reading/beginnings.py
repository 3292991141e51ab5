"""How streams began: with a fact that says where the thing is, and that no later one changes."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, Final
from uuid import UUID

from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.mapper import FactMapper
from shared.postgres import arrays
from shared.postgres.gathering import Gathering

KEPT: Final = 10_000
STREAMS_OF_A_ROUND: Final = 1_000
FIRST: Final = (
    "select w.stream_id, l.type, l.data from unnest(%s) as w (stream_id)"
    " cross join lateral (select type, data from log"
    "  where stream_id = w.stream_id order by version limit 1) l"
)


BEGUN: Final = "select distinct stream_id from log where stream_id = any(%s)"


class Beginnings:
    """Of the streams of one log. Concurrent requests of a process ask together."""

    def __init__(self, line: SteadyConnection, mapper: FactMapper) -> None:
        self._line, self._mapper = line, mapper
        self._seen: dict[UUID, Any] = {}
        self._gathering = Gathering(self._answer, _fitting)

    async def seen(self, stream_id: UUID, sees: Callable[[Any], bool]) -> Any:
        """The fact the stream began with, if this asker sees it; else None.

        A stream that is not seen costs what one that never began costs, whatever it holds and
        whoever else asked for it: one look at the log for one fact."""
        if (known := self._seen.get(stream_id)) is not None and sees(known):
            return known
        first = await self._gathering.ask(stream_id)
        if first is None or not sees(fact := self._mapper.decode(*first)):
            return None
        self._remember(stream_id, fact)
        return fact

    async def _answer(self, streams: Sequence[UUID]) -> Sequence[tuple[str, bytes] | None]:
        asked = arrays.uuids(list(dict.fromkeys(streams)))
        rows = await self._line.ask(FIRST, [asked])
        found = {stream: (type_, data) for stream, type_, data in rows}
        return [found.get(stream) for stream in streams]

    def _remember(self, stream_id: UUID, fact: Any) -> None:
        if len(self._seen) >= KEPT:
            self._seen.clear()
        self._seen[stream_id] = fact


async def begun(line: SteadyConnection, streams: Sequence[UUID]) -> set[UUID]:
    """Which of these streams have a fact."""
    rows = await line.ask(BEGUN, [arrays.uuids(streams)])
    return {stream for (stream,) in rows}


def _fitting(waiting: Iterable[UUID]) -> int:
    return sum(1 for _ in islice(waiting, STREAMS_OF_A_ROUND))
