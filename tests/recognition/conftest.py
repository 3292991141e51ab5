"""Recognition as the tests of its doors meet it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor, open_door


@pytest.fixture
def migrated(databases: Databases) -> Iterator[str]:
    """The address of a database of this test's own with all tables of recognition."""
    with databases.migrated("recognition") as dsn:
        yield dsn


@pytest.fixture
async def recognition(migrated: str) -> AsyncIterator[ServiceDoor]:
    async with open_door("recognition", migrated) as recognition:
        yield recognition
