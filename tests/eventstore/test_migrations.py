"""The schema is made once, in order, however many try."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from structlog.testing import capture_logs

from hieuhoc.embedded.postgres import EmbeddedPostgres
from shared.eventstore.migrations import migrate
from tests.support.waiting import eventually

OURS = [
    "eventstore/0001_log.sql",
    "eventstore/0002_append.sql",
    "eventstore/0003_set_aside.sql",
    "eventstore/0004_proof.sql",
    "eventstore/0005_digests.sql",
    "eventstore/0006_read_models.sql",
    "eventstore/0007_receipts.sql",
    "eventstore/0010_rebuilds.sql",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "registry" / "migrations"
    own.mkdir(parents=True)
    (own / "0002_second.sql").write_text("alter table first add column more int;")
    (own / "0001_first.sql").write_text("create table first (id int); select 1;")
    (own / "notes.txt").write_text("not a migration")
    return own


def test_files_are_applied_once_and_in_order(database: str, folder: Path) -> None:
    ours = ["registry/0001_first.sql", "registry/0002_second.sql"]
    assert migrate(database, folder) == OURS + ours
    assert migrate(database, folder) == []
    (folder / "0003_third.sql").write_text("alter table first add column still_more int;")
    assert migrate(database, folder) == ["registry/0003_third.sql"]


def test_many_at_once_do_not_collide(database: str, folder: Path) -> None:
    with ThreadPoolExecutor(6) as several:
        applied = list(several.map(lambda _: migrate(database, folder), range(6)))
    assert sorted(map(len, applied)) == [0, 0, 0, 0, 0, len(OURS) + 2]


def test_a_file_that_fails_leaves_nothing_and_can_be_mended(database: str, folder: Path) -> None:
    (folder / "0002_second.sql").write_text("create table second (id int); select 1 / 0;")
    with pytest.raises(psycopg.DataError):
        migrate(database, folder)
    (folder / "0002_second.sql").write_text("create table second (id int);")
    assert migrate(database, folder) == ["registry/0002_second.sql"]


def test_a_service_may_write_its_own_tables(database: str, folder: Path) -> None:
    migrate(database, folder)
    with psycopg.connect(database) as connection:
        connection.execute("set role hieuhoc_application")
        connection.execute("insert into first values (1, 2)")
        connection.execute("delete from first")


def test_a_database_that_starts_is_waited_for(
    own_postgres: Callable[[], EmbeddedPostgres], folder: Path
) -> None:
    postgres = own_postgres()
    postgres.stop()
    with capture_logs() as lines, ThreadPoolExecutor(1) as beside:
        migrating = beside.submit(migrate, postgres.dsn, folder, patience=300.0)
        eventually(lambda: lines, 30)
        postgres.start()
        assert len(migrating.result(120)) == len(OURS) + 2
    assert [line["event"] for line in lines] == ["waiting for the database", "migrated"]


def test_each_log_has_an_identity_of_its_own(database: str, log_dsn: str) -> None:
    migrate(database)
    identities = set()
    for dsn in (database, log_dsn):
        with psycopg.connect(dsn) as connection:
            identities |= {row[0] for row in connection.execute("select log_id from log_head")}
    assert len(identities) == 2
