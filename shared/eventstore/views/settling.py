"""Facts that were set aside: applied after all, when code or data were mended, or given up."""

from dataclasses import dataclass
from typing import Any

import psycopg

from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import FactMapper, StoredFact
from shared.eventstore.read_models import require_live
from shared.eventstore.views.applying import Applying
from shared.eventstore.views.catching_up import lock_mark
from shared.eventstore.views.set_aside import NotSetAside, number_waiting, put_aside, settle
from shared.eventstore.views.view import Named, View, label

PAGE = 1_000


@dataclass(frozen=True)
class Retried:
    """How many facts were applied, how many of the subject still wait, and why the first does."""

    applied: int
    left: int
    detail: str = ""


def retry(
    connection: psycopg.Connection[Any], mapper: FactMapper, view: View, position: int
) -> Retried:
    """All that waits of the subject of this fact, in the log's order, until one cannot be applied.
    Raises NotSetAside, RebuildWanted."""
    applied = 0
    subject = _subject(connection, view, position)
    while True:
        with connection.transaction(), connection.cursor(binary=True) as cursor:
            lock_mark(cursor, view)
            require_live(cursor, view)
            rows = _waiting(cursor, view, subject)
            applying = Applying(cursor, mapper, view, {})
            applying.apply(rows)
            left = {fact.row.id for fact in applying.aside}
            settle(cursor, view, [row.id for row in rows if row.id not in left], "applied")
            put_aside(cursor, view, applying.aside)
        applied += len(rows) - len(left)
        if left:
            first = min(applying.aside, key=lambda fact: fact.row.id)
            return Retried(applied, number_waiting(connection, view, subject), first.detail)
        if not rows:
            return Retried(applied, 0)


def discard(connection: psycopg.Connection[Any], view: Named, position: int) -> None:
    """Never to be applied to this view, by a rebuild neither. What waits behind it still waits:
    retry it. Raises NotSetAside."""
    with connection.transaction(), connection.cursor() as cursor:
        lock_mark(cursor, view)
        if not settle(cursor, view, [position], "discarded"):
            raise NotSetAside(f"{label(view)} has no fact set aside at position {position}")


def _subject(connection: psycopg.Connection[Any], view: Named, position: int) -> str:
    row = connection.execute(
        "select subject from view_facts_set_aside"
        " where view = %s and version = %s and position = %s and state = 'waiting'",
        [view.name, view.version, position],
    ).fetchone()
    if row is None:
        raise NotSetAside(f"{label(view)} has no fact set aside at position {position}")
    return str(row[0])


def _waiting(cursor: psycopg.Cursor[Any], view: Named, subject: str) -> list[StoredFact]:
    cursor.execute(
        f"select {COLUMNS} from log where position in (select position from view_facts_set_aside"
        " where view = %s and version = %s and subject = %s and state = 'waiting'"
        " order by position limit %s) order by position",
        [view.name, view.version, subject, PAGE],
    )
    return [stored_fact(row) for row in cursor.fetchall()]
