"""Notifications as the tests of its doors meet it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.notifications.sending import Sending
from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor, open_door
from tests.support.settled import settled


@pytest.fixture
def migrated(databases: Databases) -> Iterator[str]:
    """The address of a database of this test's own with all tables of notifications."""
    with databases.migrated("notifications") as dsn:
        yield dsn


@pytest.fixture
def sending(migrated: str, tmp_path: Path) -> Sending:
    return Sending(migrated, tmp_path / "messages")


@pytest.fixture
async def notifications(databases: Databases, tmp_path: Path) -> AsyncIterator[ServiceDoor]:
    with settled(databases, "notifications") as dsn:
        async with open_door("notifications", dsn, folder=tmp_path) as notifications:
            yield notifications
