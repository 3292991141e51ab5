"""A view filled anew beside the live one, compared with it, and put in its place."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from shared.eventstore.mapper import FactMapper
from shared.eventstore.views import View, lock_mark, page

PAGE = 20_000


@dataclass(frozen=True)
class Contents:
    """What is in a table: the number of rows, and a sum over their hashes, whatever the order."""

    rows: int
    hash: int


@dataclass(frozen=True)
class Rebuilt:
    """A table as it was and as it is; they are equal unless the live one was wrong."""

    table: str
    before: Contents
    after: Contents


def rebuild(
    connection: psycopg.Connection[Any], mapper: FactMapper, view: View, tables: Sequence[str]
) -> list[Rebuilt]:
    """Fill copies of the view's tables from the first fact on while the live ones are read and
    moved on; then, in one transaction, catch up to where the live view stands, compare, and swap.

    Run as the owner of the schema, on an autocommit connection. What is left of an attempt that
    was killed is cleared first. Readers wait for the swap only.
    """
    beside = f"rebuild_{view.name}_v{view.version}"
    connection.execute(SQL("drop schema if exists {} cascade").format(Identifier(beside)))
    with connection.transaction():
        connection.execute(SQL("create schema {}").format(Identifier(beside)))
        for table in tables:
            connection.execute(_copy(beside, table))
    after, end = 0, -1
    while after != end:
        with connection.transaction(), _looking_at(connection, beside):
            end, after = after, _apply_page(connection, mapper, view, after)
    with connection.transaction():
        return _swap(connection, mapper, view, (beside, after, tables))


def _copy(beside: str, table: str) -> Any:
    return SQL("create table {}.{} (like {} including all)").format(
        Identifier(beside), Identifier(table), Identifier("public", table)
    )


@contextmanager
def _looking_at(connection: psycopg.Connection[Any], schema: str) -> Iterator[None]:
    """The view's own statements find the copies first, until the transaction ends."""
    connection.execute(SQL("set local search_path = {}, public").format(Identifier(schema)))
    yield
    connection.execute("set local search_path = public")


def _apply_page(
    connection: psycopg.Connection[Any],
    mapper: FactMapper,
    view: View,
    after: int,
    limit: int = PAGE,
) -> int:
    with connection.cursor(binary=True) as cursor:
        batch = list(page(cursor, mapper, after, limit))
        if not batch:
            return after
        view.apply(cursor, batch)
        return batch[-1].position


def _swap(
    connection: psycopg.Connection[Any],
    mapper: FactMapper,
    view: View,
    copied: tuple[str, int, Sequence[str]],
) -> list[Rebuilt]:
    beside, after, tables = copied
    with connection.cursor() as cursor:
        live = lock_mark(cursor, view)
    with _looking_at(connection, beside):
        while after < live:
            after = _apply_page(connection, mapper, view, after, min(PAGE, live - after))
    while live < after:  # or the live one is behind
        live = _apply_page(connection, mapper, view, live, min(PAGE, after - live))
    found = []
    for table in tables:
        old, new = Identifier("public", table), Identifier(beside, table)
        found.append(Rebuilt(table, contents(connection, old), contents(connection, new)))
        connection.execute(SQL("drop table {}").format(old))
        connection.execute(SQL("alter table {} set schema public").format(new))
    connection.execute(
        "update view_marks set position = %s where view = %s and version = %s",
        [after, view.name, view.version],
    )
    connection.execute(SQL("drop schema {} cascade").format(Identifier(beside)))
    return found


def contents(connection: psycopg.Connection[Any], table: Identifier) -> Contents:
    """For comparing two tables."""
    row = connection.execute(
        SQL("select count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) from {} t").format(
            table
        )
    ).fetchone()
    assert row is not None
    return Contents(int(row[0]), int(row[1]))
