"""What places state (`population_statements`): a row for each event, never changed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection, Cursor
from psycopg.sql import SQL, Identifier

from services.rollups.figures.populations import Statement
from shared.eventstore.read_models import versioned

NAME: Final = "population_statements"
VERSION: Final = 1
WRITTEN: Final = Identifier(versioned(NAME, VERSION))
Row = tuple[int, UUID, str, date, int | None, str | None, str | None, date]
"""Position, place, kind, day, number (None: withdrawn), source, document, recorded on."""

_APPEND = SQL(
    "insert into {table} (position, place_id, population_kind, counted_on, number, source_code,"
    " document_number, recorded_on) select * from unnest(%s::bigint[], %s::uuid[], %s::text[],"
    " %s::date[], %s::bigint[], %s::text[], %s::text[], %s::date[]) on conflict do nothing"
).format(table=WRITTEN)
_PRESENT = SQL("select position from {table} where position = any(%s)").format(table=WRITTEN)
_STATED = SQL(
    "select distinct on (place_id, population_kind)"
    " place_id, population_kind, counted_on, number, source_code, document_number from ("
    " select distinct on (place_id, population_kind, counted_on) * from {table}"
    " where counted_on <= %(on)s and recorded_on <= %(as_of)s"
    " order by place_id, population_kind, counted_on, position desc) as said"
    " where number is not null order by place_id, population_kind, counted_on desc"
).format(table=Identifier(NAME))


def append(cursor: Cursor[Any], rows: Sequence[Row]) -> None:
    """Write the rows of one batch; those that are there stay."""
    cursor.execute(_APPEND, [list(column) for column in zip(*rows, strict=True)])


def present(cursor: Cursor[Any], positions: Sequence[int]) -> set[int]:
    """Those of the events at these positions that were written."""
    return {row[0] for row in cursor.execute(_PRESENT, [list(positions)]).fetchall()}


async def stated(connection: AsyncConnection[Any], on: date, as_of: date | None) -> list[Statement]:
    """What holds on the day, as known on a day (None: now): of each place and kind the last."""
    asked = {"on": on, "as_of": as_of or date.max}
    rows = await (await connection.execute(_STATED, asked)).fetchall()
    return [Statement(*row) for row in rows]
