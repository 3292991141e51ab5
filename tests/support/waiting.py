"""Waiting on a condition, never on the clock."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

PAUSE = 0.02

Value = TypeVar("Value")


def eventually(condition: Callable[[], Value], within: float = 10.0, message: str = "") -> Value:
    """The condition's first true value; fails when there is none in time."""
    end = time.monotonic() + within
    while not (value := condition()):
        assert time.monotonic() < end, _what_was_missing(value, within, message)
        time.sleep(PAUSE)
    return value


async def eventually_async(
    condition: Callable[[], Awaitable[Value]], within: float = 10.0, message: str = ""
) -> Value:
    """As `eventually`, for a condition that must be awaited."""
    end = time.monotonic() + within
    while not (value := await condition()):
        assert time.monotonic() < end, _what_was_missing(value, within, message)
        await asyncio.sleep(PAUSE)
    return value


def _what_was_missing(value: object, within: float, message: str) -> str:
    return f"{message or 'the condition'} did not come within {within:g} s (last: {value!r})"
