"""How long something has not been well, as far as we were there to see it."""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

LONGEST_LOOK = 10.0
"""Looks are seconds apart. After a longer gap we were stopped, and what was then is not known."""


@dataclass
class Count:
    """Seconds since it was last seen well, by one who looks again and again. Time in which the
    process was frozen does not count: with the look after it the count begins anew."""

    monotonic: Callable[[], float] = time.monotonic
    seconds: float = 0.0
    _looked: float | None = None

    def look(self, well: bool) -> float:
        now = self.monotonic()
        gap = LONGEST_LOOK if self._looked is None else now - self._looked
        self._looked = now
        self.seconds = 0.0 if well or gap >= LONGEST_LOOK else self.seconds + gap
        return self.seconds


@dataclass
class Standstill:
    """The longest that any of some things has stood where it stands, each with its own count."""

    monotonic: Callable[[], float] = time.monotonic
    _counts: dict[Hashable, Count] = field(default_factory=dict)

    def look(self, standing: dict[Hashable, Hashable]) -> float:
        """`standing`: what should move, and where it is now."""
        wanted = set(standing.items())
        kept = {one: count for one, count in self._counts.items() if one in wanted}
        self._counts = {one: kept.get(one) or Count(self.monotonic) for one in wanted}
        return max((count.look(well=False) for count in self._counts.values()), default=0.0)
