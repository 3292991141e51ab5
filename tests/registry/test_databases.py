"""The databases that tests are given: each is as the migrations left it, whoever had it before."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from services.registry.main import MIGRATIONS
from shared.eventstore.migrations import migrate
from tests.support.databases import Databases

WRITTEN = (
    "insert into people (person_ref, place_id, sealed) values ('{0}', '{0}', '')",
    "insert into person_keys values ('{0}', '')",
    "insert into log values (1, '{0}', 1, 't', '', now(), 'officer', '{0}')",
    """insert into place_entries_v1 (position, change, place_id, recorded_on)
    values (1, 'ended', '{0}', now())""",
    "update log_head set position = 1",
    "update relay_mark set position = 1",
    "delete from migrations where folder = 'registry'",
)
TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
NEXT_LINE = "select nextval(pg_get_serial_sequence('place_entries_v1', 'line'))"


def whole(connection: psycopg.Connection[Any]) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table; but an empty log has an id that no other has."""
    tables = [name for (name,) in connection.execute(TABLES)]
    found = {
        name: connection.execute(f"select * from {name} order by 1".encode()).fetchall()
        for name in tables
    }
    found["log_head"] = [row[1:] for row in found["log_head"]]
    return found


def quiet(dsn: str) -> None:
    """All tables of the register, which the server never analyses by itself: then it would be made
    anew, as one whose statistics a test changed is."""
    migrate(dsn, *MIGRATIONS)
    with psycopg.connect(dsn) as connection:
        for (name,) in connection.execute(TABLES).fetchall():
            connection.execute(f"alter table {name} set (autovacuum_enabled = off)".encode())


def test_a_database_used_before_is_as_the_migrations_left_it(databases: Databases) -> None:
    with (
        databases.prepared("quiet registry", quiet) as used,
        psycopg.connect(used, autocommit=True) as connection,
    ):
        as_made = whole(connection)
        log = connection.execute("select log_id from log_head").fetchall()
        connection.execute("set session_replication_role = replica")
        for statement in WRITTEN:
            connection.execute(statement.format(uuid4()).encode())
        assert whole(connection) != as_made
    with (
        databases.prepared("quiet registry", quiet) as again,
        psycopg.connect(again) as connection,
    ):
        assert again == used
        assert whole(connection) == as_made
        assert connection.execute("select log_id from log_head").fetchall() != log
        assert connection.execute(NEXT_LINE).fetchall() == [(1,)]


@pytest.mark.parametrize(
    "statement",
    [
        "alter table people add column note text",
        "create index on people (place_id)",
        "grant select on people to public",
        "alter table log disable trigger all",
        "create or replace function log_is_kept() returns int language sql as 'select 1'",
    ],
)
def test_a_database_whose_shape_was_changed_is_used_by_no_other(
    databases: Databases, statement: str
) -> None:
    with databases.migrated("registry") as changed, psycopg.connect(changed) as connection:
        connection.execute(statement.encode())
    with databases.migrated("registry") as one, databases.migrated("registry") as other:
        assert changed not in (one, other)
