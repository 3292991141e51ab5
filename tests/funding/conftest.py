"""Funding as the tests of its doors meet it."""

from collections.abc import AsyncIterator

import pytest

from services.funding.main import MIGRATIONS, parts
from services.funding.settings import Settings
from shared.eventstore.migrations import migrate
from tests.support.counter import Counter, running_counter


@pytest.fixture
async def funding(database: str) -> AsyncIterator[Counter]:
    migrate(database, *MIGRATIONS)
    async with running_counter(
        "funding", database, lambda told, clock: parts(Settings(**told), clock)
    ) as counter:
        yield counter
