"""One look along the log for all views of a process: most facts are for one or two of them.

Those that hear something of what came are woken. The marks of all others are moved behind it
together, in one transaction: were each view to ask and to commit for itself, a command would cost
as many transactions as the service has views. Each view looks for itself too, after its poll: who
was not woken is only late.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import psycopg

from shared.eventstore.mapper import FactMapper
from shared.eventstore.read_models import RebuildWanted, require_live
from shared.eventstore.views.unceasing import Unceasing
from shared.eventstore.views.view import View
from shared.postgres.connections import Timeouts
from shared.telemetry.logs import logger

SPAN = 5_000
"""Facts of one look."""
BREATH = 0.02
"""Seconds between looks: what a busy log takes in meanwhile is seen at once, not one by one."""

_SPAN = """
select max(position), array_agg(distinct type)
from (select position, type from log where position > %s order by position limit %s) as came
"""
_AT_END = """
select view, version from view_marks join unnest(%s::text[], %s::int[]) as told (name, number)
    on (view, version) = (name, number)
where position >= %s for update of view_marks skip locked
"""
_MOVE = """
update view_marks set position = %(to)s from unnest(%(names)s::text[], %(versions)s::int[])
    as told (name, number)
where (view, version) = (name, number) and position < %(to)s
"""

log = logger(__name__)


class Lookout(Unceasing):
    """Each view comes with how it is told that there is something for it."""

    def __init__(
        self,
        dsn: str,
        mapper: FactMapper,
        views: Sequence[tuple[View, Callable[[], None]]],
        poll: float,
        timeouts: Timeouts,
    ) -> None:
        super().__init__(dsn, "projector lookout", timeouts)
        self._views, self._poll = views, poll
        self._looking = Looking(mapper, [view for view, _ in views])

    def tell(self, fault: psycopg.Error) -> str:
        log.warning("the lookout of the views lost the database", fault=type(fault).__name__)
        return f"database: {type(fault).__name__}"

    def work(self, connection: psycopg.Connection[Any], stop: asyncio.Event) -> None:
        connection.execute("listen log")
        self._looking.begin(connection)
        while not stop.is_set():
            # To the end of the log, before anything is waited for: nothing is overlooked.
            while not stop.is_set() and (behind := self._looking.look(connection)) is not None:
                for view, wake in self._views:
                    if view in behind:
                        wake()
            self.goes_on()
            time.sleep(BREATH)
            wait_for_news(connection, self._poll, stop)


class Looking:
    """How far it has looked. Who was behind when it began looks for itself."""

    def __init__(self, mapper: FactMapper, views: Sequence[View]) -> None:
        self._deaf = [(view, frozenset(mapper.besides(view.hears))) for view in views]
        self._seen = 0

    def begin(self, connection: psycopg.Connection[Any]) -> None:
        self._seen = _row(connection.execute("select position from log_head"))[0]

    def look(self, connection: psycopg.Connection[Any]) -> list[View] | None:
        """Who is behind the next facts of the log, all others being moved behind them; None: there
        are no more."""
        with connection.transaction(), connection.cursor(binary=True) as cursor:
            reached, types = _row(cursor.execute(_SPAN, [self._seen, SPAN]))
            if reached is None:
                return None
            quiet = [view for view, deaf in self._deaf if deaf.issuperset(types)]
            moved = _moved(cursor, quiet, self._seen, reached)
        self._seen = reached
        return [view for view, _ in self._deaf if view not in moved]


def _moved(
    cursor: psycopg.Cursor[Any], views: Sequence[View], since: int, reached: int
) -> Sequence[View]:
    """Those of them that had seen all that was before, whom nobody holds, and that count as what is
    live does."""
    names, versions = [view.name for view in views], [view.version for view in views]
    held = set(cursor.execute(_AT_END, [names, versions, since]).fetchall())
    moved = [v for v in views if (v.name, v.version) in held and _is_live(cursor, v)]
    names, versions = [view.name for view in moved], [view.version for view in moved]
    cursor.execute(_MOVE, {"to": reached, "names": names, "versions": versions})
    return moved


def _is_live(cursor: psycopg.Cursor[Any], view: View) -> bool:
    try:
        require_live(cursor, view)
    except RebuildWanted:
        return False
    return True


def _row(cursor: psycopg.Cursor[Any]) -> Any:
    row = cursor.fetchone()
    assert row is not None, "a count is one row, and so is the head of a log"
    return row


def wait_for_news(connection: psycopg.Connection[Any], poll: float, stop: asyncio.Event) -> None:
    """Until something was appended, or `poll` seconds; `stop` is looked at ten times a second."""
    for _ in range(max(1, round(poll * 10))):
        if stop.is_set() or list(connection.notifies(timeout=min(poll, 0.1), stop_after=1)):
            return
