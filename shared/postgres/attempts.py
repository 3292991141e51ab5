"""The one place of this drawer that catches everything: a fault becomes a value, so that it can be
given to the one question, command or fact that caused it, and the others go on."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

Answer = TypeVar("Answer")


async def attempt(asked: Awaitable[Answer]) -> Answer | Exception:
    """The answer, or what was raised instead."""
    try:
        return await asked
    except Exception as fault:
        return fault


def attempted(work: Callable[[], Answer]) -> Answer | Exception:
    """As `attempt`, of what need not be awaited."""
    try:
        return work()
    except Exception as fault:
        return fault
