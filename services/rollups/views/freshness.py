"""Freshness: the latest recorded instant counted here, the "data as of" printed on reports."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from psycopg import AsyncConnection, Connection, Cursor
from psycopg.sql import SQL

from services.rollups.views.tables import LIVE, Tables, literal

_MOVE = SQL(
    "insert into {table} as fresh (topic, recorded_at)"
    " select * from unnest(%s::text[], %s::timestamptz[])"
    " on conflict (topic) do update"
    " set recorded_at = greatest(fresh.recorded_at, excluded.recorded_at)"
)
_LATEST = SQL("select max(recorded_at) from {table}").format(table=LIVE.freshness)


def move(cursor: Cursor[Any], tables: Tables, latest: Mapping[str, datetime]) -> None:
    """Remember the latest instant per topic. Last in a batch: writers share these few rows."""
    topics = sorted(latest)
    instants = literal(latest[topic].isoformat() for topic in topics)
    cursor.execute(_MOVE.format(table=tables.freshness), (literal(topics), instants))


async def data_as_of(connection: AsyncConnection[Any]) -> datetime | None:
    """When the latest fact counted here was recorded; None before the first."""
    row = await (await connection.execute(_LATEST)).fetchone()
    return row[0] if row else None


def data_as_of_now(connection: Connection[Any]) -> datetime | None:
    """As `data_as_of`, for a collector that reads it while it is scraped."""
    row = connection.execute(_LATEST).fetchone()
    return row[0] if row else None
