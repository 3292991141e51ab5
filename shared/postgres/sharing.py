"""One question that many of a process ask at once: how things stand now."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from shared.postgres.attempts import attempt
from shared.postgres.gathering import Gathering

Reply = TypeVar("Reply")


class Sharing(Generic[Reply]):
    """Whoever asks gets an answer that was looked up after they asked, together with all who
    asked meanwhile. What the look-up raises is raised to those who shared it."""

    def __init__(self, look: Callable[[], Awaitable[Reply]]) -> None:
        self._look = look
        self._gathering = Gathering(self._answer, lambda waiting: sum(1 for _ in waiting))

    async def ask(self) -> Reply:
        return await self._gathering.ask(None)

    async def _answer(self, questions: Sequence[None]) -> Sequence[Reply | Exception]:
        return [await attempt(self._look())] * len(questions)
