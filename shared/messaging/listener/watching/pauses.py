"""Pauses between tries: longer each time, cut short when it is time to end."""

import random
import threading
from collections.abc import Iterator

from shared.postgres.own_thread import in_own_thread

SHORTEST = 0.1


class Pauses:
    """Iterating gives the pause to make after each failed try, without end until `end`."""

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._ended = threading.Event()

    def __iter__(self) -> Iterator[float]:
        pause = SHORTEST
        while not self._ended.is_set():
            yield pause * random.uniform(0.8, 1.2)  # so that replicas do not meet again
            pause = min(self._longest, pause * 2)

    def end(self) -> None:
        self._ended.set()

    def wait(self, pause: float) -> None:
        self._ended.wait(pause)

    async def wait_async(self, pause: float) -> None:
        await in_own_thread(self._ended.wait, pause)
