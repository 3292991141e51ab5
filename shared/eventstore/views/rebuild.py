"""A view filled anew beside the live one, compared with a recount, and put in its place."""

from collections.abc import Sequence
from typing import Any, Final

import psycopg
from psycopg.errors import DeadlockDetected, LockNotAvailable
from psycopg.sql import Identifier

from shared.eventstore import read_models
from shared.eventstore.log.format import require_format
from shared.eventstore.mapper import FactMapper
from shared.eventstore.rebuilding import copies
from shared.eventstore.rebuilding.attempt import begin
from shared.eventstore.rebuilding.copies import contents
from shared.eventstore.rebuilding.rebuilt import RebuildDiffers, Rebuilt, Table, Told
from shared.eventstore.rebuilding.turn import Turn
from shared.eventstore.views import View, lock_mark
from shared.eventstore.views.beside import ASIDE, Beginning, Beside
from shared.eventstore.views.catching_up import turn_page
from shared.eventstore.views.view import label
from shared.postgres.connections import connect
from shared.vocabulary.refusals import Kind, Refusal

PAGE: Final = 20_000
RECOUNTED: Final = 17_000
"""Facts to a page of the recount: others stand together than when the copies were filled."""
Cursor = psycopg.Cursor[Any]


class SettledMeanwhile(Refusal):
    code = "eventstore.facts-settled-meanwhile"
    kind = Kind.CONFLICT
    sentence = (
        "Facts of {view} were retried or discarded while it was rebuilt; nothing was changed:"
        " rebuild again."
    )


def rebuild(
    database: str,
    mapper: FactMapper,
    view: View,
    told: Told = lambda _: None,
) -> Rebuilt:
    """Fill copies of the view's tables from the first fact on while the live ones are read and
    moved on; fold the log once more and compare; then, in one transaction, catch up to where the
    live view stands, and switch.

    Facts that cannot be applied are set aside anew; those that were discarded stay so, and those
    that can be applied by now are. Run as the owner of the tables. What an attempt that was killed
    has filled is gone on with. Readers wait for the switch only. Raises RebuildUnderWay,
    RebuildOvertaken, RebuildDiffers, SettledMeanwhile, AnotherFormat.
    """
    with connect(database, f"rebuild {view.name}") as connection, Turn(database, view.name) as turn:
        connection.autocommit = True
        require_format(connection)
        beginning = Beginning(view)
        attempt = begin(database, turn, beginning.value, beginning.make)
        work = Work(connection, mapper, Beside(view, attempt), turn)
        work.fill(told)
        try:
            work.compare()
            return work.switch()
        except (RebuildDiffers, SettledMeanwhile):
            work.give_up()
            raise


