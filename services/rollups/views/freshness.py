"""Freshness: the latest recorded instant counted here, the "data as of" printed on reports."""

import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import psycopg
from prometheus_client import Metric
from psycopg import AsyncConnection, Cursor
from psycopg.sql import SQL

from services.rollups.views.tables import LIVE, Tables, literal
from shared.eventstore.connections import connect
from shared.telemetry import metrics

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


class Freshness:
    """Collector of the "data as of": asked while it is scraped, NaN while it cannot be, 0 before
    anything was counted."""

    def __init__(self, database: str) -> None:
        self._database = database

    def collect(self) -> Iterator[Metric]:
        yield metrics.ROLLUP_AS_OF.family([((), self._asked())])

    def _asked(self) -> float:
        try:
            with connect(self._database, "rollups freshness") as connection:
                row = connection.execute(_LATEST).fetchone()
        except psycopg.Error:
            return math.nan
        return row[0].timestamp() if row and row[0] else 0.0

    def close(self) -> None:
        """Nothing is held between two scrapes."""
