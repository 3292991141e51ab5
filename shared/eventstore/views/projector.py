"""The loop that keeps views up to date, each on a connection and in a thread of its own: one that
waits for a lock, or has a fault, holds up no other."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import psycopg

from shared.eventstore.log.connecting import connect_to_log
from shared.eventstore.mapper import FactMapper
from shared.eventstore.read_models import RebuildWanted, said
from shared.eventstore.views.catching_up import catch_up
from shared.eventstore.views.set_aside import number_waiting
from shared.eventstore.views.view import View, label
from shared.postgres.connections import TIMEOUTS, Timeouts, is_away
from shared.postgres.own_thread import in_own_thread
from shared.telemetry.logs import logger

POLL = 1.0
RECONNECT = 0.5
LONGEST_PAUSE = 10.0
BREATH = 0.02
"""Seconds a view rests after a page: what a busy log takes in meanwhile is one page, not many."""
LOOK_AGAIN = 2.0
"""Seconds after which a view that wants a rebuild looks whether it was switched."""

log = logger(__name__)


class Projector:
    """Woken by the log, and each `poll` seconds anyway."""

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

    def unready(self) -> str | None:
        """Why some view does not follow; facts set aside are no reason, see `remark`."""
        reasons = dict.fromkeys(f.away for f in self._following if f.away is not None)
        return "; ".join(reasons) or None

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
        await asyncio.gather(*(following.run(stop) for following in self._following))


class Following:
    """One view on its way along the log."""

    def __init__(
        self, dsn: str, mapper: FactMapper, view: View, poll: float, timeouts: Timeouts
    ) -> None:
        self._dsn, self._mapper, self._view = dsn, mapper, view
        self._poll, self._timeouts = poll, timeouts
        self._pause = RECONNECT
        self.label = label(view)
        self.away: str | None = "not started"
        self.aside = 0
        self.wanted: Sequence[str] = ()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await in_own_thread(self._follow, stop)
            except RebuildWanted as wanted:
                self._want(wanted.differences)
                await _wait(stop, LOOK_AGAIN)
            except psycopg.Error as fault:
                self._tell(fault)
                await _wait(stop, self._pause)
                self._pause = min(2 * self._pause, LONGEST_PAUSE)
        self.away = "stopped"

    def _want(self, differences: Sequence[str]) -> None:
        """Not its fault, and nothing that another process would mend: it is ready and stands."""
        if differences != self.wanted:
            log.warning("rebuild wanted", view=self.label, differences=differences)
        self.away, self._pause, self.wanted = None, RECONNECT, differences

    def _tell(self, fault: psycopg.Error) -> None:
        what = {"view": self.label, "fault": type(fault).__name__}
        if is_away(fault):
            self.away = f"database: {type(fault).__name__}"
            log.warning("projector lost the database", **what)
        else:
            self.away = f"{self.label}: {type(fault).__name__}"
            log.error("view cannot follow", **what, exc_info=fault)

    def _follow(self, stop: asyncio.Event) -> None:
        name = f"projector {self._view.name}"
        with closing(connect_to_log(self._dsn, name, self._timeouts)) as connection:
            connection.autocommit = True
            connection.execute("listen log")
            while not stop.is_set():
                # To the end of the log, before anything is waited for: nothing is overlooked.
                while catch_up(connection, self._mapper, self._view):
                    if stop.is_set():
                        return
                self.aside = number_waiting(connection, self._view)
                self.away, self._pause, self.wanted = None, RECONNECT, ()
                time.sleep(BREATH)
                wait_for_news(connection, self._poll, stop)


def wait_for_news(connection: psycopg.Connection[Any], poll: float, stop: asyncio.Event) -> None:
    """Until something was appended, or `poll` seconds; `stop` is looked at ten times a second."""
    for _ in range(max(1, round(poll * 10))):
        if stop.is_set() or list(connection.notifies(timeout=min(poll, 0.1), stop_after=1)):
            return


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
