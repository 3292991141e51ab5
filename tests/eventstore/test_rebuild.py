"""A view rebuilt beside the live one equals it, and is put in its place while it is read."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from threading import Event, Thread
from typing import Any

import psycopg
import pytest

from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper
from shared.eventstore.rebuilding.rebuilt import RebuildDiffers
from shared.eventstore.rebuilding.turn import RebuildUnderWay, Turn
from shared.eventstore.store import Store
from shared.eventstore.views import catch_up
from shared.postgres.connections import connect
from tests.eventstore.building import some_facts, unit
from tests.eventstore.counting import TABLES, BooksByShelf, counted, recounted, with_table
from tests.eventstore.cutting import network
from tests.support.rebuilding import rebuild, rebuilt_view
from tests.support.sample import FACTS

Database = psycopg.Connection[Any]
MAPPER, VIEW = FactMapper(FACTS), BooksByShelf()


class Waiting(BooksByShelf):
    """Says that it was reached, and waits to go on."""

    def __init__(self, begun: Event, go_on: Event) -> None:
        self._begun, self._go_on = begun, go_on

    def apply(self, cursor: psycopg.Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        self._begun.set()
        assert self._go_on.wait(9)
        super().apply(cursor, batch)


@pytest.fixture(autouse=True)
def table(database_connection: Database) -> Iterator[None]:
    with with_table(database_connection):
        yield


async def filled(store: Store, connection: Database) -> None:
    await store.appender.submit(unit(*some_facts(500)))
    while catch_up(connection, MAPPER, VIEW):
        pass


async def test_rebuilt_equals_live(store: Store, database_connection: Database) -> None:
    await filled(store, database_connection)
    (rebuilt,) = rebuild(database_connection, MAPPER, VIEW, TABLES)
    assert rebuilt.before == rebuilt.after
    assert rebuilt.after.rows == 500
    assert counted(database_connection) == recounted(database_connection)


async def test_a_wrong_row_is_found_and_put_right(
    store: Store, database_connection: Database
) -> None:
    await filled(store, database_connection)
    database_connection.execute("update books_by_shelf_v1 set books = 9 where books = 1")
    (rebuilt,) = rebuild(database_connection, MAPPER, VIEW, TABLES)
    assert rebuilt.before != rebuilt.after
    assert counted(database_connection) == recounted(database_connection)


async def test_a_live_view_that_lags_is_compared_where_it_should_be(
    store: Store, database_connection: Database
) -> None:
    await filled(store, database_connection)
    await store.appender.submit(unit(*some_facts(100)))
    (rebuilt,) = rebuild(database_connection, MAPPER, VIEW, TABLES)
    assert rebuilt.before == rebuilt.after
    assert catch_up(database_connection, MAPPER, VIEW) == 0


async def test_writes_and_reads_go_on_meanwhile(
    store: Store, log_dsn: str, database_connection: Database
) -> None:
    await filled(store, database_connection)
    stop, seen = Event(), list[int]()
    thread = Thread(target=follow_and_read, args=(log_dsn, stop, seen))
    thread.start()
    for _ in range(3):
        await store.appender.submit(unit(*some_facts(50)))
        (rebuilt,) = await asyncio.to_thread(rebuild, database_connection, MAPPER, VIEW, TABLES)
        assert rebuilt.before == rebuilt.after
    stop.set()
    await asyncio.to_thread(thread.join)
    assert min(seen) >= 500
    assert counted(database_connection) == recounted(database_connection)


def follow_and_read(dsn: str, stop: Event, seen: list[int]) -> None:
    """The live projector, and someone who reads."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        while not stop.is_set() or catch_up(connection, MAPPER, VIEW):
            catch_up(connection, MAPPER, VIEW)
            seen.append(len(counted(connection)))


class Killed(BooksByShelf):
    def apply(self, cursor: Any, batch: Any) -> None:
        super().apply(cursor, batch)
        raise KeyboardInterrupt


