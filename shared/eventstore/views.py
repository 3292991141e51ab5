"""A service's own read tables: each moves forward in one transaction with its mark."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, Protocol

import psycopg

from shared.eventstore.connections import TIMEOUTS, Timeouts, connect
from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper
from shared.eventstore.own_thread import in_own_thread
from shared.eventstore.rows import COLUMNS, stored_fact

PAGE = 5_000
POLL = 1.0
RECONNECT = 0.5

log = logging.getLogger(__name__)


class View(Protocol):
    """One table, filled from the service's own facts. A change of its shape or meaning is a new
    version with a table of its own, filled from the first fact on beside the old one."""

    name: str
    version: int

    def apply(self, cursor: psycopg.Cursor[Any], batch: Sequence[Recorded[Any]]) -> None: ...


class Projector:
    """The loop that keeps views up to date: woken by the log, and each `poll` seconds anyway."""

    name = "projector"

    def __init__(
        self,
        dsn: str,
        mapper: FactMapper,
        views: Sequence[View],
        poll: float = POLL,
        timeouts: Timeouts = TIMEOUTS,
    ) -> None:
        self._dsn, self._mapper, self._views = dsn, mapper, views
        self._poll, self._timeouts = poll, timeouts
        self._away: str | None = "not started"

    def unready(self) -> str | None:
        return self._away

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`. Waits while the database is away; a view's own fault ends the loop."""
        while not stop.is_set():
            try:
                await in_own_thread(self._follow, stop)
            except psycopg.OperationalError as fault:
                self._away = f"database: {type(fault).__name__}"
                log.warning("projector lost the database", extra={"fault": str(fault)})
                await _pause(stop, RECONNECT)
        self._away = "stopped"

    def _follow(self, stop: asyncio.Event) -> None:
        with closing(connect(self._dsn, self.name, self._timeouts)) as connection:
            connection.autocommit = True
            connection.execute("listen log")
            while not stop.is_set():
                # To the end of the log, before anything is waited for: nothing is overlooked.
                while sum(catch_up(connection, self._mapper, view) for view in self._views):
                    if stop.is_set():
                        return
                self._away = None
                wait_for_news(connection, self._poll, stop)


def catch_up(
    connection: psycopg.Connection[Any], mapper: FactMapper, view: View, limit: int = PAGE
) -> int:
    """Apply the next page of facts this view has not seen; answers how many there were."""
    with connection.transaction(), connection.cursor(binary=True) as cursor:
        after = lock_mark(cursor, view)
        batch = list(page(cursor, mapper, after, limit))
        if batch:
            view.apply(cursor, batch)
            cursor.execute(
                "update view_marks set position = %s where view = %s and version = %s",
                [batch[-1].position, view.name, view.version],
            )
    return len(batch)


def lock_mark(cursor: psycopg.Cursor[Any], view: View) -> int:
    """How far the view is; nobody else moves it until the transaction ends."""
    select = "select position from view_marks where view = %s and version = %s for update"
    names = [view.name, view.version]
    if (row := cursor.execute(select, names).fetchone()) is None:
        cursor.execute(
            "insert into view_marks (view, version) values (%s, %s) on conflict do nothing", names
        )
        row = cursor.execute(select, names).fetchone()
    assert row is not None
    return int(row[0])


def page(
    cursor: psycopg.Cursor[Any], mapper: FactMapper, after: int, limit: int
) -> Iterator[Recorded[Any]]:
    """The log's next facts after a position."""
    cursor.execute(
        f"select {COLUMNS} from log where position > %s order by position limit %s", [after, limit]
    )
    return (mapper.recorded(stored_fact(row)) for row in cursor.fetchall())


def wait_for_news(connection: psycopg.Connection[Any], poll: float, stop: asyncio.Event) -> None:
    """Until something was appended, or `poll` seconds; `stop` is looked at ten times a second."""
    for _ in range(max(1, round(poll * 10))):
        if stop.is_set() or list(connection.notifies(timeout=min(poll, 0.1), stop_after=1)):
            return


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
