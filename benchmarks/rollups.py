"""Kafka → contributions and cells in PostgreSQL: our listener beside a bare confluent loop.

    python -m benchmarks.rollups --events 2000000

Both read the same events in one run, on the same servers, and must end with the same rows.
"""

import argparse
import asyncio
import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
from confluent_kafka import Producer

import shared.messaging
from benchmarks.limits import bare_loop
from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from services.rollups.inbox.cells import CellsProjection
from services.rollups.views.tables import MIGRATIONS
from shared.contracts.envelope import Stamp
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.eventstore.migrations import migrate
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import encode, identity, source_of
from shared.messaging.listener import Listener, ListenerSettings
from shared.messaging.rebuilding.projection import rebuild

MESSAGING = Path(shared.messaging.__path__[0]) / "migrations"
RECORDED = datetime(2022, 9, 23, 5, tzinfo=UTC)
LOG_ID = uuid4()
DAYS = 100
FEW, MANY = 1_500, 500_000


@dataclass(frozen=True)
class Measured:
    """Events per second."""

    events: int
    cells: int
    ours: float
    bare: float
    rebuilt: float

    def lines(self) -> list[str]:
        """Of the table."""
        what = f"{self.events:,} events into {self.cells:,} cells"
        speeds = f"{self.ours:,.0f}/s | bare loop {self.bare:,.0f}/s"
        return [
            f"| {what} | {speeds} | {self.ours / self.bare:.2f} × | ≥ 0.6 × |",
            f"| rebuild of {self.cells:,} cells | {self.rebuilt:,.0f}/s | – | – | ≥ 150,000/s |",
        ]


def measure(events: int, cells: int) -> Measured:
    """Starts servers of its own and ends them."""
    with servers() as (dsn, bootstrap):
        migrate(dsn, MESSAGING, MIGRATIONS)
        settings = ListenerSettings("rollups", dsn, bootstrap, "bench.")
        topics.apply(Brokers(bootstrap, "bench."))
        publish(bootstrap, "bench.registry.families", events, cells)
        with psycopg.connect(dsn) as connection:
            connection.execute("select make_rollup_tables('bare'), index_rollup_tables('bare')")
        bare = timed(lambda: bare_loop.run(dsn, bootstrap, "bench.registry.families", events))
        ours = timed(lambda: asyncio.run(listen(settings, events)))
        require_equal(dsn)
        rebuilt = timed(lambda: asyncio.run(rebuild(settings, CellsProjection())))
    return Measured(events, cells, events / ours, events / bare, events / rebuilt)


@contextmanager
def servers() -> Iterator[tuple[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="hieuhoc-bench-"))
    folder.chmod(0o755)
    postgres, kafka = EmbeddedPostgres(folder / "postgres"), EmbeddedKafka(folder / "kafka")
    try:
        postgres.start()
        kafka.start()
        yield postgres.dsn, kafka.bootstrap
    finally:
        kafka.stop()
        postgres.stop()
        shutil.rmtree(folder)


def publish(bootstrap: str, topic: str, events: int, cells: int) -> None:
    """Families over so many hamlets and days that their cells are as many as wanted."""
    days = DAYS if cells > FEW else 1
    hamlets = [uuid4() for _ in range(cells // days)]
    producer = Producer(
        {
            "bootstrap.servers": bootstrap,
            "linger.ms": 50,
            "partitioner": "murmur2_random",
            "queue.buffering.max.messages": 1_000_000,
        }
    )
    for number in range(1, events + 1):
        cell = number % cells
        day = date(2022, 1, 1) + timedelta(cell % days)
        key, value, headers = encode(*family(number, hamlets[cell // days], day))
        producer.produce(topic, value, key, headers=list(headers))
        if number % 1000 == 0:
            producer.poll(0)
    producer.flush()


def family(number: int, place_id: UUID, day: date) -> tuple[FamilyRegisteredV1, Stamp]:
    event = FamilyRegisteredV1(family_id=uuid4(), place_id=place_id, registered_on=day)
    stamp = Stamp(
        id=identity(LOG_ID, number, event.TYPE),
        type=event.TYPE,
        source=source_of("registry"),
        subject=str(event.family_id),
        time=RECORDED,
        sequence=number,
        log_id=str(LOG_ID),
    )
    return event, stamp


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


async def listen(settings: ListenerSettings, events: int) -> None:
    stop = asyncio.Event()
    listening = asyncio.create_task(Listener(settings, CellsProjection()).run(stop))
    try:
        async with await psycopg.AsyncConnection.connect(
            settings.database, autocommit=True
        ) as connection:
            while await handled(connection) < events:
                await asyncio.wait([listening], timeout=0.05)
    finally:
        stop.set()
        await listening


async def handled(connection: psycopg.AsyncConnection) -> int:
    query = "select coalesce(sum(record_offset + 1), 0)::bigint from listener_marks"
    row = await (await connection.execute(query)).fetchone()
    return int(row[0]) if row else 0


def require_equal(dsn: str) -> None:
    """Both wrote the same, to the last row."""
    for table in ("contributions", "cells"):
        query = f"select count(*) from (table {table}_v2 except table {table}_bare) as different"
        with psycopg.connect(dsn) as connection:
            row = connection.execute(query.encode()).fetchone()
        assert row == (0,), f"{table} differ"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=2_000_000)
    parser.add_argument("--cells", type=int, nargs="+", default=[FEW, MANY])
    asked = parser.parse_args()
    for cells in asked.cells:
        print("\n".join(measure(asked.events, cells).lines()), flush=True)


if __name__ == "__main__":
    main()
