"""Freshness: the latest recorded instant counted here, the "data as of" printed on reports."""

import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from prometheus_client import Metric
from psycopg import AsyncConnection, Cursor
from psycopg.sql import SQL

from services.rollups.views.tables import SHOWN, Tables, literal
from shared.eventstore.read_models import ReadModel, value_of
from shared.postgres.connections import Timeouts, connect
from shared.telemetry import metrics
from shared.telemetry.database import Database

_MOVE = SQL(
    "insert into {table} as fresh (topic, recorded_at)"
    " select * from unnest(%s::text[], %s::timestamptz[])"
    " on conflict (topic) do update"
    " set recorded_at = greatest(fresh.recorded_at, excluded.recorded_at)"
)
_LATEST = SQL("select max(recorded_at) from {table}").format(table=SHOWN.freshness)

_DIFFERS = SQL("cardinality(read_model_differs(%s, %s, %s, %s, %s)) > 0")


def move(cursor: Cursor[Any], tables: Tables, latest: Mapping[str, datetime]) -> None:
    """Remember the latest instant per topic. Last in a batch: writers share these few rows."""
    topics = sorted(latest)
    instants = literal(latest[topic].isoformat() for topic in topics)
    cursor.execute(_MOVE.format(table=tables.freshness), (literal(topics), instants))


@dataclass(frozen=True)
class Known:
    """`data_as_of`: when the latest fact counted here was recorded; None before the first.
    `rebuild_wanted`: nothing later is counted, for today's code would count otherwise."""

    data_as_of: datetime | None
    rebuild_wanted: bool


async def known(connection: AsyncConnection[Any], counted_by: Sequence[ReadModel]) -> Known:
    """In one question: what is live, and whether all of these count as it was counted."""
    wanted = SQL(" or ").join([SQL("false"), *[_DIFFERS] * len(counted_by)])
    asked = SQL("select ({latest}), {wanted}").format(latest=_LATEST, wanted=wanted)
    given = [each for model in counted_by for each in value_of(model)]
    row = await (await connection.execute(asked, given)).fetchone()
    assert row is not None, "a question without a table has one row"
    return Known(*row)


class Freshness:
    """Collector of the "data as of": asked while it is scraped, NaN while it cannot be, 0 before
    anything was counted."""

    def __init__(self, database: str) -> None:
        asking = partial(connect, database, "rollups freshness", Timeouts(connect=2))
        self._database = Database(asking)
        self._turn = threading.Lock()

    def collect(self) -> Iterator[Metric]:
        with self._turn:
            yield metrics.ROLLUP_AS_OF.family([((), self._asked())])

    def _asked(self) -> float:
        with self._database.asked_together():
            row = self._database.row(_LATEST.as_string())
        if row is None:
            return math.nan
        return float(row[0].timestamp()) if row[0] else 0.0

    def close(self) -> None:
        with self._turn:
            self._database.close()
