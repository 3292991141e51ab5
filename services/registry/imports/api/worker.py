"""The loop that gives imports their turns: of a place and a kind one at a time, in the order in
which they were sent, by however many processes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final, NamedTuple
from uuid import UUID

import psycopg

from services.registry.imports.api.files import Files, open_files
from services.registry.imports.api.lists import Lists
from services.registry.imports.api.running import NotNow, Running
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.log.steady import SteadyConnection
from shared.importing.bringing import PAGE
from shared.postgres.attempts import attempt
from shared.postgres.connections import connect_async, is_away
from shared.telemetry.logs import logger
from shared.vocabulary.calendar import civil_day
from shared.web.counter import Counter

log = logger(__name__)

HANDS: Final = 2
"""Imports that run at once: a short list does not wait for a long one of another commune."""
POLL: Final = 0.5
"""Seconds; somebody watches a bar."""
PAUSE: Final = 5.0
"""Seconds, after the log or the database took nothing."""
SWEEP: Final = 3_600.0
WAITING: Final = """
select distinct on (place_id, list_kind) import_id, place_id::text || ' ' || list_kind
from imports where state in ('waiting', 'running')
order by place_id, list_kind, state = 'waiting', import_id
"""
TAKE: Final = "select pg_try_advisory_lock(hashtextextended('import ' || %s, 0))"
GIVE_BACK: Final = "select pg_advisory_unlock(hashtextextended('import ' || %s, 0))"


class Turn(NamedTuple):
    """`queue`: its place and kind."""

    import_id: UUID
    queue: str


class ImportWorker:
    name = "imports"

    def __init__(
        self, counter: Counter, dsn: str, key: MasterKey, lists: Lists, page: int = PAGE
    ) -> None:
        self._counter, self._dsn, self._key, self._lists = counter, dsn, key, lists
        self._page = page
        self._line = SteadyConnection(dsn, "imports waiting")
        self._trouble: str | None = "not started"
        self._ours: set[str] = set()
        self._swept = -SWEEP

    def unready(self) -> str | None:
        return self._trouble

    async def run(self, stop: asyncio.Event) -> None:
        async with open_files(self._dsn, self._key) as files:
            await asyncio.gather(*(self._hand(files, stop) for _ in range(HANDS)))
        await self._line.close()

    async def _hand(self, files: Files, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self._trouble = await self._round_or_trouble(files, stop)
            with suppress(TimeoutError):
                pause = POLL if self._trouble is None else PAUSE
                await asyncio.wait_for(stop.wait(), pause)

    async def _round_or_trouble(self, files: Files, stop: asyncio.Event) -> str | None:
        try:
            await self.round(files, stop)
        except NotNow:
            return "the log takes nothing now"
        except psycopg.Error as error:
            if not is_away(error):
                raise
            return f"database: {type(error).__name__}"
        return None

    async def round(self, files: Files, stop: asyncio.Event) -> None:
        """Every import that is first of its place and kind."""
        await self._sweep(files)
        waiting = await self._line.ask(WAITING)
        self._trouble = None
        for row in waiting:
            turn = Turn(*row)
            if not stop.is_set() and turn.queue not in self._ours:
                await self._in_turn(turn, files, stop)

    async def _in_turn(self, turn: Turn, files: Files, stop: asyncio.Event) -> None:
        async with self._alone(turn) as ours:
            if not ours:
                return
            of = turn.import_id, self._page, stop
            running = Running(self._counter, files, self._lists, *of)
            fault = await attempt(running.run())
            if isinstance(fault, NotNow) or (fault is not None and is_away(fault)):
                raise fault
            if fault is not None:
                log.error("import failed", import_id=str(turn.import_id), exc_info=fault)
                await running.failed()

    @asynccontextmanager
    async def _alone(self, turn: Turn) -> AsyncIterator[bool]:
        """The lock is its connection's: it ends with this process, however that ends. What one hand
        of this process has, the other does not ask for."""
        self._ours.add(turn.queue)
        try:
            async with self._locked(turn) as ours:
                yield ours
        finally:
            self._ours.remove(turn.queue)

    @asynccontextmanager
    async def _locked(self, turn: Turn) -> AsyncIterator[bool]:
        connection: psycopg.AsyncConnection[Any] = await connect_async(self._dsn, self.name)
        async with connection:
            await connection.set_autocommit(True)
            found = await (await connection.execute(TAKE, [turn.queue])).fetchone()
            yield found == (True,)
            if not connection.broken:
                await connection.execute(GIVE_BACK, [turn.queue])

    async def _sweep(self, files: Files) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._swept >= SWEEP:
            await files.sweep(self._counter.clock(), civil_day(self._counter.clock()))
            self._swept = now
