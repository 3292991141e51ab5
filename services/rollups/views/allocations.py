"""Allocations: which subjects of split places were said to belong to a part of it (`allocations`),
and what that makes of their contributions, summed (`allocated`)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Cursor
from psycopg.sql import SQL

from services.rollups.views.tables import Tables, literal, quoted


class Move(NamedTuple):
    """From `allocated_on` on, what was counted of the subject at `place_id` lies no more in the one
    place but in the other; `topic` and `position` are the event's, in the log of whoever says what
    becomes of the subject. `undoes`: it takes back what was said of a later day."""

    subject_id: UUID
    place_id: UUID
    topic: str
    position: int
    from_place_id: UUID
    to_place_id: UUID
    allocated_on: date
    recorded_on: date
    undoes: bool


AllocatedKey = tuple[str, str, str, str, str, str, str]
"""Measure, dimensions, from which place, to which, allocated on, effective on, recorded on: each as
text."""

_LOCK = SQL("select pg_advisory_xact_lock{}(hashtextextended('rollups allocations', 0))")
_SHARED, _ALONE = _LOCK.format(SQL("_shared")), _LOCK.format(SQL(""))


def hold(cursor: Cursor[Any], *, alone: bool) -> None:
    """Until the transaction ends. Who writes contributions sees all allocations, and who writes
    allocations (`alone`) all contributions: neither is in two transactions that miss each other."""
    cursor.execute(_ALONE if alone else _SHARED)


_COLUMNS = SQL(
    "subject_id, place_id, topic, position, from_place_id, to_place_id, allocated_on, recorded_on,"
    " undoes"
)
_ROWS = SQL(
    "unnest(%s::uuid[], %s::uuid[], %s::text[], %s::bigint[], %s::uuid[], %s::uuid[], %s::date[],"
    " %s::date[], %s::boolean[])"
)
_ANY = SQL("select exists (select from {table})")
_KNOWN = SQL("select {columns} from {table} where subject_id = any(%s::uuid[])")
_APPEND = SQL("insert into {table} ({columns}) select * from {rows}")


def known(cursor: Cursor[Any], tables: Tables, subjects: Collection[str]) -> list[Move]:
    """All moves of these subjects, whatever the place. Mostly there are none of anybody."""
    row = cursor.execute(_ANY.format(table=tables.allocations)).fetchone()
    if row is None or not row[0]:
        return []
    query = _KNOWN.format(columns=_COLUMNS, table=tables.allocations)
    return [Move(*row) for row in cursor.execute(query, [literal(subjects)]).fetchall()]


def append(cursor: Cursor[Any], tables: Tables, moves: Sequence[Move]) -> None:
    """Write the moves of one batch."""
    query = _APPEND.format(table=tables.allocations, columns=_COLUMNS, rows=_ROWS)
    cursor.execute(query, _arrays(moves))


def _arrays(moves: Sequence[Move]) -> list[list[Any]]:
    return [list(column) for column in zip(*moves, strict=True)]


_PRESENT = SQL(
    "select distinct topic, position from {table} where (topic, position) in"
    " (select * from unnest(%s::text[], %s::bigint[]))"
)


def present(
    cursor: Cursor[Any], tables: Tables, events: Sequence[tuple[str, int]]
) -> set[tuple[str, int]]:
    """Those of the events, by topic and position, that were written."""
    query = _PRESENT.format(table=tables.allocations)
    topics, positions = zip(*events, strict=True)
    return {*cursor.execute(query, [list(topics), list(positions)]).fetchall()}


_CELL = SQL("measure, dimensions, place_id, to_place_id, allocated_on, effective_on, recorded_on")
_SUMS = SQL(
    "select c.measure, c.dimensions, m.from_place_id as place_id, m.to_place_id, m.allocated_on,"
    " c.effective_on, greatest(c.recorded_on, m.recorded_on) as recorded_on,"
    " sum(c.value)::bigint as value from {contributions} c join {moves} m"
    " on m.subject_id = c.subject_id and m.place_id = c.place_id"
    " group by 1, 2, 3, 4, 5, 6, 7"
)
_INTO = SQL("insert into {table} as cell ({cell}, value) {rows}")
_MORE = SQL(" on conflict ({cell}) do update set value = cell.value + excluded.value")
_GIVEN = SQL(
    "select * from unnest(%s::text[], %s::text[], %s::uuid[], %s::uuid[], %s::date[], %s::date[],"
    " %s::date[], %s::bigint[])"
)


def add(cursor: Cursor[Any], tables: Tables, sums: Mapping[AllocatedKey, int]) -> None:
    """Add what was moved of one batch, in the order of the keys: two writers never wait in a
    ring."""
    if not sums:
        return
    cells = sorted(sums.items())
    measures, dimensions, *others = zip(*(key for key, _ in cells), strict=True)
    keys = [literal(measures), quoted(dimensions), *map(literal, others)]
    values = literal(str(value) for _, value in cells)
    cursor.execute(_adding(tables, _GIVEN, more=True), [*keys, values])


def carry(cursor: Cursor[Any], tables: Tables, moves: Sequence[Move]) -> None:
    """Add what these moves make of all that was counted before."""
    given = SQL("{rows} as m ({columns})").format(rows=_ROWS, columns=_COLUMNS)
    wanted = SQL("(select * from {})").format(given)
    rows = _SUMS.format(contributions=tables.contributions, moves=wanted)
    cursor.execute(_adding(tables, rows, more=True), _arrays(moves))


def sum_up(cursor: Cursor[Any], tables: Tables) -> None:
    """Make what is allocated in a rebuild, until now empty, from all contributions at once."""
    rows = _SUMS.format(contributions=tables.contributions, moves=tables.allocations)
    cursor.execute(_adding(tables, rows, more=False))


def _adding(tables: Tables, rows: Any, *, more: bool) -> Any:
    into = _INTO.format(table=tables.allocated, cell=_CELL, rows=rows)
    return into + _MORE.format(cell=_CELL) if more else into


def sums(tables: Tables) -> str:
    """What should be allocated: the query of all contributions that were moved."""
    moves = tables.allocations
    return _SUMS.format(contributions=tables.contributions, moves=moves).as_string()


_EVENTS = SQL("select count(distinct (topic, position)) from {}")


def events(tables: Tables) -> str:
    """The query for how many allocations were written."""
    return _EVENTS.format(tables.allocations).as_string()
