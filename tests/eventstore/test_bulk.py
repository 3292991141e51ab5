"""Large appends come through, and the database's own upkeep stops nobody."""

import asyncio
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from shared.eventstore.appending.units import Decided, Unit, Won
from shared.eventstore.audit.chain import verify
from shared.eventstore.store import Store
from tests.eventstore.building import ORIGIN, fact, positions, some_facts, unit

Database = psycopg.Connection[Any]


@pytest.mark.parametrize("count", [1_000, 50_000])
async def test_a_large_append_does_not_hang(
    store: Store, database_connection: Database, count: int
) -> None:
    async with asyncio.timeout(60):
        verdict = await store.appender.submit(unit(*some_facts(count)))
    assert verdict == Won(range(1, count + 1))
    assert positions(database_connection) == list(range(1, count + 1))
    assert verify(database_connection) is not None


async def test_large_facts_by_the_hundred_do_not_hang(
    store: Store, database_connection: Database
) -> None:
    large = [unit(fact(uuid4(), 1, "x" * 200_000)) for _ in range(100)]
    async with asyncio.timeout(60):
        verdicts = await asyncio.gather(*[store.appender.submit(one) for one in large])
    assert all(isinstance(verdict, Won) for verdict in verdicts)
    assert len(positions(database_connection)) == 100


async def test_a_thousand_commands_in_one_unit_are_whole_or_not_at_all(
    store: Store, database_connection: Database
) -> None:
    taken = uuid4()
    await store.appender.submit(unit(fact(taken, 1)))
    commands = [Decided(ORIGIN, [one]) for one in (*some_facts(999), fact(taken, 1))]
    await store.appender.submit(Unit(commands))
    assert positions(database_connection) == [1]
    await store.appender.submit(Unit(commands[:-1]))
    assert len(positions(database_connection)) == 1_000


UPKEEP = [
    "vacuum (freeze, analyze) log",
    "create index concurrently by_type on log (type)",
    "reindex index concurrently by_type",
    "analyze log",
]


def keep_up(dsn: str, stop: Event, done: list[str]) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        while not stop.is_set():
            for statement in (*UPKEEP, "drop index concurrently by_type"):
                connection.execute(statement)
                done.append(statement)


async def test_vacuum_and_building_an_index_do_not_block_appends(
    store: Store, log_dsn: str
) -> None:
    await store.appender.submit(unit(*some_facts(20_000)))
    stop, done = Event(), list[str]()
    upkeep = Thread(target=keep_up, args=(log_dsn, stop, done))
    upkeep.start()
    longest, loop = 0.0, asyncio.get_running_loop()
    while len(done) < 2 * len(UPKEEP):
        began = loop.time()
        assert isinstance(await store.appender.submit(unit(fact(uuid4(), 1))), Won)
        longest = max(longest, loop.time() - began)
    stop.set()
    await asyncio.to_thread(upkeep.join)
    assert longest < 1.5


async def test_an_append_waits_for_no_table_lock_of_a_vacuum(store: Store, log_dsn: str) -> None:
    with psycopg.connect(log_dsn) as upkeep:
        # The lock VACUUM, ANALYZE and CREATE INDEX CONCURRENTLY hold while they work.
        upkeep.execute("lock table log in share update exclusive mode")
        async with asyncio.timeout(2):
            assert isinstance(await store.appender.submit(unit(fact(uuid4(), 1))), Won)
