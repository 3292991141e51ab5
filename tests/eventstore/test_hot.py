"""A kept state is told only what is new, and never answers for the log."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import psycopg
import pytest

from shared.eventstore.store import Store, open_store
from tests.support.sample import FACTS, Library, NoSuchBook, Shelf

SHELF = UUID(int=11)
Database = psycopg.Connection[Any]


class HotLibrary(Library):
    def __init__(self, store: Store) -> None:
        super().__init__(store, frozenset({Shelf}))


@pytest.fixture
async def kept(store: Store) -> Library:
    """It has met a shelf of three books."""
    library = HotLibrary(store)
    for title in ("a", "b", "c"):
        await library.add(SHELF, title)
    return library


@pytest.fixture
async def other(log_dsn: str) -> AsyncIterator[Library]:
    """Of another process."""
    async with open_store(log_dsn, FACTS) as opened:
        yield Library(opened)


def tamper(database: Database, statement: str) -> None:
    """As nobody can: so it shows what is read."""
    with database.transaction():
        database.execute("set local session_replication_role = replica")
        database.execute(statement)


async def test_a_refusal_reads_only_what_was_recorded_since(
    kept: Library, other: Library, database_connection: Database
) -> None:
    tamper(database_connection, 'update log set data = \'{"title":"x"}\' where version = 1')
    with pytest.raises(NoSuchBook):
        await kept.lend(SHELF, "x")
    await other.add(SHELF, "new")
    assert await kept.lend(SHELF, "new") == "new"


async def test_one_that_lost_its_race_reads_only_what_was_recorded_since(
    kept: Library, other: Library, database_connection: Database
) -> None:
    tamper(database_connection, 'update log set data = \'{"title":"x"}\' where version = 1')
    await other.lend(SHELF, "b")
    assert await kept.lend(SHELF, "c") == "c"
    with pytest.raises(NoSuchBook):
        await kept.lend(SHELF, "x")


async def test_what_changes_nothing_is_decided_again_on_what_another_process_recorded(
    kept: Library, other: Library
) -> None:
    assert await kept.add(SHELF, "a") == "a"
    assert len(await kept.store.history(SHELF)) == 3
    await other.lend(SHELF, "a")
    assert await kept.add(SHELF, "a") == "a"
    assert len(await kept.store.history(SHELF)) == 5


async def test_a_refusal_is_decided_again_each_time_another_process_was_faster(
    kept: Library, other: Library
) -> None:
    for title in ("d", "e", "f"):
        with pytest.raises(NoSuchBook):
            await kept.lend(SHELF, title)
        await other.add(SHELF, title)
        assert await kept.lend(SHELF, title) == title
        with pytest.raises(NoSuchBook):
            await kept.lend(SHELF, title)


async def test_of_a_log_that_was_set_back_nothing_is_believed(
    kept: Library, database_connection: Database
) -> None:
    tamper(database_connection, "delete from log where version = 3")
    assert await kept.add(SHELF, "c") == "c"
    assert len(await kept.store.history(SHELF)) == 3
