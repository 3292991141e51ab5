"""How things stand, looked up once for many: nobody gets an answer older than the question."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from shared.postgres.sharing import Sharing


class Slow:
    """Something that changes while it is looked at: each look ends when it is let go."""

    def __init__(self) -> None:
        self.looks = 0
        self.begun, self.let_go = asyncio.Event(), asyncio.Event()
        self.fault: psycopg.Error | None = None

    async def look(self) -> int:
        self.looks += 1
        seen = self.looks
        self.begun.set()
        await self.let_go.wait()
        if self.fault is not None and seen == 1:
            raise self.fault
        return seen


@asynccontextmanager
async def asked(
    slow: Slow,
) -> AsyncIterator[tuple["asyncio.Task[int]", list["asyncio.Task[int]"]]]:
    """One who asked, and ten who asked while the look for the first was under way."""
    sharing = Sharing(slow.look)
    first = asyncio.create_task(sharing.ask())
    await slow.begun.wait()
    later = [asyncio.create_task(sharing.ask()) for _ in range(10)]
    await asyncio.sleep(0)
    yield first, later


async def test_who_asks_during_a_look_shares_the_next_one() -> None:
    slow = Slow()
    async with asked(slow) as (first, later):
        slow.let_go.set()
        assert await first == 1
        assert await asyncio.gather(*later) == [2] * 10


async def test_a_fault_is_theirs_who_shared_the_look() -> None:
    slow = Slow()
    slow.fault = psycopg.OperationalError("away")
    async with asked(slow) as (first, later):
        slow.let_go.set()
        with pytest.raises(psycopg.OperationalError):
            await first
        assert await asyncio.gather(*later) == [2] * 10


async def test_who_goes_away_takes_nobody_along() -> None:
    slow = Slow()
    async with asked(slow) as (first, later):
        later[0].cancel()
        slow.let_go.set()
        assert await first == 1
        assert await asyncio.gather(*later[1:]) == [2] * 9
