"""Building a projection's tables again from what was published, beside those that are asked.

A listener of its own hears everything from zero into copies: first as the projection's own quicker
filling has it, where there is one, then as the live projection does. When it has heard all that is
published, and the copies are what a recount says, the live marks are held until it has heard what
the live one has; then it takes its place in one transaction: tables, marks and dead letters. A
live listener that is running finds its marks moved and goes on from there; nothing is lost or
counted twice.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

import psycopg

from shared.eventstore.log.format import require_format
from shared.eventstore.rebuilding import copies
from shared.eventstore.rebuilding.attempt import Attempt, begin
from shared.eventstore.rebuilding.rebuilt import RebuildDiffers, Rebuilt, Told
from shared.eventstore.rebuilding.turn import Turn
from shared.messaging.brokers import KafkaAway
from shared.messaging.dead_letters import PartitionPaused
from shared.messaging.listener import Listener, ListenerSettings, Projection
from shared.messaging.rebuilding.comparing import require_recount
from shared.messaging.rebuilding.goal import goal_of
from shared.messaging.rebuilding.recipe import Beginning, Beside, Rebuildable
from shared.messaging.rebuilding.switching import (
    LettersSettled,
    RebuildMetTrouble,
    forget,
    switched,
)
from shared.postgres.connections import connect

LOOK_AGAIN: Final = 0.05
Cursor = psycopg.Cursor[Any]


async def rebuild(
    settings: ListenerSettings, projection: Rebuildable, told: Told = lambda _: None
) -> Rebuilt:
    """While everything goes on, or after the live tables were dropped; as the owner of the tables.
    What an attempt that was killed has heard is gone on with.

    Raises RebuildUnderWay, RebuildOvertaken, RebuildDiffers, RebuildMetTrouble, LettersSettled or
    PartitionPaused, or psycopg's error when the database fails it, and leaves the live tables
    alone.
    """
    await asyncio.to_thread(_require_format, settings.database)
    with Turn(settings.database, projection.name) as turn:

        def heard(share: float) -> None:
            turn.verify()
            told(share)

        beginning = Beginning(projection)
        attempt = await asyncio.to_thread(
            begin, settings.database, turn, beginning.value, beginning.make
        )
        work = Work(settings, projection, attempt, heard)
        try:
            await work.fill()
            return await work.follow()
        except (RebuildDiffers, RebuildMetTrouble, LettersSettled, PartitionPaused):
            await asyncio.to_thread(work.give_up)
            raise


def _require_format(database: str) -> None:
    with connect(database, "rebuild") as connection:
        require_format(connection)


class Work:
    """What is done in the turn of one rebuild. Its group in Kafka is its own: one that was frozen,
    lost its turn and wakes joins its group again before it knows, and of two members of one name
    the later throws out the earlier."""

    def __init__(
        self, settings: ListenerSettings, projection: Rebuildable, attempt: Attempt, heard: Told
    ) -> None:
        self._settings = replace(settings, database=attempt.beside, apart=str(attempt.turn))
        self._projection, self._attempt = projection, attempt
        self._heard = heard

    async def fill(self) -> None:
        """As the projection's own filling has it, unless that is done."""
        filling = self._projection.filling
        if filling is None or await asyncio.to_thread(self._is_filled):
            return
        async with self.listening(filling.projection) as hearing:
            await self._hear(hearing)
        await asyncio.to_thread(self._finish, filling.finish)

    def _is_filled(self) -> bool:
        with connect(self._settings.database, "rebuild") as connection:
            return self._attempt.hold(connection.cursor()).filled

    def _finish(self, finish: Callable[[Cursor], None]) -> None:
        with connect(self._settings.database, "rebuild") as connection:
            cursor = connection.cursor()
            self._attempt.hold(cursor)
            finish(cursor)
            for table in copies.tables_of(self._projection):
                copies.make_indexes(cursor, self._attempt.schema, table)
            self._attempt.is_filled(cursor)

    async def follow(self) -> Rebuilt:
        """As the live one does, until the copies take the place of the live tables."""
        async with self.listening(self._projection) as hearing:
            while True:
                await self._hear(hearing)
                await asyncio.to_thread(require_recount, self._projection, self._attempt)
                rebuilt = await asyncio.to_thread(switched, self._projection, self._attempt)
                if rebuilt is not None:
                    break
        await asyncio.to_thread(forget, self._attempt)
        return rebuilt

    @asynccontextmanager
    async def listening(self, projection: Projection) -> AsyncIterator["Hearing"]:
        """A listener that tells this projection into the copies."""
        stop, beside = asyncio.Event(), Beside(projection, self._attempt)
        listener = Listener(self._settings, beside)
        running = asyncio.create_task(listener.run(stop))
        try:
            yield Hearing(listener, running, beside)
        finally:
            stop.set()
            await running

    async def _hear(self, hearing: "Hearing") -> None:
        """Until all that is published now was heard. Raises AnotherFormat or PartitionPaused: of
        such a topic, or partition, nothing is heard, however long one waits."""
        brokers, database = self._settings.brokers, self._attempt.database
        goal = await asyncio.to_thread(goal_of, brokers, hearing.beside, database)
        while not hearing.running.done():
            hearing.listener.require_format()
            hearing.listener.require_going()
            share = await asyncio.to_thread(goal.share)
            self._heard(share)
            if share >= 1:
                return
            await asyncio.wait([hearing.running], timeout=LOOK_AGAIN)
        await hearing.running  # it says why
        raise KafkaAway("the listener of the rebuild ended")

    def give_up(self) -> None:
        """The next one begins anew; until then its letters say what was wrong."""
        with connect(self._attempt.database, "rebuild") as connection:
            self._attempt.hold(connection.cursor())
            self._attempt.end(connection.cursor())
        forget(self._attempt)


@dataclass(frozen=True)
class Hearing:
    """A listener at work."""

    listener: Listener
    running: asyncio.Task[None]
    beside: Beside
