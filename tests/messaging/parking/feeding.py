"""Records of some partitions handed to a writer as the loop hands them over: batch by batch, each
continuing the mark. No Kafka: which batch ends where is the test's to say."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID, uuid5

import psycopg
from confluent_kafka import Message

import shared.messaging.listener.marks.table as marks
from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.eventstore.commands import Command, Decision, Mark
from shared.eventstore.transactions import Transactions
from shared.messaging.heard import Heard
from shared.messaging.listener import redrive, redrive_reaction
from shared.messaging.listener.reading.placing import partitions_of
from shared.messaging.listener.reading.records import RecordReader, Run
from shared.messaging.listener.writing.outcome import Chapter, Outcome, Writer, chapter_of
from shared.messaging.listener.writing.projecting import ProjectionWriter
from shared.messaging.listener.writing.reacting import ReactionWriter
from shared.messaging.listener.writing.session import Session
from tests.support.families import LOG_ID, TOPIC, FamiliesByPlace, Family, applied, family_named
from tests.support.foreign import Headers
from tests.support.greeting import Greeting, greetings

T = TypeVar("T")
WELL = uuid5(LOG_ID, "well")


def families_of(partition: int, number: int, of: str = "one") -> list[UUID]:
    """So many ids whose records belong to that partition."""
    wanted = TOPIC_BY_NAME[TOPIC].partitions
    named = (family_named(f"{of} {n}") for n in range(100 * number))
    found = (id_ for id_ in named if partitions_of([str(id_).encode()], wanted) == [partition])
    return [id_ for _, id_ in zip(range(number), found, strict=False)]


ILL = families_of(0, 60, "ill")
SOUND = families_of(0, 10, "sound")
ELSEWHERE = families_of(1, 10)


def missing() -> Exception:
    return KeyError("missing")


class Faulty(FamiliesByPlace):
    """A program with a fault: it meets these families with an error, until it is mended."""

    def __init__(self, ill: set[UUID]) -> None:
        self.ill = ill
        self.error = missing

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        super().apply(cursor, batch)
        if any(heard.event.subject in self.ill for heard in batch):
            raise self.error()


class Ordering(Greeting):
    """The same, of one that commands: of half of them before it commands anything, of the others
    while that is decided."""

    def __init__(self, ill: set[UUID]) -> None:
        self.ill = ill
        self.error = missing

    def commands(self, heard: Heard) -> Sequence[Command]:
        if heard.event.subject not in self.ill:
            return super().commands(heard)
        if heard.event.subject.int % 2:
            raise self.error()
        return [replace(command, decide=self._decide) for command in super().commands(heard)]

    def _decide(self, _states: Mapping[UUID, Any]) -> Decision:
        raise self.error()


async def in_place(work: Callable[..., T], *arguments: Any) -> T:
    return work(*arguments)


class Feed(ABC):
    """Everything on the topic, and how far a hearer is by its marks."""

    hearer: Faulty | Ordering

    def __init__(self, database: str, connection: psycopg.Connection[Any]) -> None:
        self.database = database
        self.connection = connection
        self.stands: dict[int, list[Message]] = {}
        self.published: list[Family] = []
        self.writer = self._made()

    @abstractmethod
    def _made(self) -> Writer: ...

    @abstractmethod
    def done(self) -> list[tuple[UUID, int]]:
        """What came of the records, in order."""

    @abstractmethod
    async def redrive(self, letter: int) -> None: ...

    def restart(self) -> None:
        """Whoever begins anew knows what the database knows."""
        self.writer.close()
        self.writer = self._made()

    def close(self) -> None:
        self.writer.close()

    def publish(self, ids: Sequence[UUID], partition: int = 0, place: UUID = WELL) -> None:
        """One record of each, in this order."""
        for id_ in ids:
            self.published.append(Family(2 * len(self.published) + 1, id_, place))
            self.send(partition, *self.published[-1].encoded())

    def send(self, partition: int, key: bytes | None, value: bytes | None, head: Headers) -> None:
        """Whatever it is."""
        there = self.stands.setdefault(partition, [])
        there.append(
            Message(TOPIC, partition, len(there), key=key, value=value, headers=list(head))
        )

    def mark(self, partition: int = 0) -> Mark:
        key = TOPIC, partition
        return marks.make(self.connection.cursor(), self.hearer, [key])[key]

    def at(self, partition: int = 0) -> int:
        """The offset of the mark."""
        return self.mark(partition).offset

    def chapters(self, most: int) -> list[Chapter]:
        """Of each partition the next records, at most so many."""
        reading = RecordReader(self.hearer)
        found = []
        for number, stands in self.stands.items():
            mark = self.mark(number)
            messages = stands[mark.offset + 1 :][:most]
            if messages:
                found.append(chapter_of(reading.read(Run((TOPIC, number), messages)), mark))
        return found

    async def hear(self, most: int = 5000) -> Outcome:
        """One batch."""
        return await self.writer.write(self.chapters(most))

    async def hear_each(self) -> None:
        """In batches of one record, until a partition is paused or all was heard."""
        while (chapters := self.chapters(1)) and not (await self.writer.write(chapters)).paused:
            pass

    def letters(self) -> list[int]:
        query = "select letter from dead_letters where state = 'parked' order by letter"
        return [row[0] for row in self.connection.execute(query)]

    def reasons(self) -> list[str]:
        """Of what is parked, in order."""
        query = "select reason from dead_letters where state = 'parked' order by letter"
        return [row[0] for row in self.connection.execute(query)]

    def once_each(self) -> list[tuple[UUID, int]]:
        """What is done of everything that was published."""
        return [(family.family_id, family.sequence) for family in self.published]


class Projecting(Feed):
    def __init__(self, database: str, connection: psycopg.Connection[Any], hearer: Faulty) -> None:
        self.hearer: Faulty = hearer
        super().__init__(database, connection)

    def _made(self) -> Writer:
        return ProjectionWriter(self.hearer, Session(self.database, "writer"), in_place)

    def done(self) -> list[tuple[UUID, int]]:
        return applied(self.connection)

    async def redrive(self, letter: int) -> None:
        redrive(self.connection, self.hearer, letter)


class Commanding(Feed):
    def __init__(
        self,
        database: str,
        connection: psycopg.Connection[Any],
        hearer: Ordering,
        application: Transactions,
    ) -> None:
        self.hearer: Ordering = hearer
        self._application = application
        super().__init__(database, connection)

    def _made(self) -> Writer:
        session = Session(self.database, "writer")
        return ReactionWriter(self.hearer, self._application, session, in_place)

    def done(self) -> list[tuple[UUID, int]]:
        return greetings(self.connection)

    async def redrive(self, letter: int) -> None:
        await redrive_reaction(self.connection, self.hearer, self._application, letter)
