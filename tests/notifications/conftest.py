"""Notifications as the tests of its doors meet it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.notifications.main import MIGRATIONS, parts
from services.notifications.settings import Settings
from shared.eventstore.migrations import migrate
from tests.notifications.sending import Sending
from tests.support.counter import Counter, running_counter


@pytest.fixture
def migrated(database: str) -> str:
    migrate(database, *MIGRATIONS)
    return database


@pytest.fixture
def sending(migrated: str, tmp_path: Path) -> Sending:
    return Sending(migrated, tmp_path / "messages")


@pytest.fixture
async def notifications(migrated: str, tmp_path: Path) -> AsyncIterator[Counter]:
    async with running_counter(
        "notifications",
        migrated,
        lambda told, clock: parts(Settings(**told, folder=tmp_path), clock),
    ) as counter:
        yield counter
