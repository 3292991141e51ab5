"""Waiting on a condition, never on the clock."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

PAUSE = 0.02
LOAD = 60.0
"""Seconds that a loaded machine may well take for anything: nothing is called missing before."""

Value = TypeVar("Value")


def eventually(condition: Callable[[], Value], within: float = 10.0, message: str = "") -> Value:
    """The condition's first true value; fails when there is none in time."""
    limit = max(within, LOAD)
    end = time.monotonic() + limit
    while not (value := condition()):
        assert time.monotonic() < end, _what_was_missing(value, limit, message)
        time.sleep(PAUSE)
    return value


async def eventually_async(
    condition: Callable[[], Awaitable[Value]], within: float = 10.0, message: str = ""
) -> Value:
    """As `eventually`, for a condition that must be awaited."""
    limit = max(within, LOAD)
    end = time.monotonic() + limit
    while not (value := await condition()):
        assert time.monotonic() < end, _what_was_missing(value, limit, message)
        await asyncio.sleep(PAUSE)
    return value


def _what_was_missing(value: object, within: float, message: str) -> str:
    return f"{message or 'the condition'} did not come within {within:g} s (last: {value!r})"
