"""The register's own tree: as recorded when it is asked for, also by other processes."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.registry.main import CARDS
from services.registry.places.changing import change_places
from services.registry.places.tree import TheTree
from shared.eventstore.store import Store, open_store
from shared.eventstore.transactions import Transactions
from tests.support import land
from tests.support.settled import SYSTEM

CALLERS = 32


@pytest.fixture
async def two_logs(migrated: str) -> AsyncIterator[tuple[Store, Store]]:
    """As two processes have them."""
    async with (
        open_store(migrated, CARDS.facts) as one,
        open_store(migrated, CARDS.facts) as other,
    ):
        yield one, other


async def test_all_who_ask_at_once_see_what_another_process_recorded_before(
    two_logs: tuple[Store, Store],
) -> None:
    here, there = TheTree(two_logs[0]), Transactions(two_logs[1])
    for n, place in enumerate(land.PLACES[:5], 1):
        await change_places(there, [place], SYSTEM)
        trees = await asyncio.gather(*(here.refreshed() for _ in range(CALLERS)))
        assert [len(tree) for tree in trees] == [n] * CALLERS


async def test_who_asks_while_others_are_answered_sees_what_was_recorded_meanwhile(
    two_logs: tuple[Store, Store],
) -> None:
    here, there = TheTree(two_logs[0]), Transactions(two_logs[1])
    asking = asyncio.create_task(here.refreshed())
    await asyncio.sleep(0)
    await change_places(there, land.PLACES, SYSTEM)
    assert len(await here.refreshed()) == len(land.NOW.tree)
    await asking
