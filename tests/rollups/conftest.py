"""A database of rollups, migrated."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from services.rollups.views.tables import MIGRATIONS
from shared import messaging
from shared.eventstore.migrations import migrate

MESSAGING = Path(messaging.__path__[0]) / "migrations"


@pytest.fixture
def migrated(database: str) -> str:
    """The address of a fresh database of rollups."""
    return with_tables(database)


def with_tables(database: str) -> str:
    migrate(database, MESSAGING, MIGRATIONS)
    return database


@pytest.fixture
def rollups(migrated: str) -> Iterator[psycopg.Connection]:
    """A connection to it."""
    with psycopg.connect(migrated) as connection:
        yield connection
