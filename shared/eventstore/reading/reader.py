"""Histories, many streams in one query, folded into states."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.eventstore.facts import fold, made_of
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.mapper import FactMapper
from shared.eventstore.reading.snapshots import INTERVAL, Snapshots
from shared.postgres import arrays
from shared.postgres.gathering import Gathering

Wanted = tuple[UUID, type[Any]]
STREAMS_OF_A_ROUND = 5_000
STRANGERS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Folded:
    """A stream's state after its first `version` facts.

    A stream of another kind than was asked for is not there: its state is the empty one, and it
    will never be another; nor may anything be added to it.
    """

    version: int
    state: Any
    is_of_another_kind: bool = False


class Reader:
    """Concurrent reads of a process go to the server together."""

    def __init__(self, line: SteadyConnection, mapper: FactMapper) -> None:
        self._line, self._mapper = line, mapper
        self._snapshots = Snapshots(line)
        self._strangers: set[Wanted] = set()
        self._made_of: dict[type[Any], frozenset[str] | None] = {}
        self._gathering = Gathering(self._answer, _fitting)

    async def read(self, wanted: Sequence[Wanted]) -> dict[Wanted, Folded]:
        """Each stream as the given type of state; the empty state of a stream that is unknown or
        of another kind. Raises `UnknownFact` or msgspec's error for facts that cannot be read."""
        return await self._gathering.ask(wanted)

    async def further(self, known: Mapping[Wanted, Folded]) -> dict[Wanted, Folded]:
        """States that were the log's, as they are now: only what was recorded since is read.
        Without those whose last fact is not there (the log was set back): nothing of them holds."""
        histories: dict[Wanted, list[tuple[int, Any]]] = {item: [] for item in known}
        wanted = list(known)
        last = {item: Folded(folded.version - 1, None) for item, folded in known.items()}
        for n, version, type_, data in await self._facts(last) if known else ():
            item = wanted[n - 1]
            histories[item].append((version, self._decode(item[1], type_, data)))
        return {
            item: _evolve(known[item], facts[1:])
            for item, facts in histories.items()
            if facts and facts[0][0] == known[item].version
        }

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
        asked = list(dict.fromkeys(item for question in questions for item in question))
        found = await self._fold([item for item in asked if item not in self._strangers])
        found |= {item: _stranger(item) for item in asked if item not in found}
        return [{item: found[item] for item in question} for question in questions]

    async def _fold(self, wanted: Sequence[Wanted]) -> dict[Wanted, Folded]:
        begin = {item: Folded(0, item[1]()) for item in wanted}
        for item, (version, state) in (await self._snapshots.latest(wanted)).items():
            begin[item] = Folded(version, state)
        histories: dict[Wanted, list[tuple[int, Any]]] = {item: [] for item in wanted}
        for n, version, type_, data in await self._facts(begin):
            item = wanted[n - 1]
            if item in histories:
                if (fact := self._decode(item[1], type_, data)) is None:
                    del histories[item]
                else:
                    histories[item].append((version, fact))
        self._remember({item for item in wanted if item not in histories})
        folded = {item: _evolve(begin[item], history) for item, history in histories.items()}
        await self._snapshots.keep(
            {item: (new.version, new.state) for item, new in folded.items()},
            {item: begin[item].version for item in folded},
        )
        return folded

    def types_of(self, kind: type[Any]) -> frozenset[str] | None:
        """As `made_of`, looked up once."""
        if kind not in self._made_of:
            self._made_of[kind] = made_of(kind)
        return self._made_of[kind]

    def _decode(self, kind: type[Any], type_: str, data: bytes) -> Any:
        """None for a fact that no stream of this kind has."""
        types = self.types_of(kind)
        if types is not None and type_ not in types and self._mapper.knows(type_):
            return None
        fact = self._mapper.decode(type_, data)
        return fact if types is None or fact.TYPE in types else None

    def _remember(self, strangers: set[Wanted]) -> None:
        """A stream never changes its kind, and the longest is as quickly asked for as any."""
        if len(self._strangers) + len(strangers) > STRANGERS_KEPT:
            self._strangers.clear()
        self._strangers |= strangers

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


def _stranger(item: Wanted) -> Folded:
    return Folded(0, item[1](), is_of_another_kind=True)


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
