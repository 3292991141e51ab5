"""Migrated databases, quickly: each is a copy of one that was migrated once a session."""

import secrets
from collections.abc import AsyncIterator, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from shared.eventstore.migrations import migrate
from shared.eventstore.store import Store, open_store
from tests.support.sample import FACTS, Library
from tests.support.servers import another_database, fresh_database


@pytest.fixture(scope="session")
def migrated_template(postgres_dsn: str) -> Iterator[str]:
    with fresh_database(postgres_dsn) as dsn:
        migrate(dsn)
        yield dsn.rpartition("/")[2]


@pytest.fixture
def log_dsn(postgres_dsn: str, migrated_template: str) -> Iterator[str]:
    """A database with an empty log."""
    name = f"t_{secrets.token_hex(6)}"
    create = SQL("create database {} template {}")
    with psycopg.connect(postgres_dsn, autocommit=True) as server:
        server.execute(create.format(Identifier(name), Identifier(migrated_template)))
        yield another_database(postgres_dsn, name)
        server.execute(SQL("drop database {} with (force)").format(Identifier(name)))


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