class Work:
    """What is done in the turn of one rebuild."""

    def __init__(
        self, connection: psycopg.Connection[Any], mapper: FactMapper, beside: Beside, turn: Turn
    ) -> None:
        self._connection, self._mapper = connection, mapper
        self._beside, self._turn = beside, turn
        self._view, self._attempt = beside.view, beside.attempt

    def fill(self, told: Told) -> None:
        """To the end of the log as it is then."""
        while True:
            self._turn.verify()
            with self._connection.transaction(), self._cursor() as cursor:
                after = self._page(cursor, PAGE)
                row = cursor.execute("select coalesce(max(position), 0) from log").fetchone()
            end = int(row[0]) if row else 0
            told(after / end if after < end else 1.0)
            if after >= end:
                return

    def _page(self, cursor: Cursor, limit: int) -> int:
        """Facts after those that the copies hold already; answers up to where."""
        position = self._attempt.hold(cursor).position
        with copies.looking_into(cursor, self._attempt.schema):
            turned = turn_page(cursor, self._mapper, self._view, (position, limit))
        self._attempt.hold(cursor, turned.facts)
        self._attempt.move(cursor, turned.position)
        return turned.position

    def compare(self) -> None:
        """With what a second fold of the log says, into tables that nobody else ever sees."""
        with self._connection.transaction(force_rollback=True), self._cursor() as cursor:
            end = self._attempt.hold(cursor).position
            with copies.looking_into(cursor, self._attempt.schema):
                self._beside.make_second(cursor)
                self._fold_again(cursor, end)
                for table in (*self._beside.tables, ASIDE):
                    self._require_same(cursor, table)

    def _fold_again(self, cursor: Cursor, end: int) -> None:
        after = 0
        while after < end:
            self._turn.verify()
            limit = min(RECOUNTED, end - after)
            after = turn_page(cursor, self._mapper, self._view, (after, limit)).position

    def _require_same(self, cursor: Cursor, table: str) -> None:
        filled = contents(cursor, self._beside.compared(table, self._attempt.schema))
        recounted = contents(cursor, self._beside.compared(table, "pg_temp"))
        if filled != recounted:
            raise RebuildDiffers(table=table, rows=filled.rows, expected=recounted.rows)

    def switch(self) -> Rebuilt:
        """As soon as those who read let it."""
        while True:
            self._turn.verify()
            try:
                with self._connection.transaction(), self._cursor() as cursor:
                    return self._switched(cursor)
            except (LockNotAvailable, DeadlockDetected):
                continue

    def _switched(self, cursor: Cursor) -> Rebuilt:
        self._attempt.hold(cursor)
        live = lock_mark(cursor, self._view)
        read_models.hold(cursor, self._view)
        self._catch_up(cursor, live)
        if cursor.execute(self._beside.settled_meanwhile, self._names).fetchone():
            raise SettledMeanwhile(view=label(self._view))
        found = [self._found(cursor, table) for table in self._beside.tables]
        copies.hold_back_readers(cursor, self._view)
        copies.replace(cursor, self._attempt.schema, self._view)
        for statement in self._beside.set_aside_anew:
            cursor.execute(statement, self._names)
        standing = self._attempt.hold(cursor)
        cursor.execute(_MOVE_MARK, {**self._names, "position": standing.position})
        self._attempt.end(cursor)
        return self._rebuilt(cursor, found, standing.told)

    def _catch_up(self, cursor: Cursor, live: int) -> None:
        """Both to where the further one is: the copies, or the live view, which is compared too
        unless it counts otherwise."""
        while (after := self._attempt.hold(cursor).position) < live:
            self._page(cursor, min(PAGE, live - after))
        same = not read_models.differences(cursor, self._view)
        while same and live < after:
            limit = min(PAGE, after - live)
            live = turn_page(cursor, self._mapper, self._view, (live, limit)).position

    def _found(self, cursor: Cursor, table: str) -> Table:
        before = contents(cursor, Identifier(copies.LIVE, table))
        return Table(table, before, contents(cursor, self._beside.copy(table)))

    def _rebuilt(self, cursor: Cursor, tables: Sequence[Table], told: int) -> Rebuilt:
        states = dict(cursor.execute(_ASIDE, self._names).fetchall())
        waiting, discarded = states.get("waiting", 0), states.get("discarded", 0)
        what = (self._view.name, self._view.version, tables, told)
        return Rebuilt(*what, waiting, discarded, self._attempt.went_on)

    def give_up(self) -> None:
        """The next one begins anew."""
        with self._connection.transaction(), self._cursor() as cursor:
            self._attempt.hold(cursor)
            self._attempt.end(cursor)

    @property
    def _names(self) -> dict[str, object]:
        return {"view": self._view.name, "version": self._view.version}

    def _cursor(self) -> Cursor:
        return self._connection.cursor(binary=True)


_MOVE_MARK: Final = """
update view_marks set position = %(position)s where view = %(view)s and version = %(version)s
"""

_ASIDE: Final = """
select state, count(*)::int from view_facts_set_aside
where view = %(view)s and version = %(version)s group by state
"""
