from collections.abc import AsyncIterator

import pytest

from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.searching import Search, open_search
from tests.registry.people.earlier import KEY
from tests.registry.vaults import opened_vault


@pytest.fixture
async def vault(migrated: str) -> AsyncIterator[Vault]:
    async with opened_vault(migrated) as vault:
        yield vault


@pytest.fixture
async def search(vault: Vault, migrated: str) -> AsyncIterator[Search]:
    """Of the vault."""
    async with open_search(migrated, KEY) as search:
        yield search
