"""How the log is read does not depend on when the server last looked at it."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from shared.eventstore.log.connecting import connect_to_log
from shared.eventstore.mapper import FactMapper
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from shared.eventstore.views import catch_up
from tests.eventstore.building import key
from tests.eventstore.counting import CREATE, BooksByShelf
from tests.support.sample import FACTS, Library, Shelf, adding
from tests.support.waiting import eventually

# As wide as facts about places are: narrower or wider ones are read by index anyway.
ONE_STREAM = """
insert into log select n, %s, n, 'library.book-added.v1',
    convert_to('{"title":"' || repeat('a', 200) || n || '"}', 'UTF8'),
    now(), 'importer', %s from generate_series(1, 35000) n
"""
SCANS = "select coalesce(seq_scan, 0) from pg_stat_user_tables where relname = %s"
OTHERS = """
select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    and backend_type = 'client backend'
"""


@pytest.fixture(params=["told", "not told"])
def imported(database: str, request: pytest.FixtureRequest) -> str:
    """One stream is all there is, and the server has just looked; told by the migration how many
    streams there are, or, as in a log of before, not."""
    migrate(database)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(ONE_STREAM, [uuid4(), UUID(int=1)])
        connection.execute("update log_head set position = 35000")
        connection.execute(CREATE)
        if request.param == "not told":
            connection.execute("alter table log alter column stream_id reset (n_distinct)")
        connection.execute("analyze log")
    return database


def scans(connection: psycopg.Connection[Any]) -> int:
    """Whole readings of the log so far, told by sessions that have ended."""
    eventually(lambda: not connection.execute(OTHERS).fetchall())
    ((number,),) = connection.execute(SCANS, ["log"]).fetchall()
    return int(number)


async def test_streams_and_pages_are_read_by_index_right_after_the_import(imported: str) -> None:
    with psycopg.connect(imported, autocommit=True) as watching:
        before = scans(watching)
        async with open_store(imported, FACTS) as store:
            streams = [uuid4() for _ in range(2_000)]
            await Library(store).execute_many([adding(s, "a", key(f"{s}")) for s in streams])
            await store.reader.read([(stream, Shelf) for stream in streams])
            assert len(await store.history(streams[0])) == 1
            assert len(await store.page(36_999)) == 1
            assert len(await store.used([key(f"{s}") for s in streams])) == 2_000
        with connect_to_log(imported, "projector test") as following:
            while catch_up(following, FactMapper(FACTS), BooksByShelf()):
                pass
        assert scans(watching) == before
