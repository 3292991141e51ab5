"""Notifications without Kafka: deliveries requested in the log, sent into a folder."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from services.notifications.channels.channel import Channel
from services.notifications.channels.dispatcher import Dispatcher
from services.notifications.channels.file import FileChannel
from services.notifications.deliveries.delivery import DeliveryRequested, delivery_id
from services.notifications.main import CARDS
from services.notifications.reactions import requesting
from shared.eventstore.commands import Cause
from shared.eventstore.facts import Origin
from shared.eventstore.mapper import FactMapper
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.eventstore.views import Projector, catch_up
from shared.postgres.connections import pool
from tests.support.hearing import running
from tests.support.land import PROVINCE
from tests.support.waiting import eventually_async

BY = Cause(Origin("system:test", PROVINCE))
MAPPER = FactMapper(CARDS.facts)
OUTCOMES = "select count(*) from log where type <> 'notifications.delivery-requested.v1'"

HANDLED = """
select coalesce(sum(record_offset + 1), 0) from listener_marks where projection = 'requests'
"""


@dataclass(frozen=True)
class Sending:
    dsn: str
    folder: Path

    async def request(self, asked: Sequence[DeliveryRequested]) -> None:
        async with open_store(self.dsn, CARDS.facts) as store:
            await Transactions(store).execute_many([requesting(each, BY) for each in asked])
        await asyncio.to_thread(self.fill_view)

    def fill_view(self) -> None:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            while catch_up(connection, MAPPER, CARDS.views[0]):
                pass

    @asynccontextmanager
    async def dispatching(self, channel: Channel | None = None) -> AsyncIterator[Dispatcher]:
        """The dispatcher at work, its view following."""
        async with (
            open_store(self.dsn, CARDS.facts) as store,
            pool(self.dsn, "test") as connections,
        ):
            into = channel or FileChannel(self.folder)
            dispatcher = Dispatcher(Transactions(store), connections, into)
            async with running(dispatcher, Projector(self.dsn, MAPPER, CARDS.views, poll=0.1)):
                yield dispatcher

    async def settled(self, number: int) -> None:
        """Until so many deliveries have an outcome, and the view has seen it."""
        behind = "select count(*) from deliveries_v1 where status = 'requested'"

        async def enough() -> bool:
            return (self.count(OUTCOMES), self.count(behind)) == (number, 0)

        await eventually_async(enough, 15.0, f"{number} outcomes")

    async def handled(self, number: int) -> None:
        """Until the listener has handled so many records since its beginning."""

        async def enough() -> bool:
            return self.count(HANDLED) == number

        await eventually_async(enough, 15.0, f"{number} records handled")

    async def recorded(self, number: int) -> None:
        """Until so many outcomes are in the log."""

        async def enough() -> bool:
            return self.count(OUTCOMES) == number

        await eventually_async(enough, 15.0, f"{number} outcomes in the log")

    async def held_up(self, dispatcher: Dispatcher) -> None:
        """Until the channel takes nothing and the dispatcher says so."""

        async def said() -> bool:
            return dispatcher.unready() not in (None, "not started")

        await eventually_async(said)

    async def ready(self, dispatcher: Dispatcher) -> None:
        """Until the dispatcher says that nothing holds it up."""

        async def said() -> bool:
            return dispatcher.unready() is None

        await eventually_async(said)

    def count(self, query: str) -> int:
        with psycopg.connect(self.dsn) as connection:
            row = connection.execute(query.encode()).fetchone()
        return int(row[0]) if row else 0

    def messages(self) -> dict[str, Any]:
        """What is in the folder: every file by name, each a whole message."""
        return {file.name: json.loads(file.read_bytes()) for file in self.folder.iterdir()}

    def written(self) -> dict[str, int]:
        """Every file by name, and when it was written."""
        return {file.name: file.stat().st_mtime_ns for file in self.folder.iterdir()}


def names(asked: Sequence[DeliveryRequested]) -> set[str]:
    """The files there must be for these, and no others."""
    return {f"{delivery_id(each)}.json" for each in asked}
