"""A database of rollups, migrated."""

from collections.abc import Iterator

import psycopg
import pytest

from services.rollups.views.tables import MIGRATIONS


@pytest.fixture
def rollups(database: str) -> Iterator[psycopg.Connection]:
    """A connection to a fresh database with the tables of rollups."""
    with psycopg.connect(database) as connection:
        for path in sorted(MIGRATIONS.glob("*.sql")):
            connection.execute(path.read_bytes())
        connection.commit()
        yield connection
