"""Cells: the sums of contributions by measure, dimensions, finest place, effective day and recorded
day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from psycopg import AsyncConnection, Cursor
from psycopg.sql import SQL

from services.rollups.figures.totals import Count
from services.rollups.figures.transfers import Transfer, transferred
from services.rollups.views.contributions import Kind, Wanted
from services.rollups.views.tables import SHOWN, Tables, literal, quoted

CellKey = tuple[str, str, str, str, str]
"""Measure, dimensions, place, effective on, recorded on: each as text."""

_ADD = SQL(
    "insert into {table} as cell (measure, dimensions, place_id, effective_on, recorded_on, value)"
    " select * from unnest(%s::text[], %s::text[], %s::uuid[], %s::date[], %s::date[],"
    " %s::bigint[]) on conflict (measure, dimensions, place_id, effective_on, recorded_on)"
    " do update set value = cell.value + excluded.value"
)


def add(cursor: Cursor[Any], tables: Tables, sums: Mapping[CellKey, int]) -> None:
    """Add the sums of one batch, in the order of their keys: two writers never wait in a ring."""
    cells = sorted(sums.items())
    measures, dimensions, *others = zip(*(key for key, _ in cells), strict=True)
    keys = [literal(measures), quoted(dimensions), *map(literal, others)]
    values = literal(str(value) for _, value in cells)
    cursor.execute(_ADD.format(table=tables.cells), [*keys, values])


_SUM_UP = SQL(
    "insert into {cells} (measure, dimensions, place_id, effective_on, recorded_on, value)"
    " select measure, dimensions, place_id, effective_on, recorded_on, sum(value)"
    " from {contributions} group by measure, dimensions, place_id, effective_on, recorded_on"
)


def sum_up(cursor: Cursor[Any], tables: Tables) -> None:
    """Make the cells of a rebuild, until now empty, from all its contributions at once."""
    cursor.execute(_SUM_UP.format(cells=tables.cells, contributions=tables.contributions))


_SUMS = SQL(
    "select measure, dimensions, place_id, effective_on, recorded_on, sum(value)::bigint as value"
    " from {} group by measure, dimensions, place_id, effective_on, recorded_on"
)


def sums(tables: Tables) -> str:
    """What the cells should be: the query of all contributions' sums."""
    return _SUMS.format(tables.contributions).as_string()


# From one to the next by the key: as many steps as there are kinds, however many cells they have.
_KINDS = SQL(
    "with recursive kind (measure, dimensions) as ("
    " select asked.measure, first.dimensions from unnest(%s::text[]) as asked (measure)"
    " cross join lateral (select dimensions from {table} cell"
    " where cell.measure = asked.measure order by dimensions limit 1) first"
    " union all select kind.measure, next.dimensions from kind"
    " cross join lateral (select dimensions from {table} cell where cell.measure = kind.measure"
    " and cell.dimensions > kind.dimensions order by dimensions limit 1) next)"
    " select measure, dimensions from kind"
).format(table=SHOWN.cells)


async def kinds(connection: AsyncConnection[Any], measures: Sequence[str]) -> list[Kind]:
    """By what dimensions cells of these measures are told apart, each once."""
    rows = await (await connection.execute(_KINDS, [list(measures)])).fetchall()
    return [Kind(*row) for row in rows]


# By the key: a join with the kinds would read all cells there are. What nobody asked for, because
# two measures have values in common, is left lying.
_WANTED = SQL(
    " from {table} where measure = any(%(measures)s) and dimensions = any(%(dimensions)s)"
    " and effective_on between %(since)s and %(until)s and recorded_on <= %(as_of)s"
).format(table=SHOWN.cells)
_STOCK = SQL(
    "select measure, dimensions, place_id, %(until)s::date, sum(value){wanted}"
    " group by measure, dimensions, place_id"
).format(wanted=_WANTED)
_FLOW = SQL(
    "select measure, dimensions, place_id, effective_on, sum(value){wanted}"
    " group by measure, dimensions, place_id, effective_on"
).format(wanted=_WANTED)

# The same of what was allocated by the day whose tree counts.
_ALLOCATED = SQL(
    "select measure, dimensions, place_id, to_place_id, {day}, sum(value)"
    " from {table} where measure = any(%(measures)s) and dimensions = any(%(dimensions)s)"
    " and effective_on between %(since)s and %(until)s and recorded_on <= %(as_of)s"
    " and allocated_on <= coalesce(%(tree_day)s, effective_on)"
    " group by measure, dimensions, place_id, to_place_id, {day}"
)
_STOCK_MOVED = _ALLOCATED.format(table=SHOWN.allocated, day=SQL("%(until)s::date"))
_FLOW_MOVED = _ALLOCATED.format(table=SHOWN.allocated, day=SQL("effective_on"))

CountsByKind = Mapping[Kind, list[Count]]


async def stocks(connection: AsyncConnection[Any], wanted: Wanted) -> CountsByKind:
    """What there is at each place on the day `until`, to be counted by that day's tree."""
    return await _counts(connection, _STOCK, _STOCK_MOVED, wanted)


async def flows(connection: AsyncConnection[Any], wanted: Wanted) -> CountsByKind:
    """What happened at each place on each day, to be counted by the tree of that day."""
    return await _counts(connection, _FLOW, _FLOW_MOVED, wanted)


async def _counts(
    connection: AsyncConnection[Any], query: Any, moved: Any, wanted: Wanted
) -> CountsByKind:
    found: defaultdict[Kind, list[Count]] = defaultdict(list)
    rows = await connection.execute(query, wanted.parameters)
    async for measure, dimensions, place_id, day, value in rows:
        found[Kind(measure, dimensions)].append(Count(place_id, day, int(value)))
    transfers: defaultdict[Kind, list[Transfer]] = defaultdict(list)
    rows = await connection.execute(moved, wanted.parameters)
    async for measure, dimensions, place_id, to_place_id, day, value in rows:
        transfer = Transfer(place_id, to_place_id, day, int(value))
        transfers[Kind(measure, dimensions)].append(transfer)
    return found | {kind: transferred(found[kind], moves) for kind, moves in transfers.items()}
