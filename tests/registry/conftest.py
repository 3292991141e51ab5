"""The register that the tests of its doors knock at."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor, open_door
from tests.support.settled import settled


@pytest.fixture
def migrated(databases: Databases) -> Iterator[str]:
    """The address of a database of this test's own with all tables of the register."""
    with databases.migrated("registry") as dsn:
        yield dsn


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    with settled(databases, "registry") as dsn:
        async with open_door("registry", dsn) as register:
            yield register
