"""Holdings: how many more each holder holds, from which day on (`holdings`), and what that makes of
the contributions of holders. Held is counted where its holder is: each holding times each
contribution of its holder, known when both were and effective when both are, so that it adds up to
the same in whatever order they came."""

from collections.abc import Collection, Sequence
from typing import Any

from psycopg import Cursor
from psycopg.sql import SQL, Composable

from services.rollups.views.contributions import ContributionRow
from services.rollups.views.tables import Tables, literal, quoted

HoldingRow = tuple[str, str, str, str, str, str, str, str]
"""Topic, position, measure, by what its holder is counted, effective on, recorded on, value, and of
whom: each as text."""

_APPEND = SQL(
    "insert into {table} (topic, position, measure, holder, effective_on, recorded_on, value,"
    " subject_id) select * from unnest(%s::text[], %s::bigint[], %s::text[], %s::text[],"
    " %s::date[], %s::date[], %s::bigint[], %s::uuid[])"
)


def append(cursor: Cursor[Any], tables: Tables, rows: Sequence[HoldingRow]) -> None:
    """Write the holdings of one batch."""
    topics, positions, measures, holders, *others = zip(*rows, strict=True)
    named = [literal(topics), literal(positions), quoted(measures), quoted(holders)]
    query = _APPEND.format(table=tables.holdings)
    cursor.execute(query, [*named, *map(literal, others)])


_BOTH = SQL(
    " from {holdings} h join {contributions} c"
    " on (c.subject_id, c.topic, c.measure) = (h.subject_id, h.topic, h.holder)"
    " where c.dimensions = '' and h.value <> 0{wanted}"
    " group by h.topic, greatest(h.position, c.position), h.measure, c.dimensions, c.place_id,"
    " greatest(h.effective_on, c.effective_on), greatest(h.recorded_on, c.recorded_on),"
    " h.subject_id"
)
_MADE = SQL(
    "select h.topic, greatest(h.position, c.position)::text, h.measure, c.dimensions,"
    " replace(c.place_id::text, '-', ''), greatest(h.effective_on, c.effective_on)::text,"
    " greatest(h.recorded_on, c.recorded_on)::text, sum(h.value * c.value)::bigint::text,"
    " replace(h.subject_id::text, '-', '')"
)
_NEW = SQL(
    " and h.subject_id = any(%(subjects)s::uuid[])"
    " and (h.position = any(%(new)s::bigint[]) or c.position = any(%(new)s::bigint[]))"
)
_ALL = SQL(
    "insert into {contributions} (topic, position, measure, dimensions, place_id, effective_on,"
    " recorded_on, value, subject_id) select h.topic, greatest(h.position, c.position), h.measure,"
    " c.dimensions, c.place_id, greatest(h.effective_on, c.effective_on),"
    " greatest(h.recorded_on, c.recorded_on), sum(h.value * c.value)::bigint, h.subject_id"
)


def made(
    cursor: Cursor[Any], tables: Tables, subjects: Collection[str], new: Collection[str]
) -> list[ContributionRow]:
    """What the facts at these new positions make, with all that is known of these holders; both
    are written already."""
    if not subjects:
        return []
    given = {"subjects": literal(subjects), "new": literal(new)}
    return cursor.execute(_MADE + _both(tables, _NEW), given).fetchall()


def sum_up(cursor: Cursor[Any], tables: Tables) -> None:
    """Make what all holdings of a rebuild make of its contributions, at once."""
    cursor.execute(_ALL.format(contributions=tables.contributions) + _both(tables, SQL("")))


def _both(tables: Tables, wanted: Composable) -> Composable:
    """A holder is counted by nothing (`Catalogue`), as the index of holders has it."""
    named = {"holdings": tables.holdings, "contributions": tables.contributions}
    return _BOTH.format(**named, wanted=wanted)


_PRESENT = SQL(
    "select distinct topic, position, subject_id from {table} where subject_id = any(%s::uuid[])"
)


def present(
    cursor: Cursor[Any], tables: Tables, rows: Sequence[HoldingRow]
) -> set[tuple[str, int, Any]]:
    """Topic, position and subject of what was written of the same holders."""
    query = _PRESENT.format(table=tables.holdings)
    return set(cursor.execute(query, [literal({row[-1] for row in rows})]).fetchall())
