"""Concurrent questions of one process, answered together: one round trip for many."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Generic, TypeVar

from shared.postgres.attempts import attempt
from shared.postgres.connections import is_away

Question = TypeVar("Question")
Reply = TypeVar("Reply")

Waiting = tuple[Question, "asyncio.Future[Reply]"]


class Gathering(Generic[Question, Reply]):
    """While one round is under way, what is asked meanwhile waits for the next.

    `answer` gets the questions of a round in the order in which they were asked and replies to
    each, or with the exception that its asker shall see. What it raises instead is a fault of one
    of the questions: it is asked again in halves, so that only whoever caused the fault sees it;
    unless the database is away, which all of the round see. `fitting` says how many of those
    that wait, from the first on and at least one, go into the next round.
    """

    def __init__(
        self,
        answer: Callable[[Sequence[Question]], Awaitable[Sequence[Reply | Exception]]],
        fitting: Callable[[Iterable[Question]], int],
    ) -> None:
        self._answer = answer
        self._fitting = fitting
        self._waiting: deque[Waiting[Question, Reply]] = deque()
        self._round: list[Waiting[Question, Reply]] = []
        self._task: asyncio.Task[None] | None = None
        self._last: asyncio.Future[Reply] | None = None

    def ask(self, question: Question) -> "asyncio.Future[Reply]":
        """Takes its place now; the reply comes with the future."""
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, reply))
        self._last = reply
        if self._task is None:
            self._task = asyncio.create_task(self._work())
            self._task.add_done_callback(self._ended)
        return reply

    async def settled(self) -> None:
        """Until all that was asked so far is answered."""
        if self._last is not None:
            await asyncio.wait([self._last])

    async def _work(self) -> None:
        while self._waiting:
            # Whoever has just been answered may ask again: it should not miss this round.
            await asyncio.sleep(0)
            count = self._fitting(question for question, _ in self._waiting)
            self._round = [self._waiting.popleft() for _ in range(count)]
            replies = await self._replies([question for question, _ in self._round])
            for (_, future), reply in zip(self._round, replies, strict=True):
                _settle(future, reply)
        self._task = None

    async def _replies(self, questions: Sequence[Question]) -> Sequence[Reply | Exception]:
        found = await attempt(self._answer(questions))
        if not isinstance(found, Exception):
            return found
        if len(questions) == 1 or is_away(found):
            return [found] * len(questions)
        middle = len(questions) // 2
        first = await self._replies(questions[:middle])
        return [*first, *await self._replies(questions[middle:])]

    def _ended(self, task: "asyncio.Task[None]") -> None:
        """Cancelled, or a fault of this class itself: all who wait shall see it."""
        fault = None if task.cancelled() else task.exception()
        if fault is None and not task.cancelled():
            return
        self._task = None
        waiting = [future for _, future in (*self._round, *self._waiting) if not future.done()]
        self._waiting.clear()
        for future in waiting:
            if fault is None:
                future.cancel()
            else:
                future.set_exception(fault)


def _settle(future: "asyncio.Future[Reply]", reply: Reply | Exception) -> None:
    if future.done():
        return  # its asker went away
    if isinstance(reply, Exception):
        future.set_exception(reply)
    else:
        future.set_result(reply)
