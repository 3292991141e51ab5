"""A migrated database with an empty log, an open store, and a library on it."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import psycopg
import pytest

from shared.eventstore.migrations import migrate
from shared.eventstore.store import Store, open_store
from tests.support.sample import FACTS, Library
from tests.support.servers import fresh_database

RESET = """
set session_replication_role = replica;
truncate log, chain, command_keys, listener_marks, view_marks, snapshots,
    view_facts_set_aside, read_models;
update log_head set log_id = default, position = 0, recorded_at = 'epoch', halted = null,
    compared_as = null;
select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid();
"""


@pytest.fixture(scope="session")
def migrated_database(postgres_dsn: str) -> Iterator[str]:
    with fresh_database(postgres_dsn) as dsn:
        migrate(dsn)
        yield dsn


@pytest.fixture
def log_dsn(migrated_database: str) -> str:
    """A database with an empty log. Emptying one is faster than making one."""
    with psycopg.connect(migrated_database, autocommit=True) as connection:
        connection.execute(RESET)
    return migrated_database


@pytest.fixture
def database_connection(log_dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """To look at what was written."""
    with psycopg.connect(log_dsn, autocommit=True) as connection:
        yield connection


@pytest.fixture
async def store(log_dsn: str) -> AsyncIterator[Store]:
    async with open_store(log_dsn, FACTS) as opened:
        yield opened


@pytest.fixture
async def library(store: Store) -> Library:
    return Library(store)
