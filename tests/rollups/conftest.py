"""A database of rollups, migrated."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.support.databases import Databases


@pytest.fixture
def migrated(databases: Databases) -> Iterator[str]:
    """The address of a database of rollups that is this test's own."""
    with databases.migrated("rollups") as database:
        yield database


@pytest.fixture
def rollups(migrated: str) -> Iterator[psycopg.Connection]:
    """A connection to it."""
    with psycopg.connect(migrated) as connection:
        yield connection
