"""Rebuilding a view of the database that a test is connected to."""

from collections.abc import Collection, Sequence
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from shared.eventstore.mapper import FactMapper
from shared.eventstore.rebuilding.rebuilt import Rebuilt, Table
from shared.eventstore.views import View
from shared.eventstore.views.rebuild import rebuild as rebuild_view


def rebuilt_view(connection: psycopg.Connection[Any], mapper: FactMapper, view: View) -> Rebuilt:
    """By a connection of its own."""
    database = make_conninfo(connection.info.dsn, password=connection.info.password)
    return rebuild_view(database, mapper, view)


def rebuild(
    connection: psycopg.Connection[Any], mapper: FactMapper, view: View, tables: Collection[str]
) -> Sequence[Table]:
    """What was in these, all its tables, and what is in them."""
    rebuilt = rebuilt_view(connection, mapper, view).tables
    assert {table.name for table in rebuilt} == {*tables}
    return rebuilt
