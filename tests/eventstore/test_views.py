"""A service's own views: they follow the log, and never lose their place in it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from shared.eventstore.mapper import FactMapper
from shared.eventstore.store import Store
from shared.eventstore.views import Projector, catch_up
from shared.eventstore.views.projector import Following
from shared.postgres.connections import TIMEOUTS
from tests.eventstore.building import fact, some_facts, unit
from tests.eventstore.counting import BooksByShelf, counted, recounted, with_table
from tests.support.sample import FACTS, Library, adding
from tests.support.waiting import eventually_async

Database = psycopg.Connection[Any]
MAPPER = FactMapper(FACTS)


@pytest.fixture(autouse=True)
def table(database_connection: Database) -> Iterator[None]:
    with with_table(database_connection):
        yield


@asynccontextmanager
async def running(loop: Projector | Following) -> AsyncIterator[asyncio.Task[None]]:
    stop = asyncio.Event()
    task = asyncio.create_task(loop.run(stop))
    yield task
    stop.set()
    await task


async def caught_up(connection: Database) -> None:
    async def equal() -> bool:
        return counted(connection) == recounted(connection) != {}

    await eventually_async(equal)


async def test_a_view_follows_the_log(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    async with running(Projector(log_dsn, MAPPER, [BooksByShelf()])):
        shelves = [uuid4() for _ in range(5)]
        await library.execute_many([adding(shelves[n % 5], f"{n}") for n in range(50)])
        await caught_up(database_connection)
        await library.lend(shelves[0], "0")
        await caught_up(database_connection)
    assert sum(counted(database_connection).values()) == 49


async def test_a_fact_is_seen_at_once_however_seldom_it_polls(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    projector = Projector(log_dsn, MAPPER, [BooksByShelf()], poll=60)
    async with running(projector):
        await eventually_async(ready(projector))
        await library.add(uuid4(), "a")
        await caught_up(database_connection)


def ready(projector: Projector) -> Any:
    async def is_ready() -> bool:
        return projector.unready() is None

    return is_ready


async def test_it_goes_on_after_its_connection_was_lost(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    projector = Projector(log_dsn, MAPPER, [BooksByShelf()])
    assert projector.unready() == "not started"
    async with running(projector):
        await eventually_async(ready(projector))
        database_connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name like 'projector%'"
        )
        await library.add(uuid4(), "a")
        await caught_up(database_connection)
        await eventually_async(ready(projector))
    assert projector.unready() == "stopped"


async def test_two_projectors_do_not_apply_a_fact_twice(
    store: Store, log_dsn: str, database_connection: Database
) -> None:
    both = [Projector(log_dsn, MAPPER, [BooksByShelf()]) for _ in range(2)]
    async with running(both[0]), running(both[1]):
        for _ in range(20):
            await store.appender.submit(unit(*some_facts(20)))
        await caught_up(database_connection)


async def test_a_page_is_at_most_what_was_asked(
    store: Store, database_connection: Database
) -> None:
    await store.appender.submit(unit(*[fact(uuid4(), 1) for _ in range(25)]))
    pages = [catch_up(database_connection, MAPPER, BooksByShelf(), limit=10) for _ in range(4)]
    assert pages == [10, 10, 5, 0]


def connections(connection: Database) -> list[str]:
    """Which of the projector's there are."""
    query = "select application_name from pg_stat_activity where application_name like 'projector%'"
    return sorted(name for (name,) in connection.execute(query))


async def test_a_view_without_news_lets_its_connection_go_and_comes_back(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    projector = Projector(log_dsn, MAPPER, [BooksByShelf()], poll=0.01)

    async def only_the_lookout() -> bool:
        return connections(database_connection) == ["projector lookout"]

    async with running(projector):
        for title in "ab":
            await library.add(uuid4(), title)
            await caught_up(database_connection)
            await eventually_async(only_the_lookout)
            assert projector.unready() is None


async def test_a_view_that_is_up_to_date_is_ready_without_a_connection(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    await library.add(uuid4(), "a")
    catch_up(database_connection, MAPPER, BooksByShelf())
    projector = Projector(log_dsn, MAPPER, [BooksByShelf()], poll=60)
    async with running(projector):
        await eventually_async(ready(projector))
        assert connections(database_connection) == ["projector lookout"]


async def test_a_view_that_nobody_wakes_looks_for_itself_in_the_end(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    alone = Following(log_dsn, MAPPER, BooksByShelf(), 0.01, TIMEOUTS)
    async with running(alone):
        await library.add(uuid4(), "a")
        await caught_up(database_connection)
