"""The open log of one service: everything a process needs to read it and to add to it."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from shared.eventstore.appending.appender import Appender
from shared.eventstore.appending.call import CLOCK_AHEAD
from shared.eventstore.commands import Key
from shared.eventstore.facts import Fact, Recorded
from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.mapper import FactMapper, StoredFact, Upcaster
from shared.eventstore.reading.beginnings import Beginnings
from shared.eventstore.reading.first_answers import STAND, FirstAnswers, columns_of
from shared.eventstore.reading.reader import Reader
from shared.postgres.connections import ANSWERING, Timeouts
from shared.vocabulary.calendar import Clock, system_clock

FORGOTTEN_AT_ONCE: Final = 5_000
"""Keys, so that nobody who asks waits long behind it."""
Admit = Callable[[StoredFact], None]
"""Asked of every new fact of a command before it is recorded, as if it stood in the log already;
raises a Refusal of the command."""


@asynccontextmanager
async def open_store(
    dsn: str,
    facts: Sequence[type[Fact]],
    clock: Clock = system_clock,
    upcasters: Mapping[str, Upcaster] | None = None,
    timeouts: Timeouts = ANSWERING,
    *,
    clock_ahead: timedelta | None = CLOCK_AHEAD,
    admit: Admit | None = None,
) -> AsyncIterator["Store"]:
    """The log of a migrated database. One per process: its commands share appends and reads.
    Nothing is recorded by a clock that is further ahead of the database's (None: whatever it says).

    Connects when first asked. At the end it waits for what was submitted.
    """
    reading, appending = (SteadyConnection(dsn, name, timeouts) for name in ("reader", "appender"))
    mapper = FactMapper(facts, upcasters)
    service = facts[0].TYPE.partition(".")[0] if facts else ""
    store = Store(
        mapper,
        Appender(appending, clock, service, clock_ahead),
        Reader(reading, mapper),
        reading,
        FirstAnswers(reading),
        Beginnings(reading, mapper),
        admit,
    )
    try:
        yield store
    finally:
        await store.appender.settled()
        await reading.close()
        await appending.close()


@dataclass(frozen=True)
class Store:
    """Made by `open_store`."""

    mapper: FactMapper
    appender: Appender
    reader: Reader
    line: SteadyConnection
    first_answers: FirstAnswers
    beginnings: Beginnings
    admit: Admit | None = None

    async def history(self, stream_id: UUID) -> list[Recorded[Any]]:
        """Every fact of a stream, in order."""
        rows = await self.line.ask(
            f"select {COLUMNS} from log where stream_id = %s order by version", [stream_id]
        )
        return [self.mapper.recorded(stored_fact(row)) for row in rows]

    async def page(self, after: int, limit: int = 5_000) -> list[Recorded[Any]]:
        """The log's next facts after a position, in order."""
        rows = await self.line.ask(
            f"select {COLUMNS} from log where position > %s order by position limit %s",
            [after, limit],
        )
        return [self.mapper.recorded(stored_fact(row)) for row in rows]

    async def first_answer(self, key: Key) -> Any:
        """What was answered when this key was used first; None when it was not.

        Raises `KeyReused` when that was another request."""
        first = await self.first_answers.to(key)
        return None if first is None else first.answer

    async def used(self, keys: Iterable[Key]) -> set[tuple[str, str]]:
        """Which of these stand in the log, as (actor, key)."""
        rows = await self.line.ask(STAND, columns_of(keys))
        return {(actor, key) for actor, key in rows}

    async def forget_old_keys(self, days: int = 30) -> int:
        """Of people's requests; those of events and imports stay. Answers how many."""
        number = 0
        while rows := await self.line.ask(
            "delete from command_keys where (actor, key) in"
            " (select actor, key from command_keys where not lasting"
            " and recorded_at < (select recorded_at from log_head) - make_interval(days => %s)"
            " limit %s) returning 1",
            [days, FORGOTTEN_AT_ONCE],
        ):
            number += len(rows)
        return number
