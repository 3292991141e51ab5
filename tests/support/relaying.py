"""A registry with two kinds of fact, one of them published; and what anybody may hear of it."""

import asyncio
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Self, cast
from uuid import UUID

import psycopg

from shared.contracts.catalogue import topics_of
from shared.contracts.envelope import Contract, Stamp
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import Fact, Origin, Recorded
from shared.eventstore.mapper import FactMapper
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.relay import Outbox, Relay, RelaySettings
from shared.vocabulary.identifiers import derived_id, new_id
from shared.vocabulary.refusals import Refusal
from tests.support.reading import Published, read_topic
from tests.support.waiting import eventually

TOPIC = FamilyRegisteredV1.TOPIC
MIGRATIONS = Path(topics.__file__).parent / "migrations"
FAST = RelaySettings(
    beat=0.2, silence=1.5, standby=0.1, poll=0.2, socket_timeout=2.0, patience=1.0, last_flush=1.0
)


@dataclass(frozen=True)
class FamilyRegistered:
    """Published. A family may be registered again and again here, to have an order to keep."""

    TYPE: ClassVar[str] = "registry.family-registered.v1"
    family_id: UUID
    place_id: UUID


@dataclass(frozen=True)
class FamilyNoted:
    """Kept for ourselves."""

    TYPE: ClassVar[str] = "registry.family-noted.v1"
    family_id: UUID


@dataclass(frozen=True)
class History:
    """How long a stream is."""

    length: int = 0

    def evolve(self, _fact: Fact) -> Self:
        return replace(self, length=self.length + 1)


FACTS: tuple[type[Fact], ...] = (FamilyRegistered, FamilyNoted)


def translate(recorded: Recorded[Any]) -> Sequence[Contract]:
    fact = recorded.fact
    if not isinstance(fact, FamilyRegistered):
        return []
    day = date(2022, 9, 1)
    return [FamilyRegisteredV1(family_id=fact.family_id, place_id=fact.place_id, registered_on=day)]


OUTBOX = Outbox("registry", FactMapper(FACTS), translate)


def with_tables(database: str) -> None:
    migrate(database, MIGRATIONS)


@dataclass(frozen=True)
class Registry:
    """One service: its database and its topics."""

    dsn: str
    brokers: Brokers

    def prepare(self) -> Self:
        with_tables(self.dsn)
        topics.apply(self.brokers, topics=topics_of("registry"))
        return self

    def relay(self, settings: RelaySettings = FAST, outbox: Outbox = OUTBOX) -> Relay:
        return Relay(outbox, self.dsn, self.brokers, settings)

    def register(self, families: int, times: int = 1) -> None:
        """So many families, each so many times, from a thread without an event loop."""
        asyncio.run(self.registered(families, times))

    async def registered(self, families: int, times: int = 1) -> None:
        async with open_store(self.dsn, FACTS) as store:
            commands = [_order(new_id(), times) for _ in range(families)]
            outcomes = await Transactions(store).execute_many(commands)
        for refusal in outcomes:
            if isinstance(refusal, Refusal):
                raise refusal

    def ask(self, query: str) -> Any:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            row = connection.execute(query).fetchone()
        return row[0] if row else None

    def run(self, statement: str) -> None:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            connection.execute(statement.encode())

    @property
    def marked(self) -> int:
        return int(self.ask("select position from relay_mark"))

    @property
    def compared_at(self) -> datetime:
        """Changes with each comparison of Kafka and the log, and with each page."""
        return cast(datetime, self.ask("select moved_at from relay_mark"))

    @property
    def head(self) -> int:
        return int(self.ask("select position from log_head"))

    def caught_up(self) -> bool:
        return self.marked == self.head

    def published(self) -> list[Published]:
        """Everything on the topic of families, per partition in its order."""
        return list(read_topic(self.brokers, TOPIC))

    def must_be_whole(self) -> None:
        """Nothing lost, order per subject kept, repeats only with the same id: judged as a
        listener does, who drops what is not above its mark."""
        facts = self._facts_published()
        ids = defaultdict(set)
        heard: dict[int, list[Stamp]] = defaultdict(list)
        for record in self.published():
            ids[record.stamp.sequence].add((record.stamp.id, record.stamp.subject, record.value))
            mark = heard[record.partition][-1].sequence if heard[record.partition] else 0
            if record.stamp.sequence > mark:
                heard[record.partition].append(record.stamp)
        assert {sequence for sequence, seen in ids.items() if len(seen) > 1} == set()
        all_heard = {s.sequence: s.subject for stamps in heard.values() for s in stamps}
        assert all_heard == facts, _difference(all_heard, facts)

    def _facts_published(self) -> dict[int, str]:
        with psycopg.connect(self.dsn) as connection:
            rows = connection.execute(
                "select position, stream_id from log where type = %s", [FamilyRegistered.TYPE]
            )
            return {position: str(stream) for position, stream in rows}


def _difference(heard: dict[int, str], facts: dict[int, str]) -> str:
    lost, invented = sorted(facts.keys() - heard.keys()), sorted(heard.keys() - facts.keys())
    return f"{len(lost)} lost ({lost[:5]}…), {len(invented)} not in the log ({invented[:5]}…)"


def _order(family: UUID, times: int) -> Command:
    hamlet = derived_id("hamlet", family)
    facts: list[Fact] = []
    for _ in range(times):
        facts += [FamilyRegistered(family, hamlet), FamilyNoted(family)]

    def decide(_states: Any) -> Decision:
        return Decision({family: facts}, answer=times)

    return Command(Origin("system:test", new_id()), {family: History}, decide)


@asynccontextmanager
async def relaying(relay: Relay) -> AsyncIterator[Relay]:
    """While the relay runs; it must stop in time afterwards."""
    stop = asyncio.Event()
    running = asyncio.create_task(relay.run(stop))
    try:
        yield relay
    finally:
        stop.set()
        async with asyncio.timeout(60):
            await running


@contextmanager
def relay_thread(relay: Relay) -> Iterator[Relay]:
    """As `relaying`, for a test that is not on an event loop."""
    stop: list[Callable[[], object]] = []

    async def run() -> None:
        asked = asyncio.Event()
        stop.append(partial(asyncio.get_running_loop().call_soon_threadsafe, asked.set))
        await relay.run(asked)

    thread = threading.Thread(target=asyncio.run, args=[run()])
    thread.start()
    try:
        yield relay
    finally:
        eventually(lambda: stop)[0]()
        thread.join(60)
        assert not thread.is_alive(), "the relay did not stop in time"


@contextmanager
def writing(registry: Registry) -> Iterator[threading.Event]:
    """Families are registered all the time, by another thread, until the end of the block."""
    stop, begun = threading.Event(), threading.Event()

    def write() -> None:
        while not stop.is_set():
            registry.register(20, times=3)
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        eventually(begun.is_set)
        yield begun
    finally:
        stop.set()
        writer.join()