async def test_a_second_rebuild_at_once_says_so_and_leaves_the_first_alone(
    store: Store, log_dsn: str, database_connection: Database
) -> None:
    await filled(store, database_connection)
    begun, go_on = Event(), Event()
    slow = Waiting(begun, go_on)
    with closing(connect(log_dsn, "first")) as first:
        first.autocommit = True
        rebuilding = asyncio.create_task(asyncio.to_thread(rebuild, first, MAPPER, slow, TABLES))
        await asyncio.to_thread(begun.wait)
        with pytest.raises(RebuildUnderWay):
            rebuild(database_connection, MAPPER, VIEW, TABLES)
        go_on.set()
        (rebuilt,) = await rebuilding
    assert rebuilt.before == rebuilt.after
    rebuild(database_connection, MAPPER, VIEW, TABLES)


class SecondFold(BooksByShelf):
    """Does something else when it folds the log again."""

    def __init__(self, then: Callable[[psycopg.Cursor[Any]], None]) -> None:
        self._then, self._told = then, 0

    def apply(self, cursor: psycopg.Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        super().apply(cursor, batch)
        self._told += 1
        if self._told == 2:
            self._then(cursor)


def killing(_: psycopg.Cursor[Any]) -> None:
    raise KeyboardInterrupt


def losing_a_row(cursor: psycopg.Cursor[Any]) -> None:
    first = "select min(ctid) from books_by_shelf_v1"
    cursor.execute(f"delete from books_by_shelf_v1 where ctid = ({first})".encode())


async def test_what_was_filled_before_it_was_killed_is_not_filled_again(
    store: Store, database_connection: Database
) -> None:
    await filled(store, database_connection)
    with pytest.raises(KeyboardInterrupt):
        rebuild(database_connection, MAPPER, SecondFold(killing), TABLES)
    (before,) = database_connection.execute("select told from rebuilds").fetchall()
    done = rebuilt_view(database_connection, MAPPER, VIEW)
    assert done.went_on
    assert (done.told,) == before
    assert counted(database_connection) == recounted(database_connection)
    assert not rebuilt_view(database_connection, MAPPER, VIEW).went_on


async def test_what_a_recount_says_otherwise_is_not_switched_and_not_gone_on_with(
    store: Store, database_connection: Database
) -> None:
    await filled(store, database_connection)
    with pytest.raises(RebuildDiffers, match=r"books_by_shelf_v1 .* 500 rows, .* 499 rows"):
        rebuild(database_connection, MAPPER, SecondFold(losing_a_row), TABLES)
    assert counted(database_connection) == recounted(database_connection)
    assert not rebuilt_view(database_connection, MAPPER, VIEW).went_on


async def test_an_attempt_that_was_killed_is_gone_on_with(
    store: Store, database_connection: Database
) -> None:
    await filled(store, database_connection)
    with pytest.raises(KeyboardInterrupt):
        rebuild(database_connection, MAPPER, Killed(), TABLES)
    assert counted(database_connection) == recounted(database_connection)
    (rebuilt,) = rebuild(database_connection, MAPPER, VIEW, TABLES)
    assert rebuilt.before == rebuilt.after


async def test_the_service_may_still_write_what_was_rebuilt(
    store: Store, database_connection: Database
) -> None:
    await filled(store, database_connection)
    rebuild(database_connection, MAPPER, VIEW, TABLES)
    assert catch_up(database_connection, MAPPER, VIEW) == 0
    granted = database_connection.execute(
        "select has_table_privilege('hieuhoc_application', 'books_by_shelf_v1', 'insert')"
    )
    assert granted.fetchone() == (True,)


async def test_a_turn_is_given_back_before_the_server_has_ended_its_session(log_dsn: str) -> None:
    def taken(dsn: str) -> bool:
        with Turn(dsn, "books"):
            return True

    async with network(log_dsn) as between:
        between.keeping_goodbyes = True
        assert await asyncio.to_thread(taken, between.dsn)
        assert await asyncio.to_thread(taken, log_dsn), "the first session stands still"
