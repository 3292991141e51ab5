"""Histories, many streams in one query, folded into states."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from shared.eventstore import arrays
from shared.eventstore.facts import fold
from shared.eventstore.gathering import Gathering
from shared.eventstore.line import Line
from shared.eventstore.mapper import FactMapper, UnknownFact
from shared.eventstore.snapshots import INTERVAL, Snapshots

Wanted = tuple[UUID, type[Any]]
STREAMS_OF_A_ROUND = 5_000


@dataclass(frozen=True, slots=True)
class Folded:
    """A stream's state after its first `version` facts."""

    version: int
    state: Any


class Reader:
    """Concurrent reads of a process go to the server together."""

    def __init__(self, line: Line, mapper: FactMapper) -> None:
        self._line, self._mapper = line, mapper
        self._snapshots = Snapshots(line)
        self._gathering = Gathering(self._answer, _fitting)

    async def read(self, wanted: Sequence[Wanted]) -> dict[Wanted, Folded]:
        """Each stream as the given type of state; of an unknown stream the empty state."""
        return await self._gathering.ask(wanted)

    async def keep(self, states: Mapping[Wanted, Folded]) -> None:
        """Write snapshots of recorded states that just passed another `INTERVAL` of facts."""
        grown = {
            item: (f.version, f.state) for item, f in states.items() if f.version % INTERVAL == 0
        }
        if grown:
            await self._snapshots.keep(grown, dict.fromkeys(grown, 0))

    async def _answer(
        self, questions: Sequence[Sequence[Wanted]]
    ) -> Sequence[dict[Wanted, Folded] | Exception]:
        wanted = list(dict.fromkeys(item for question in questions for item in question))
        try:
            found = await self._fold(wanted)
        except psycopg.Error as fault:
            return [fault] * len(questions)
        except (UnknownFact, msgspec.MsgspecError) as fault:
            if len(questions) == 1:
                return [fault]
            # One history cannot be read: its reader alone shall fail.
            return [reply for one in questions for reply in await self._answer([one])]
        return [{item: found[item] for item in question} for question in questions]

    async def _fold(self, wanted: Sequence[Wanted]) -> dict[Wanted, Folded]:
        begin = {item: Folded(0, item[1]()) for item in wanted}
        for item, (version, state) in (await self._snapshots.latest(wanted)).items():
            begin[item] = Folded(version, state)
        histories: dict[Wanted, list[tuple[int, Any]]] = {item: [] for item in wanted}
        for n, version, type_, data in await self._facts(begin):
            histories[wanted[n - 1]].append((version, self._mapper.decode(type_, data)))
        folded = {item: _evolve(begin[item], history) for item, history in histories.items()}
        await self._snapshots.keep(
            {item: (new.version, new.state) for item, new in folded.items()},
            {item: old.version for item, old in begin.items()},
        )
        return folded

    async def _facts(self, begin: dict[Wanted, Folded]) -> list[Any]:
        return await self._line.ask(
            "select w.n, l.version, l.type, l.data"
            " from unnest(%s, %s) with ordinality as w (stream_id, after, n)"
            " cross join lateral (select version, type, data from log"
            "  where stream_id = w.stream_id and version > w.after order by version) l",
            [
                arrays.uuids([stream for stream, _ in begin]),
                # Streams of this store begin at 1, those of the library may begin at 0.
                arrays.bigints([folded.version or -1 for folded in begin.values()]),
            ],
        )


def _evolve(begin: Folded, history: Sequence[tuple[int, Any]]) -> Folded:
    if not history:
        return begin
    return Folded(history[-1][0], fold(begin.state, (fact for _, fact in history)))


def _fitting(waiting: Iterable[Sequence[Wanted]]) -> int:
    streams = 0
    for n, question in enumerate(waiting):
        streams += len(question)
        if n and streams > STREAMS_OF_A_ROUND:
            return n
    return n + 1
