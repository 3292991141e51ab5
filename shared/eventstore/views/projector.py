"""The loop that keeps views up to date, each on a connection and in a thread of its own: one that
waits for a lock, or has a fault, holds up no other. One lookout wakes those that have something to
follow; a view has its connection while it follows, and a while longer."""

import asyncio
from collections.abc import Sequence
from threading import Event
from typing import Any

import psycopg

from shared.eventstore.mapper import FactMapper
from shared.eventstore.read_models import RebuildWanted, said
from shared.eventstore.views.catching_up import catch_up
from shared.eventstore.views.lookout import Lookout
from shared.eventstore.views.set_aside import number_waiting
from shared.eventstore.views.unceasing import Unceasing, wait
from shared.eventstore.views.view import View, label
from shared.postgres.connections import TIMEOUTS, Timeouts, is_away
from shared.telemetry.logs import logger

POLL = 1.0
LOOK_AGAIN = 2.0
"""Seconds after which a view that wants a rebuild looks whether it was switched."""
LINGERS = 30
"""Polls without news after which a view lets its connection go."""
SELDOM = 300
"""Polls after which it looks for itself, although nobody woke it."""

log = logger(__name__)


class Projector:
    """Woken by the log; each `poll` seconds the lookout asks for all whether there is something."""

    name = "projector"

    def __init__(
        self,
        dsn: str,
        mapper: FactMapper,
        views: Sequence[View],
        poll: float = POLL,
        timeouts: Timeouts = TIMEOUTS,
    ) -> None:
        self._following = [Following(dsn, mapper, view, poll, timeouts) for view in views]
        self._lookout = Lookout(dsn, mapper, self._following, poll, timeouts)

    def unready(self) -> str | None:
        """Why some view does not follow; facts set aside are no reason, see `remark`."""
        running = (self._lookout, *self._following)
        return "; ".join(dict.fromkeys(f.away for f in running if f.away is not None)) or None

    def remark(self) -> str | None:
        """What an operator should know although the work goes on."""
        aside = [f"{f.label}: {f.aside}" for f in self._following if f.aside]
        remarks = [f"{f.label}: {said(f.wanted)}" for f in self._following if f.wanted]
        if aside:
            remarks.append(f"facts are set aside ({', '.join(aside)})")
        return "; ".join(remarks) or None

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`. A view waits while the database is away or says no to something else than
        a fact; any other fault ends the loop."""
        running = (self._lookout, *self._following)
        await asyncio.gather(self._end(stop), *(each.run(stop) for each in running))

    async def _end(self, stop: asyncio.Event) -> None:
        """Nobody waits for news any more."""
        await stop.wait()
        for following in self._following:
            following.wake()


class Following(Unceasing):
    """One view on its way along the log. `away` until it followed, or was told that it may rest."""

    def __init__(
        self, dsn: str, mapper: FactMapper, view: View, poll: float, timeouts: Timeouts
    ) -> None:
        super().__init__(dsn, f"projector {view.name}", timeouts)
        self.view, self.label = view, label(view)
        self._mapper, self._poll = mapper, poll
        self._news, self._woken = Event(), asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._works = False
        self.aside = 0
        self.wanted: Sequence[str] = ()

    def wake(self) -> None:
        """From whichever thread: there may be something for it."""
        self._news.set()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._woken.set)

    def may_rest(self) -> None:
        """There is nothing for it, as one found out for all."""
        if not self._news.is_set() and not self._works:
            self.goes_on()
            self.aside, self.wanted = 0, ()

    async def run(self, stop: asyncio.Event) -> None:
        self._loop = asyncio.get_running_loop()
        await super().run(stop)

    async def attempt(self, stop: asyncio.Event) -> None:
        self._woken.clear()
        if not self._news.is_set():
            await wait(self._woken, SELDOM * self._poll)
        if stop.is_set():
            return
        self._works = True
        try:
            await super().attempt(stop)
        except RebuildWanted as wanted:
            self._want(wanted.differences)
            self._news.set()
            await wait(stop, LOOK_AGAIN)
        except psycopg.Error:
            self._news.set()
            raise
        finally:
            self._works = False

    def _want(self, differences: Sequence[str]) -> None:
        """Not its fault, and nothing that another process would mend: it is ready and stands."""
        if differences != self.wanted:
            log.warning("rebuild wanted", view=self.label, differences=differences)
        self.goes_on()
        self.wanted = differences

    def tell(self, fault: psycopg.Error) -> str:
        what = {"view": self.label, "fault": type(fault).__name__}
        if is_away(fault):
            log.warning("projector lost the database", **what)
            return f"database: {type(fault).__name__}"
        log.error("view cannot follow", **what, exc_info=fault)
        return f"{self.label}: {type(fault).__name__}"

    def work(self, connection: psycopg.Connection[Any], stop: asyncio.Event) -> None:
        without = 0
        while without < LINGERS:
            # Before the end of the log is sought: news of what comes after it is not overlooked.
            self._news.clear()
            if stop.is_set():
                return
            while catch_up(connection, self._mapper, self.view):
                if stop.is_set():
                    return
            self.aside = number_waiting(connection, self.view)
            self.goes_on()
            self.wanted = ()
            without = 0 if self._news.wait(self._poll) else without + 1
