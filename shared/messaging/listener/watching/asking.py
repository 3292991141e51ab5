"""Questions that somebody else may never answer, asked beside the event loop."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")


class Asking(Generic[Answer]):
    """One question, asked again and again: in a thread of its own, for a limited time.

    Who was not answered in time waits for that answer when asking again, so that however long it
    is due there is one thread for it; and a process that wants to end does not wait for it.
    """

    def __init__(self, question: Callable[[], Answer], within: float) -> None:
        self._question = question
        self._within = within
        self._due: asyncio.Future[Answer] | None = None

    async def answer(self) -> Answer:
        """Raises TimeoutError, or what the question raises."""
        if self._due is None:
            self._due = self._asked()
        due = self._due
        try:
            return await asyncio.wait_for(asyncio.shield(due), self._within)
        finally:
            if due.done():
                self._due = None

    def _asked(self) -> "asyncio.Future[Answer]":
        loop = asyncio.get_running_loop()
        due: asyncio.Future[Answer] = loop.create_future()

        def ask() -> None:
            try:
                settle = partial(due.set_result, self._question())
            except Exception as raised:  # the asker's to see, whatever it is
                settle = partial(_fail, due, raised)
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(settle)

        threading.Thread(target=ask, name=self._question.__name__, daemon=True).start()
        return due


def _fail(due: "asyncio.Future[Any]", error: Exception) -> None:
    due.set_exception(error)
    due.exception()  # nobody may be waiting any more
