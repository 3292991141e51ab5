"""Funding as the tests of its doors meet it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest

from services.funding.main import MIGRATIONS, parts
from services.funding.settings import Settings
from shared.eventstore.migrations import migrate
from tests.support.counter import Counter, running_counter, told


@pytest.fixture
async def funding(database: str) -> AsyncIterator[Counter]:
    migrate(database, *MIGRATIONS)
    async with running_counter(
        "funding", database, lambda told, clock: parts(Settings(**told), clock)
    ) as counter:
        yield counter


@pytest.fixture
async def another(funding: Counter) -> AsyncIterator[Counter]:
    """The same funding once more, as a second replica has it: it shares the database alone."""
    settings = Settings(**told(funding.dsn, funding.provider))
    async with parts(settings, funding.clock) as running:
        transport = httpx2.ASGITransport(app=running.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://counter") as client:
            yield replace(funding, client=client, parts=running)
