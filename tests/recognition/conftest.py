"""Recognition as the tests of its doors meet it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor, open_door
from tests.support.settled import settled


@pytest.fixture
def migrated(databases: Databases) -> Iterator[str]:
    """The address of a database of this test's own with all tables of recognition."""
    with databases.migrated("recognition") as dsn:
        yield dsn


@pytest.fixture
async def recognition(databases: Databases) -> AsyncIterator[ServiceDoor]:
    with settled(databases, "recognition") as dsn:
        async with open_door("recognition", dsn) as recognition:
            yield recognition
