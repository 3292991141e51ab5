"""Work on a connection and in a thread of its own, begun again when the database was away."""

import asyncio
from abc import ABC, abstractmethod
from contextlib import closing
from typing import Any

import psycopg

from shared.eventstore.log.connecting import connect_to_log
from shared.postgres.connections import Timeouts
from shared.postgres.own_thread import in_own_thread

RECONNECT = 0.5
LONGEST_PAUSE = 10.0


class Unceasing(ABC):
    """`away` says why it does not go on; None: it does."""

    def __init__(self, dsn: str, name: str, timeouts: Timeouts) -> None:
        self._dsn, self._name, self._timeouts = dsn, name, timeouts
        self._pause = RECONNECT
        self.away: str | None = "not started"

    @abstractmethod
    def work(self, connection: psycopg.Connection[Any], stop: asyncio.Event) -> None:
        """Until `stop`, or a fault of the database."""

    @abstractmethod
    def tell(self, fault: psycopg.Error) -> str:
        """Logs it; answers what operators are shown as `away`."""

    def goes_on(self) -> None:
        self.away, self._pause = None, RECONNECT

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self.attempt(stop)
            except psycopg.Error as fault:
                self.away = self.tell(fault)
                await wait(stop, self._pause)
                self._pause = min(2 * self._pause, LONGEST_PAUSE)
        self.away = "stopped"

    async def attempt(self, stop: asyncio.Event) -> None:
        await in_own_thread(self._connected, stop)

    def _connected(self, stop: asyncio.Event) -> None:
        with closing(connect_to_log(self._dsn, self._name, self._timeouts)) as connection:
            connection.autocommit = True
            self.work(connection, stop)


async def wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
