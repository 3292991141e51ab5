"""What stands beside the live tables of a view while it is rebuilt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.sql import SQL, Composable, Composed, Identifier

from shared.eventstore.rebuilding import copies
from shared.eventstore.rebuilding.attempt import Attempt
from shared.eventstore.views import View

ASIDE: Final = "view_facts_set_aside"
LIVE_ASIDE: Final = Identifier(copies.LIVE, ASIDE)
BEFORE: Final = "settled_before"
"""What had been settled of the view's facts when the copies were made."""
COLUMNS: Final = "position, stream_id, subject, type, reason, detail, state, set_aside_at"
Cursor = psycopg.Cursor[Any]


@dataclass(frozen=True)
class Beginning:
    """What a rebuild of a view begins with."""

    view: View

    def value(self, cursor: Cursor) -> str:
        return copies.value_of(cursor, self.view)

    def make(self, cursor: Cursor, attempt: Attempt) -> None:
        """Facts that were discarded stay so, of whichever version they were."""
        for table in (*copies.tables_of(self.view), ASIDE):
            copies.make(cursor, attempt.schema, table)
        names = {"view": self.view.name, "version": self.view.version}
        before = Identifier(attempt.schema, BEFORE)
        cursor.execute(
            SQL("create table {} (version int, position bigint, state text)").format(before)
        )
        cursor.execute(SQL("insert into {} {}").format(before, _SETTLED), names)
        aside = Identifier(attempt.schema, ASIDE)
        cursor.execute(_DISCARDED.format(aside, LIVE_ASIDE), names)


@dataclass(frozen=True)
class Beside:
    """A view, and the attempt that fills copies of its tables."""

    view: View
    attempt: Attempt

    @property
    def tables(self) -> list[str]:
        return copies.tables_of(self.view)

    def copy(self, table: str) -> Identifier:
        return Identifier(self.attempt.schema, table)

    def make_second(self, cursor: Cursor) -> None:
        """More copies, gone when the transaction ends."""
        make = SQL("create temp table {} (like {} including all) on commit drop")
        for table in (*self.tables, ASIDE):
            cursor.execute(make.format(Identifier(table), self.copy(table)))
        keep = SQL("insert into {} select * from {} where state = 'discarded'")
        cursor.execute(keep.format(Identifier("pg_temp", ASIDE), self.copy(ASIDE)))

    def compared(self, table: str, schema: str) -> Composable:
        """Its rows; of what was set aside without the instant."""
        where = Identifier(schema, table)
        if table != ASIDE:
            return where
        return SQL("(select position, subject, reason, detail, state from {})").format(where)

    @property
    def settled_meanwhile(self) -> Composed:
        """The query for a fact that was retried or discarded since."""
        before = SQL("select * from {}").format(self.copy(BEFORE))
        return SQL(
            "select true from (({0} except {1}) union all ({1} except {0})) as settled limit 1"
        ).format(_SETTLED, before)

    @property
    def set_aside_anew(self) -> Sequence[Composed]:
        """What waits in the copy waits from now on; what waited and does not was applied."""
        copy = self.copy(ASIDE)
        return _APPLIED.format(LIVE_ASIDE, copy), _WAITING.format(LIVE_ASIDE, copy)


_SETTLED = SQL(
    "select version, position, state from {} where view = %(view)s and state <> 'waiting'"
).format(LIVE_ASIDE)

_DISCARDED = SQL(
    "insert into {} (view, version, " + COLUMNS + ", settled_at)"
    " select distinct on (position) view, %(version)s, " + COLUMNS + ", settled_at"
    " from {} where view = %(view)s and state = 'discarded' order by position, version desc"
)

_APPLIED = SQL(
    "update {} live set state = 'applied', settled_at = now()"
    " where view = %(view)s and state = 'waiting' and (version <> %(version)s"
    " or not exists (select from {} new where new.position = live.position))"
)

_WAITING = SQL(
    "insert into {} as live select * from {} where true"
    " on conflict (view, version, position) do update set"
    " (subject, reason, detail, state, settled_at)"
    " = (excluded.subject, excluded.reason, excluded.detail, 'waiting', null)"
    " where excluded.state = 'waiting'"
)
