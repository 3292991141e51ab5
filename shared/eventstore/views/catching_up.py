"""One page of the log into one view, with its mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import FactMapper
from shared.eventstore.read_models import require_live
from shared.eventstore.views.applying import Applying
from shared.eventstore.views.set_aside import Aside, passed_over, put_aside, subjects_waiting
from shared.eventstore.views.view import Named, View, label
from shared.telemetry.logs import logger

PAGE = 5_000

UNSEEN = """
select head.position - mark.position,
    coalesce(extract(epoch from (select recorded_at from log where log.position > mark.position
        order by log.position limit 1)), 0)::float8
from log_head head cross join (select coalesce(max(position), 0) as position
    from view_marks where view = %s and version = %s) mark
"""
"""How many facts a view has not seen, and when the first of them was recorded (in seconds)."""

_REACHED = """
select count(*), max(position)
from (select position from log where position > %s order by position limit %s) as page
"""
_PAGE = f"""
select {COLUMNS} from log where position > %s and position <= %s and type <> all(%s)
order by position
"""
"""Without the types that are known to be none of the view's: most of a log is not for one view."""

log = logger(__name__)


@dataclass(frozen=True)
class Turned:
    """A page that was read to its end: up to which position, of how many facts."""

    position: int
    facts: int
    aside: Sequence[Aside]


def catch_up(
    connection: psycopg.Connection[Any], mapper: FactMapper, view: View, limit: int = PAGE
) -> int:
    """Apply the next page of facts this view has not seen; answers how many there were. What it
    cannot be told is set aside and logged once. Raises RebuildWanted, and what is not about the
    facts."""
    with connection.transaction(), connection.cursor(binary=True) as cursor:
        after = lock_mark(cursor, view)
        require_live(cursor, view)
        turned = turn_page(cursor, mapper, view, (after, limit))
        if turned.facts:
            cursor.execute(
                "update view_marks set position = %s where view = %s and version = %s",
                [turned.position, view.name, view.version],
            )
    for fact in turned.aside:
        log.error(
            "fact set aside",
            view=label(view),
            position=fact.row.id,
            type=fact.row.topic,
            reason=str(fact.reason),
        )
    return turned.facts


def turn_page(
    cursor: psycopg.Cursor[Any], mapper: FactMapper, view: View, span: tuple[int, int]
) -> Turned:
    """At most so many facts after a position; those set aside are in the table."""
    after, limit = span
    reached = cursor.execute(_REACHED, [after, limit]).fetchone()
    assert reached is not None
    facts, last = reached
    if not facts:
        return Turned(after, 0, ())
    cursor.execute(_PAGE, [after, last, mapper.besides(view.hears)])
    rows = [stored_fact(row) for row in cursor.fetchall()]
    if not rows:
        return Turned(last, facts, ())
    passed = passed_over(cursor, view, rows[0].id, rows[-1].id)
    applying = Applying(cursor, mapper, view, subjects_waiting(cursor, view))
    applying.apply([row for row in rows if row.id not in passed])
    put_aside(cursor, view, applying.aside)
    return Turned(last, facts, applying.aside)


def lock_mark(cursor: psycopg.Cursor[Any], view: Named) -> int:
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
