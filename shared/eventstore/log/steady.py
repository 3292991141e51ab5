"""One connection of the event loop that is made anew whenever it broke."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import psycopg

from shared.eventstore.log.connecting import connect_to_log_async
from shared.postgres.connections import TIMEOUTS, Timeouts, is_away

PAUSES = (0.02, 0.05, 0.1, 0.2, 0.5)


class SteadyConnection:
    """Each statement is a transaction of its own. `ask` repeats it while the database is away or
    a lock is held, for up to `patience` seconds, then raises psycopg's error: only statements
    that may run twice are asked."""

    def __init__(
        self, dsn: str, name: str, timeouts: Timeouts = TIMEOUTS, patience: float = 20.0
    ) -> None:
        self._dsn, self._name, self._timeouts = dsn, name, timeouts
        self._patience = patience
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._connecting = asyncio.Lock()

    async def ask(self, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """The rows."""
        end = time.monotonic() + self._patience
        tries = 0
        while True:
            try:
                return await self._ask_once(statement, parameters)
            except psycopg.Error as fault:
                if not is_away(fault) or time.monotonic() > end:
                    raise
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1

    async def _ask_once(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        connection = await self._connected()
        cursor = connection.cursor(binary=True)
        await cursor.execute(statement, parameters, prepare=True)
        return await cursor.fetchall() if cursor.description else []

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        async with self._connecting:
            if self._connection is None or self._connection.closed:
                self._connection = await connect_to_log_async(self._dsn, self._name, self._timeouts)
                await self._connection.set_autocommit(True)
            return self._connection

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
