"""One service that hears families: its database, its topic, its listener in this process."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import psycopg
from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition
from kafka import KafkaAdminClient

import shared.messaging
from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.eventstore.migrations import migrate
from shared.eventstore.read_models import switch
from shared.messaging.heard import Heard
from shared.messaging.listener import Listener, ListenerSettings
from shared.postgres.connections import connect
from tests.support import families
from tests.support.families import FamiliesByPlace, Family, Publisher
from tests.support.waiting import eventually_async

MIGRATIONS = Path(shared.messaging.__file__).parent / "migrations"
SESSION_TIMEOUT = 6.0
ELSEWHERE = {
    KafkaError.NOT_LEADER_FOR_PARTITION,
    KafkaError.LEADER_NOT_AVAILABLE,
    KafkaError.UNKNOWN_TOPIC_OR_PART,
}
"""A broker was asked for a partition that another one has since, or that is being made."""


def prepare(database: str) -> None:
    """All tables of a service that hears families."""
    migrate(database, MIGRATIONS)
    with psycopg.connect(database) as connection:
        connection.execute(families.TABLES)


class Loop(Protocol):
    async def run(self, stop: asyncio.Event) -> None: ...


@dataclass
class Hearing:
    """Settings are short, so that faults pass quickly."""

    database: str
    bootstrap: str
    prefix: str
    publisher: Publisher = field(init=False)
    connection: psycopg.Connection[Any] = field(init=False)
    consumer: Consumer = field(init=False)

    def __post_init__(self) -> None:
        self.publisher = Publisher(self.bootstrap, self.prefix)
        facts = {"bootstrap.servers": self.bootstrap, "group.id": f"{self.prefix}ends"}
        self.consumer = Consumer(facts)
        self._connect()

    def connect_again(self) -> None:
        """After the server was away."""
        self.connection.close()
        self._connect()

    def _connect(self) -> None:
        self.connection = connect(self.database, "test")
        self.connection.autocommit = True

    def settings(self, member: str = "one", **other: Any) -> ListenerSettings:
        where = (self.database, self.bootstrap, self.prefix)
        return ListenerSettings(
            "rollups", *where, member, SESSION_TIMEOUT, **{"longest_pause": 0.5, **other}
        )

    def listener(self, **settings: Any) -> Listener:
        return Listener(self.settings(**settings), FamiliesByPlace())

    def switch_to(self, version: int) -> None:
        """As a rebuild does at its end: that version is live."""
        switch(self.connection.cursor(), families_of_version(version))

    def listener_of_version(self, version: int) -> Listener:
        return Listener(self.settings(), families_of_version(version))

    def listener_failing(self, family_id: UUID, error: Exception) -> Listener:
        """Its projection raises this whenever it meets that family."""
        return Listener(self.settings(), FailingOn(family_id, error))

    def reasons(self) -> list[str]:
        """Of what is parked, in order."""
        query = "select reason from dead_letters where state = 'parked' order by letter"
        return [row[0] for row in self.connection.execute(query)]

    async def caught_up(self, within: float = 15.0, version: int = 1) -> None:
        """Waits until every mark stands at the end of its partition."""

        async def at_the_end() -> bool:
            return await asyncio.to_thread(self.is_caught_up, version)

        await eventually_async(at_the_end, within, "marks at the end of the topic")

    def is_caught_up(self, version: int = 1) -> bool:
        """Whether it is known to be: while a partition changes its leader, nobody knows."""
        try:
            return self._ends() == self._handled(version)
        except KafkaException as failed:
            if failed.args[0].code() in ELSEWHERE:
                return False
            raise

    def highest_sequence(self) -> int:
        """Of all marks."""
        query = "select coalesce(max(sequence), 0) from listener_marks"
        (highest,) = self.connection.execute(query).fetchone() or (0,)
        return int(highest)

    def _ends(self) -> int:
        """How many records there are."""
        partitions = range(TOPIC_BY_NAME[families.TOPIC].partitions)
        names = [TopicPartition(f"{self.prefix}{families.TOPIC}", n) for n in partitions]
        return sum(self.consumer.get_watermark_offsets(name)[1] for name in names)

    def _handled(self, version: int) -> int:
        query = """select coalesce(sum(record_offset + 1), 0)::int from listener_marks
            where version = %s"""
        (handled,) = self.connection.execute(query, (version,)).fetchone() or (0,)
        return int(handled)

    async def heard(self, number: int, within: float = 15.0) -> None:
        """Waits until so many events were applied."""
        query = "select count(*) >= %s from heard"

        async def enough() -> bool:
            return await asyncio.to_thread(self._is_true, query, number)

        await eventually_async(enough, within, f"{number} events applied")

    async def parked(self, number: int, within: float = 15.0) -> None:
        """Waits until so many records are parked."""
        query = "select count(*) >= %s from dead_letters where state = 'parked'"

        async def enough() -> bool:
            return await asyncio.to_thread(self._is_true, query, number)

        await eventually_async(enough, within, f"{number} records parked")

    def all_applied(self, published: Sequence[Family] | None = None) -> None:
        """The invariants of every fault: nothing lost, doubled or out of order."""
        wanted = self.publisher.families if published is None else published
        families.assert_equal_to_recount(self.connection, wanted)

    def close(self) -> None:
        self.consumer.close()
        self.connection.close()

    def _is_true(self, query: str, number: int) -> bool:
        row = self.connection.execute(query, (number,)).fetchone()
        return bool(row and row[0])


def families_of_version(version: int) -> FamiliesByPlace:
    projection = FamiliesByPlace()
    projection.version = version
    return projection


class FailingOn(FamiliesByPlace):
    """A projection with a fault of its own."""

    def __init__(self, family_id: UUID, error: Exception) -> None:
        self._family_id = family_id
        self._error = error

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        if any(heard.event.subject == self._family_id for heard in batch):
            raise self._error
        super().apply(cursor, batch)


@asynccontextmanager
async def running(*loops: Loop) -> AsyncIterator[None]:
    """Runs them until the block is left, then stops them in order."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for loop in loops:
            group.create_task(loop.run(stop))
        try:
            yield
        finally:
            stop.set()


@asynccontextmanager
async def publishing(hearing: Hearing) -> AsyncIterator[None]:
    """Publishes on and on, from a thread, until the block is left."""
    enough = asyncio.Event()

    async def publish() -> None:
        while not enough.is_set():
            await asyncio.to_thread(hearing.publisher.register, 200)

    async with asyncio.TaskGroup() as group:
        group.create_task(publish())
        try:
            yield
        finally:
            enough.set()


def make_topic(admin: KafkaAdminClient, prefix: str, name: str = families.TOPIC) -> None:
    """With the catalogue's partitions, and room for a large record."""
    topic = {
        "num_partitions": TOPIC_BY_NAME[name].partitions,
        "replication_factor": 1,
        "configs": {"max.message.bytes": str(8 * 1024 * 1024)},
    }
    admin.create_topics({f"{prefix}{name}": topic})
    admin.wait_for_topics([f"{prefix}{name}"])
