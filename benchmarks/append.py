"""Appending: ours beside the library's own PostgreSQL recorder, on one server, one by one.

    python -m benchmarks.append --seconds 5
Ours writes more: a key with its answer, who and why, a link of the chain, and a wake-up call.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from hieuhoc.embedded.postgres import EmbeddedPostgres
from shared.eventstore.appending.appender import Appender
from shared.eventstore.appending.units import Decided, NewFact, Unit, Won
from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.migrations import migrate
from shared.vocabulary.calendar import system_clock

TYPE = "registry.family-registered.v1"
DATA = b'{"place_id":"%s","head_ref":"%s","registered_on":"2022-09-30"}' % ((b"0" * 36,) * 2)
ORIGIN = Origin("officer-1", UUID(int=1), None, f"00-{'a' * 32}-{'b' * 16}-01")
BULK = 1_000
WANTED_AT = {16: 4, 64: 10}


def measure(seconds: float = 5.0) -> list[str]:
    """The lines of the table. Starts a server of its own and ends it."""
    with databases() as (ours, peers):
        lines = []
        for events in (1, 2):
            for clients, wanted in WANTED_AT.items():
                what = f"append of a command with {events} event(s), {clients} clients"
                peer = library(peers, clients, events, seconds)
                own = asyncio.run(group_commit(ours, (clients, events, True), seconds))
                lines.append(line(what, own, peer, f"≥ {wanted} ×" if events == 1 else "–"))
        what = f"append of {BULK:,} events at a time, events"
        peer = BULK * library(peers, 1, BULK, seconds)
        own = BULK * asyncio.run(group_commit(ours, (1, BULK, False), seconds))
        return [*lines, line(what, own, peer, "≥ 4 ×")]


def line(what: str, ours: float, peer: float, wanted: str) -> str:
    return f"| {what} | {ours:,.0f}/s | library {peer:,.0f}/s | {ours / peer:.1f} × | {wanted} |"


async def group_commit(dsn: str, asked: tuple[int, int, bool], seconds: float) -> float:
    """Our commands a second, of so many clients, each with so many events, with keys or not."""
    clients, events, keyed = asked
    connection = SteadyConnection(dsn, "benchmark")
    appender = Appender(connection, system_clock, "registry")
    done = 0

    async def client(until: float) -> None:
        nonlocal done
        while time.perf_counter() < until:
            assert isinstance(await appender.submit(unit(events, keyed)), Won)
            done += 1

    await appender.submit(unit(events, keyed))
    began = time.perf_counter()
    await asyncio.gather(*[client(began + seconds) for _ in range(clients)])
    rate = done / (time.perf_counter() - began)
    await connection.close()
    return rate


def unit(events: int, keyed: bool) -> Unit:
    stream = uuid4()
    facts = [NewFact(stream, n, TYPE, DATA) for n in range(1, events + 1)]
    key = Key("officer-1", str(stream), b"h" * 32) if keyed else None
    return Unit((Decided(ORIGIN, facts, key, b'"%s"' % str(stream).encode()),))


def library(dsn: str, clients: int, events: int, seconds: float) -> float:
    """Its commands a second, of as many threads, each with a connection at hand."""
    facts = {key: str(value) for key, value in conninfo_to_dict(dsn).items() if value is not None}
    names = (facts[name] for name in ("dbname", "host", "port", "user", "password"))
    with PostgresDatastore(*names, pool_size=clients, connect_timeout=30) as datastore:
        recorder = PostgresApplicationRecorder(datastore)
        recorder.create_table()
        recorder.insert_events(stored_events(events))
        began = time.perf_counter()
        with ThreadPoolExecutor(clients) as threads:
            insert = inserting(recorder, events, began + seconds)
            done = sum(threads.map(lambda _: insert(), range(clients)))
        return done / (time.perf_counter() - began)


def inserting(
    recorder: PostgresApplicationRecorder, events: int, until: float
) -> Callable[[], int]:
    def insert() -> int:
        done = 0
        while time.perf_counter() < until:
            recorder.insert_events(stored_events(events))
            done += 1
        return done

    return insert


def stored_events(count: int) -> list[StoredEvent]:
    stream = uuid4()
    return [StoredEvent(stream, n, TYPE, DATA) for n in range(1, count + 1)]


@contextmanager
def databases() -> Iterator[tuple[str, str]]:
    """Ours, migrated, and the library's."""
    with tempfile.TemporaryDirectory(prefix="hieuhoc-bench-") as place:
        folder = Path(place)
        folder.chmod(0o755)
        postgres = EmbeddedPostgres(folder / "postgres", settings={"max_connections": "200"})
        try:
            server = postgres.start()
            addresses = [f"{server.rpartition('/')[0]}/{name}" for name in ("ours", "peers")]
            with psycopg.connect(server, autocommit=True) as connection:
                for name in ("ours", "peers"):
                    connection.execute(f"create database {name}".encode())
            migrate(addresses[0])
            yield addresses[0], addresses[1]
        finally:
            postgres.stop()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=5.0, help="for each figure")
    for measured in measure(asked.parse_args().seconds):
        print(measured)


if __name__ == "__main__":
    main()
