"""How much one officer may ask in a minute, of one process: enough for whoever works there by hand
and for a program that sends what a commune has; not for one that reads the vault from end to end.
"""

import math
import time
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Final

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from shared.web.identity import Officer
from shared.web.refusals import TooManyRequests

MOST_COUNTED: Final = 10_000
"""Counts that are kept: of more, which no deployment has in two minutes, all begin anew."""


class Allowances:
    """Counts what each officer asked in the last minute. The system itself is not counted: it loads
    lists for the whole deployment."""

    def __init__(self, a_minute: int, shares: Mapping[str, float]) -> None:
        """`shares`: what part of all that an officer may ask may be for these actions (`*` stands
        for anything)."""
        self._all = RateLimitItemPerMinute(a_minute)
        self._parts = {
            pattern: RateLimitItemPerMinute(max(1, round(a_minute * share)))
            for pattern, share in shares.items()
        }
        self._begin()

    async def take(self, officer: Officer, action: str) -> None:
        """Counts one request; raises TooManyRequests instead when there were too many."""
        if any(grant.role == "system" and grant.place_id is None for grant in officer.grants):
            return
        if self.counted > MOST_COUNTED:
            self._begin()
        await self._take(self._all, officer.subject, "")
        for pattern, item in self._parts.items():
            if fnmatchcase(action, pattern):
                await self._take(item, officer.subject, pattern)

    @property
    def counted(self) -> int:
        return len(self._counts.storage)

    def _begin(self) -> None:
        self._counts = MemoryStorage()
        self._limiter = SlidingWindowCounterRateLimiter(self._counts)

    async def _take(self, item: RateLimitItemPerMinute, subject: str, part: str) -> None:
        if await self._limiter.hit(item, subject, part):
            return
        again = (await self._limiter.get_window_stats(item, subject, part)).reset_time
        raise TooManyRequests(seconds=max(1, math.ceil(again - time.time())))
