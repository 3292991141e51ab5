"""Cells: the sums of contributions by measure, finest place, effective day and recorded day."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from psycopg import AsyncConnection, Cursor
from psycopg.sql import SQL

from services.rollups.figures.totals import Count
from services.rollups.views.contributions import Wanted
from services.rollups.views.tables import LIVE, Tables, literal

CellKey = tuple[str, str, str, str]
"""Measure, place, effective on, recorded on: each as text."""

_ADD = SQL(
    "insert into {table} as cell (measure, place_id, effective_on, recorded_on, value)"
    " select * from unnest(%s::text[], %s::uuid[], %s::date[], %s::date[], %s::bigint[])"
    " on conflict (measure, place_id, effective_on, recorded_on)"
    " do update set value = cell.value + excluded.value"
)


def add(cursor: Cursor[Any], tables: Tables, sums: Mapping[CellKey, int]) -> None:
    """Add the sums of one batch, in the order of their keys: two writers never wait in a ring."""
    cells = sorted(sums.items())
    keys = [literal(column) for column in zip(*(key for key, _ in cells), strict=True)]
    values = literal(str(value) for _, value in cells)
    cursor.execute(_ADD.format(table=tables.cells), [*keys, values])


_SUM_UP = SQL(
    "insert into {cells} (measure, place_id, effective_on, recorded_on, value)"
    " select measure, place_id, effective_on, recorded_on, sum(value) from {contributions}"
    " group by measure, place_id, effective_on, recorded_on"
)


def sum_up(cursor: Cursor[Any], tables: Tables) -> None:
    """Make the cells of a rebuild, until now empty, from all its contributions at once."""
    cursor.execute(_SUM_UP.format(cells=tables.cells, contributions=tables.contributions))


_DIFFERENT = SQL(
    "select true from (select measure, place_id, effective_on, recorded_on, sum(value) as value"
    " from {contributions} group by measure, place_id, effective_on, recorded_on) recounted"
    " full join {cells} kept using (measure, place_id, effective_on, recorded_on)"
    " where recounted.value is distinct from kept.value limit 1"
)


def differ(cursor: Cursor[Any], tables: Tables) -> bool:
    """Whether any cell is not the sum of its contributions."""
    query = _DIFFERENT.format(cells=tables.cells, contributions=tables.contributions)
    return cursor.execute(query).fetchone() is not None


_STOCK = SQL(
    "select measure, place_id, %(until)s::date, sum(value) from {table}"
    " where measure = any(%(codes)s) and effective_on between %(since)s and %(until)s"
    " and recorded_on <= %(as_of)s group by measure, place_id"
).format(table=LIVE.cells)
_FLOW = SQL(
    "select measure, place_id, effective_on, sum(value) from {table}"
    " where measure = any(%(codes)s) and effective_on between %(since)s and %(until)s"
    " and recorded_on <= %(as_of)s group by measure, place_id, effective_on"
).format(table=LIVE.cells)

CountsByCode = Mapping[str, list[Count]]


async def stocks(connection: AsyncConnection[Any], wanted: Wanted) -> CountsByCode:
    """What there is at each place on the day `until`, to be counted by that day's tree."""
    return await _counts(connection, _STOCK, wanted)


async def flows(connection: AsyncConnection[Any], wanted: Wanted) -> CountsByCode:
    """What happened at each place on each day, to be counted by the tree of that day."""
    return await _counts(connection, _FLOW, wanted)


async def _counts(connection: AsyncConnection[Any], query: Any, wanted: Wanted) -> CountsByCode:
    found: defaultdict[str, list[Count]] = defaultdict(list)
    rows = await connection.execute(query, wanted.parameters)
    async for code, place_id, day, value in rows:
        found[code].append(Count(place_id, day, int(value)))
    return found
