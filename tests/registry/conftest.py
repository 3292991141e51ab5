"""The register that the tests of its doors knock at."""

from collections.abc import AsyncIterator

import pytest

from tests.registry.register import Register, running_register


@pytest.fixture
async def register(database: str) -> AsyncIterator[Register]:
    async with running_register(database) as register:
        yield register
