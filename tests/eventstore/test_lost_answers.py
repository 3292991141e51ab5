"""The answer is lost, the command is not: it is found again, and done once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from shared.eventstore.appending.units import Lost, Won
from shared.eventstore.store import open_store
from tests.eventstore.building import fact, key, make_mark_rows, move, offsets, positions, unit
from tests.eventstore.cutting import Network, network
from tests.support.sample import FACTS, Library, adding
from tests.support.waiting import eventually_async

Database = psycopg.Connection[Any]


@pytest.fixture
async def between(log_dsn: str) -> AsyncIterator[Network]:
    async with network(log_dsn) as standing:
        yield standing


async def committed(connection: Database, count: int) -> None:
    async def there() -> bool:
        return len(positions(connection)) == count

    await eventually_async(there)


async def lose_the_answer(between: Network, connection: Database, facts: int) -> None:
    """Cut right after COMMIT, before anything came back."""
    try:
        await committed(connection, facts)
    finally:
        await between.cut()


@pytest.mark.parametrize("name", ["k", None])
async def test_a_command_whose_answer_was_lost_is_answered_and_done_once(
    between: Network, database_connection: Database, name: str | None
) -> None:
    async with open_store(between.dsn, FACTS) as store:
        await store.appender.submit(unit(fact(uuid4(), 1)))
        between.swallowing = True
        asked = store.appender.submit(unit(fact(uuid4(), 1), key=key(name) if name else None))
        await lose_the_answer(between, database_connection, 2)
        assert await asked == Won(range(2, 3))
        assert positions(database_connection) == [1, 2]


async def test_losers_of_a_lost_answer_are_still_losers(
    between: Network, database_connection: Database
) -> None:
    stream = uuid4()
    async with open_store(between.dsn, FACTS) as store:
        await store.appender.submit(unit(fact(stream, 1)))
        between.swallowing = True
        asked = [store.appender.submit(unit(fact(s, 1))) for s in (uuid4(), stream, uuid4())]
        await lose_the_answer(between, database_connection, 3)
        assert await asyncio.gather(*asked) == [Won(range(2, 3)), Lost(), Won(range(3, 4))]


async def test_a_listener_batch_whose_answer_was_lost_is_done_once(
    between: Network, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0)
    async with open_store(between.dsn, FACTS) as store:
        await store.appender.submit(unit(fact(uuid4(), 1)))
        batch = unit(fact(uuid4(), 1), marks=[move(-1, 4)])
        between.swallowing = True
        asked = store.appender.submit(batch)
        await lose_the_answer(between, database_connection, 2)
        assert await asked == Won(range(2, 3))
        assert offsets(database_connection) == [4]


async def test_after_the_process_died_the_key_finds_the_first_answer(
    between: Network, log_dsn: str, database_connection: Database
) -> None:
    shelf = uuid4()
    async with open_store(between.dsn, FACTS) as dying:
        await dying.appender.submit(unit(fact(uuid4(), 1)))
        order = asyncio.create_task(Library(dying).execute(adding(shelf, "a", key("k"))))
        await committed(database_connection, 2)
        order.cancel()
    async with open_store(log_dsn, FACTS) as successor:
        assert await Library(successor).add(shelf, "a", key("k")) == "a"
        assert len(await successor.history(shelf)) == 1


async def test_connections_ended_by_the_server_are_made_anew(
    library: Library, database_connection: Database
) -> None:
    shelf = uuid4()
    for n in range(5):
        await library.add(shelf, f"{n}", key(f"{n}"))
        database_connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    assert len(await library.store.history(shelf)) == 5
