"""One after the other, where a race was lost: commands of one process on the same streams."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import UUID


class Turns:
    """A stream is contested while somebody holds or awaits his turn at it."""

    def __init__(self) -> None:
        self._locks: dict[UUID, asyncio.Lock] = {}
        self._users: dict[UUID, int] = {}

    def contested(self, streams: Iterable[UUID]) -> bool:
        return any(stream in self._locks for stream in streams)

    @asynccontextmanager
    async def at(self, streams: Iterable[UUID]) -> AsyncIterator[None]:
        """Nobody else's turn at any of these begins before this one has ended."""
        async with AsyncExitStack() as turns:
            for stream in sorted(set(streams)):  # all in the same order: nobody waits in a circle
                lock = self._locks.setdefault(stream, asyncio.Lock())
                self._users[stream] = self._users.get(stream, 0) + 1
                turns.callback(self._leave, stream)
                await turns.enter_async_context(lock)
            yield

    def _leave(self, stream: UUID) -> None:
        self._users[stream] -= 1
        if not self._users[stream]:
            del self._users[stream], self._locks[stream]
