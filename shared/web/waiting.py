"""Waiting until the views of a service show what stands in its log up to a position."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from itertools import islice
from typing import Any, Final

from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.views.set_aside import SHOWN
from shared.eventstore.views.view import Named
from shared.postgres import arrays
from shared.postgres.gathering import Gathering

PATIENCE: Final = 2.0
"""Seconds, after which what is there is answered."""
PAUSE: Final = 0.01
"""Seconds between two looks, however many wait."""
MOST: Final = 1_000
"""Who wait at once; one more is answered with what is there."""


class Waiting:
    """The one of its process. However many wait, one question at a time is asked for all of them,
    on the line that the log is read with; none of them holds a connection. A loop, so that all
    waits end at once when the process stops."""

    name = "waiting"

    def __init__(
        self, line: SteadyConnection, views: Sequence[Named], patience: float = PATIENCE
    ) -> None:
        self.patience = patience
        self.most = MOST
        self._line = line
        self._views = [
            arrays.texts([view.name for view in views]),
            arrays.integers([view.version for view in views]),
        ]
        self._looking: Gathering[int, bool | None] = Gathering(self._look, _fitting)
        self._looked = 0.0
        self.number = 0
        self._stopped = asyncio.Event()

    def unready(self) -> str | None:
        return None

    async def run(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._stopped.set()

    async def shown(self, position: int, gone: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        """True once every view shows what was recorded up to there. False when that takes too long
        or a fact is set aside, when whoever asks has `gone`, when the process stops, and when too
        many wait already."""
        if self.number >= self.most:
            return False
        self.number += 1
        seen = asyncio.ensure_future(self._until_decided(position))
        ends = [asyncio.ensure_future(each) for each in (gone(), self._stopped.wait())]
        try:
            await asyncio.wait(
                [seen, *ends], timeout=self.patience, return_when=asyncio.FIRST_COMPLETED
            )
            return seen.done() and seen.result()
        finally:
            self.number -= 1
            for each in (seen, *ends):
                each.cancel()
            await asyncio.gather(seen, *ends, return_exceptions=True)

    async def _until_decided(self, position: int) -> bool:
        while (shown := await self._looking.ask(position)) is None:
            pass  # each look takes its time
        return shown

    async def _look(self, positions: Sequence[int]) -> Sequence[bool | None]:
        """None: not yet."""
        await asyncio.sleep(self._looked + PAUSE - time.monotonic())
        rows = await self._line.ask(SHOWN, [*self._views, arrays.bigints(positions)])
        self._looked = time.monotonic()
        return [not aside if passed else None for passed, aside in rows]


def _fitting(waiting: Iterable[int]) -> int:
    return sum(1 for _ in islice(waiting, MOST))
