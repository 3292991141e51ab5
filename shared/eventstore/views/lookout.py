"""One look along the log for all views of a process: most facts are for one or two of them.

Those that hear something of what came are woken. The marks of all others are moved behind it
together, in one transaction: were each view to ask and to commit for itself, a command would cost
as many transactions as the service has views. Once a poll it asks for all who else has something to
look after; who has not may rest, without a connection. A view looks for itself too, now and then:
who was not woken is only late.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Any, Protocol

import psycopg

from shared.eventstore.mapper import FactMapper
from shared.eventstore.read_models import Kind, RebuildWanted, differences, require_live
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
_RESTING = """
select name from unnest(%s::text[], %s::int[]) as told (name, number)
    join view_marks on (view, version) = (name, number)
where position >= %s and not exists (select from view_facts_set_aside as aside
    where (aside.view, aside.version) = (name, number) and state = 'waiting')
"""
"""Who has seen all so far, without a fact that was set aside."""
_LIVE = "select name, version, fingerprint from read_models where kind = %s"
_MOVE = """
update view_marks set position = %(to)s from unnest(%(names)s::text[], %(versions)s::int[])
    as told (name, number)
where (view, version) = (name, number) and position < %(to)s
"""

log = logger(__name__)


class Follower(Protocol):
    """Who keeps one view: woken when there may be something for it, else told that it may rest."""

    @property
    def view(self) -> View: ...
    def wake(self) -> None: ...
    def may_rest(self) -> None: ...


class Lookout(Unceasing):
    """Over all that follow in one process."""

    def __init__(
        self,
        dsn: str,
        mapper: FactMapper,
        followers: Sequence[Follower],
        poll: float,
        timeouts: Timeouts,
    ) -> None:
        super().__init__(dsn, "projector lookout", timeouts)
        self._followers, self._poll = followers, poll
        self._looking = Looking(mapper, [each.view for each in followers])

    def tell(self, fault: psycopg.Error) -> str:
        log.warning("the lookout of the views lost the database", fault=type(fault).__name__)
        return f"database: {type(fault).__name__}"

    def work(self, connection: psycopg.Connection[Any], stop: asyncio.Event) -> None:
        connection.execute("listen log")
        self._looking.begin(connection)
        asked = -self._poll
        while not stop.is_set():
            # To the end of the log, before anything is waited for: nothing is overlooked.
            while not stop.is_set() and (behind := self._looking.look(connection)) is not None:
                self._wake(behind)
            if time.monotonic() >= asked + self._poll:
                asked = time.monotonic()
                self._let_rest(self._looking.resting(connection))
            self.goes_on()
            time.sleep(BREATH)
            wait_for_news(connection, self._poll, stop)

    def _wake(self, views: Sequence[View]) -> None:
        for each in self._followers:
            if each.view in views:
                each.wake()

    def _let_rest(self, views: Sequence[View]) -> None:
        """All others are woken."""
        for each in self._followers:
            if each.view in views:
                each.may_rest()
            else:
                each.wake()


class Looking:
    """How far it has looked."""

    def __init__(self, mapper: FactMapper, views: Sequence[View]) -> None:
        self._deaf = [(view, frozenset(mapper.besides(view.hears))) for view in views]
        self._seen = 0
        self._as_live: dict[str, object] = {}

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

    def resting(self, connection: psycopg.Connection[Any]) -> list[View]:
        """Who has seen all that it has looked along, without a fact set aside, and counts as what
        is live does. This is compared whole where something else became live since."""
        with connection.transaction(), connection.cursor() as cursor:
            live = {name: said for name, *said in cursor.execute(_LIVE, [Kind.VIEW]).fetchall()}
            views = [view for view, _ in self._deaf]
            names, versions = [view.name for view in views], [view.version for view in views]
            rows = cursor.execute(_RESTING, [names, versions, self._seen]).fetchall()
            up_to_date = {name for (name,) in rows}
            return [
                view
                for view in views
                if view.name in up_to_date and self._counts_as(cursor, view, live.get(view.name))
            ]

    def _counts_as(
        self, cursor: psycopg.Cursor[Any], view: View, live: Sequence[Any] | None
    ) -> bool:
        if live is None or live[1] is None:
            return False
        if self._as_live.get(view.name) != live:
            if differences(cursor, view):
                return False
            self._as_live[view.name] = live
        return True


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
