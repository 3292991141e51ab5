"""The table of facts that a view could not be told; `search_path` says whose: the live view's, or
that of a copy being built."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from shared.eventstore.mapper import StoredFact
from shared.eventstore.views.view import Named, plain

LONGEST_DETAIL: Final = 1_000
COLUMNS: Final = (
    "view, version, position, stream_id, subject, type, reason, detail, state, set_aside_at"
)


class Reason(StrEnum):
    """Why a fact was set aside."""

    CANNOT_BE_READ = "cannot-be-read"
    CANNOT_BE_APPLIED = "cannot-be-applied"
    BEHIND_ANOTHER = "behind-another"


@dataclass(frozen=True)
class Aside:
    """A fact on its way to the table."""

    row: StoredFact
    subject: str
    reason: Reason
    detail: str = ""


@dataclass(frozen=True)
class SetAside:
    """A row of the table."""

    view: str
    version: int
    position: int
    stream_id: UUID
    subject: str
    type: str
    reason: str
    detail: str
    state: str
    set_aside_at: datetime


class NotSetAside(Exception):
    """No such fact waits, or it is settled already."""


SHOWN = """
with shown as (
    select view, version, coalesce(m.position, 0) as position
    from unnest(%s, %s) as v (view, version) left join view_marks m using (view, version)
)
select p <= all (select position from shown), exists (
    select from view_facts_set_aside join shown using (view, version)
    where state <> 'applied' and view_facts_set_aside.position
        between coalesce((select first from chain where last = p), p) and p
) from unnest(%s) as p
"""
"""Of each position: whether all views have passed it, and whether one of them was not told a fact
of the call that ended there."""

ALL_WAITING = """
select view || '.v' || version, count(*) from view_facts_set_aside
where state = 'waiting' group by view, version
"""
"""How many facts wait, by the label of their view."""


def put_aside(cursor: psycopg.Cursor[Any], view: Named, facts: Sequence[Aside]) -> None:
    """One that was applied once, and now comes again and fails again, waits again."""
    if facts:
        cursor.executemany(
            "insert into view_facts_set_aside as there"
            " (view, version, position, stream_id, subject, type, reason, detail)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (view, version, position)"
            " do update set (reason, detail, subject, state, settled_at)"
            " = (excluded.reason, excluded.detail, excluded.subject, 'waiting', null)",
            [_values(view, fact) for fact in facts],
        )


def _values(view: Named, fact: Aside) -> tuple[object, ...]:
    row, detail = fact.row, plain(fact.detail)[:LONGEST_DETAIL]
    where = (row.id, row.originator_id, fact.subject, row.topic)
    return (view.name, view.version, *where, fact.reason, detail)


def subjects_waiting(cursor: psycopg.Cursor[Any], view: Named) -> dict[str, int]:
    """And from which position on."""
    cursor.execute(
        "select subject, min(position) from view_facts_set_aside"
        " where view = %s and version = %s and state = 'waiting' group by subject",
        [view.name, view.version],
    )
    return dict(cursor.fetchall())


def passed_over(cursor: psycopg.Cursor[Any], view: Named, first: int, last: int) -> set[int]:
    """The positions that wait already, or were discarded: a view filled anew meets them again."""
    cursor.execute(
        "select position from view_facts_set_aside where view = %s and version = %s"
        " and state <> 'applied' and position between %s and %s",
        [view.name, view.version, first, last],
    )
    return {position for (position,) in cursor.fetchall()}


def waiting(
    connection: psycopg.Connection[Any], view: Named | None = None, subject: str | None = None
) -> list[SetAside]:
    """What waits, of all views or one, of all subjects or one, in the log's order."""
    with connection.cursor(row_factory=class_row(SetAside)) as cursor:
        return cursor.execute(
            f"select {COLUMNS} from view_facts_set_aside where state = 'waiting'"
            " and (%(view)s::text is null or (view, version) = (%(view)s, %(version)s::int))"
            " and (%(subject)s::text is null or subject = %(subject)s)"
            " order by view, version, position",
            {
                "view": None if view is None else view.name,
                "version": None if view is None else view.version,
                "subject": subject,
            },
        ).fetchall()


def settle(cursor: psycopg.Cursor[Any], view: Named, positions: Iterable[int], state: str) -> int:
    """Answers how many of them had waited."""
    cursor.execute(
        "update view_facts_set_aside set state = %s, settled_at = now()"
        " where view = %s and version = %s and position = any(%s) and state = 'waiting'",
        [state, view.name, view.version, list(positions)],
    )
    return cursor.rowcount


def number_waiting(
    connection: psycopg.Connection[Any], view: Named, subject: str | None = None
) -> int:
    """Of all subjects or one."""
    row = connection.execute(
        "select count(*) from view_facts_set_aside where view = %(view)s and version = %(version)s"
        " and state = 'waiting' and (%(subject)s::text is null or subject = %(subject)s)",
        {"view": view.name, "version": view.version, "subject": subject},
    ).fetchone()
    return int(row[0]) if row else 0
