"""A log that release 0.1 wrote is read by nothing, and nothing of it is changed."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shared.eventstore.library.database import Database
from shared.eventstore.log.format import FORMAT, AnotherFormat
from shared.eventstore.mapper import FactMapper
from shared.eventstore.migrations import FOLDER, migrate, require_migrated
from shared.eventstore.store import open_store
from shared.eventstore.views import Projector
from shared.vocabulary.identifiers import new_id
from tests.eventstore.counting import BooksByShelf
from tests.support import release_0_1
from tests.support.rebuilding import rebuild
from tests.support.sample import FACTS


@pytest.fixture(scope="module")
def old(postgres_dsn: str) -> Iterator[str]:
    with release_0_1.database(postgres_dsn, "registry") as dsn:
        before = release_0_1.whole(dsn)
        assert release_0_1.facts(dsn) > 0
        yield dsn
        assert release_0_1.whole(dsn) == before


def test_a_fresh_log_is_of_the_format_that_this_code_reads(
    database_connection: psycopg.Connection[Any],
) -> None:
    row = database_connection.execute("select format from log_head").fetchone()
    assert row == (FORMAT,)


def test_migrate_refuses_a_log_of_0_1_before_it_changes_anything(old: str, tmp_path: Path) -> None:
    folder = tmp_path / "sample" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_first.sql").write_text("create table first (id int)", encoding="utf-8")
    with pytest.raises(AnotherFormat, match=release_0_1.SENTENCE):
        migrate(old, folder)


def test_migrate_refuses_a_log_of_0_1_that_had_recorded_nothing(database: str) -> None:
    """Of rollups, say: its figures are of records of 0.1 all the same."""
    with psycopg.connect(database, autocommit=True) as connection:
        first = (FOLDER / "0001_log.sql").read_text(encoding="utf-8")
        connection.execute("create table migrations (folder text, name text)")
        connection.execute(first.encode())
        connection.execute("alter table log_head drop column format")
    with pytest.raises(AnotherFormat, match="hieuhoc demo --fresh"):
        migrate(database)


async def test_a_format_of_later_is_refused_too(database: str) -> None:
    migrate(database)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("update log_head set format = format + 1")
    with pytest.raises(AnotherFormat, match=f"of format {FORMAT + 1}"):
        await require_migrated(database)


async def test_no_role_waits_for_a_migration_of_a_log_of_0_1(old: str) -> None:
    with pytest.raises(AnotherFormat, match=release_0_1.SENTENCE):
        await require_migrated(old)


async def test_a_store_reads_nothing_of_a_log_of_0_1(old: str) -> None:
    async with open_store(old, FACTS) as store:
        for asked in (store.page(0), store.history(new_id()), store.forget_old_keys()):
            with pytest.raises(AnotherFormat, match=release_0_1.SENTENCE):
                await asked


def test_the_library_reads_nothing_of_a_log_of_0_1(old: str) -> None:
    database = Database(old)
    for _ in range(2):
        with pytest.raises(AnotherFormat, match=release_0_1.SENTENCE):
            database.ask("select 1")
    with pytest.raises(AnotherFormat, match=release_0_1.SENTENCE):
        database.listening()
    database.close()


async def test_a_projector_ends_on_a_log_of_0_1(old: str) -> None:
    projector = Projector(old, FactMapper(FACTS), [BooksByShelf()])
    with pytest.raises(AnotherFormat, match=release_0_1.SENTENCE):
        await asyncio.wait_for(projector.run(asyncio.Event()), 60)


def test_no_view_is_rebuilt_from_a_log_of_0_1(old: str) -> None:
    with (
        psycopg.connect(old, autocommit=True) as connection,
        pytest.raises(AnotherFormat, match=release_0_1.SENTENCE),
    ):
        rebuild(connection, FactMapper(FACTS), BooksByShelf(), ["books_by_shelf"])
