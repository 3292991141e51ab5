"""The register's vault of people, under the key of the tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.registry.people.vault.keeping import Vault, open_vault
from services.registry.people.vault.sealing import MasterKey
from tests.support.told import VAULT_KEY


@asynccontextmanager
async def opened_vault(dsn: str) -> AsyncIterator[Vault]:
    """The vault of a migrated database."""
    async with open_vault(dsn, MasterKey.from_base64(VAULT_KEY)) as vault:
        yield vault
