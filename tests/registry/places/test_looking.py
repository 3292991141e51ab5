"""The register's own tree: as recorded when it is asked for, also by other processes."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.registry.application import Registry
from services.registry.main import MIGRATIONS
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from tests.registry import land
from tests.registry.register import SYSTEM

CALLERS = 32


@pytest.fixture
async def two_registers(database: str) -> AsyncIterator[tuple[Registry, Registry]]:
    """As two processes have them."""
    migrate(database, *MIGRATIONS)
    async with (
        open_store(database, Registry.facts) as one,
        open_store(database, Registry.facts) as other,
    ):
        yield Registry(one), Registry(other)


async def test_all_who_ask_at_once_see_what_another_process_recorded_before(
    two_registers: tuple[Registry, Registry],
) -> None:
    here, there = two_registers
    for n, place in enumerate(land.PLACES[:5], 1):
        await there.change_places([place], SYSTEM)
        trees = await asyncio.gather(*(here.territory_tree() for _ in range(CALLERS)))
        assert [len(tree) for tree in trees] == [n] * CALLERS


async def test_who_asks_while_others_are_answered_sees_what_was_recorded_meanwhile(
    two_registers: tuple[Registry, Registry],
) -> None:
    here, there = two_registers
    asking = asyncio.create_task(here.territory_tree())
    await asyncio.sleep(0)
    await there.change_places(land.PLACES, SYSTEM)
    assert len(await here.territory_tree()) == len(land.NOW.tree)
    await asking
