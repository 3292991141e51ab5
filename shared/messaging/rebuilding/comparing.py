"""What was filled, compared with a recount by another way."""

from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from shared.eventstore.rebuilding.attempt import Attempt
from shared.eventstore.rebuilding.copies import contents
from shared.eventstore.rebuilding.rebuilt import RebuildDiffers
from shared.messaging.rebuilding.recipe import Rebuildable
from shared.postgres.connections import connect


def require_recount(projection: Rebuildable, attempt: Attempt) -> None:
    """Of one moment, while the listener goes on: every event that was told is there once, and every
    table that others tell is what they tell. Raises RebuildDiffers."""
    with connect(attempt.beside, "rebuild") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        cursor = connection.cursor()
        told, there = attempt.told(cursor), _number(cursor, projection.recount.events)
        if there != told:
            raise RebuildDiffers(table=projection.tables[0], rows=there, expected=told)
        for table, query in projection.recount.rows.items():
            filled = contents(cursor, Identifier(attempt.schema, table))
            recounted = contents(cursor, SQL("({})").format(SQL(query)))
            if filled != recounted:
                raise RebuildDiffers(table=table, rows=filled.rows, expected=recounted.rows)


def _number(cursor: psycopg.Cursor[Any], query: str) -> int:
    row = cursor.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0
