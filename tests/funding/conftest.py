"""Funding as the tests of its doors meet it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor, another_process, open_door
from tests.support.settled import settled


@pytest.fixture
def migrated(databases: Databases) -> Iterator[str]:
    """The address of a database of this test's own with all tables of funding."""
    with databases.migrated("funding") as dsn:
        yield dsn


@pytest.fixture
async def funding(databases: Databases) -> AsyncIterator[ServiceDoor]:
    with settled(databases, "funding") as dsn:
        async with open_door("funding", dsn) as funding:
            yield funding


@pytest.fixture
async def another(funding: ServiceDoor) -> AsyncIterator[ServiceDoor]:
    async with another_process(funding) as another:
        yield another
