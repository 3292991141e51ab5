from collections.abc import AsyncIterator

import pytest

from services.registry.main import MIGRATIONS
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.searching import Search, open_search
from shared.eventstore.migrations import migrate
from tests.registry.people.earlier import KEY
from tests.registry.register import opened_vault


@pytest.fixture
async def vault(database: str) -> AsyncIterator[Vault]:
    migrate(database, *MIGRATIONS)
    async with opened_vault(database) as vault:
        yield vault


@pytest.fixture
async def search(vault: Vault, database: str) -> AsyncIterator[Search]:
    """Of the vault."""
    async with open_search(database, KEY) as search:
        yield search
