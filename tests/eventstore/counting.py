"""A small view: how many books stand on each shelf."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from tests.support.sample import FACTS, BookAdded

TABLES = ("books_by_shelf_v1",)
CREATE = "create table books_by_shelf_v1 (shelf_id uuid primary key, books int not null)"


class BooksByShelf(OfOwnFacts):
    name = "books_by_shelf"
    version = 1
    hears = FACTS
    tables = ("books_by_shelf",)

    def apply(self, cursor: psycopg.Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        changes = Counter[Any]()
        for recorded in batch:
            added = isinstance(recorded.fact, BookAdded)
            changes[recorded.originator_id] += 1 if added else -1
        cursor.executemany(
            f"insert into {table(self, 'books_by_shelf')} as there values (%s, %s)"
            " on conflict (shelf_id) do update set books = there.books + excluded.books".encode(),
            sorted(changes.items()),
        )


@contextmanager
def with_table(connection: psycopg.Connection[Any]) -> Iterator[None]:
    connection.execute(CREATE)
    yield
    connection.execute("drop table books_by_shelf_v1 cascade")


def counted(connection: psycopg.Connection[Any]) -> dict[Any, int]:
    return dict(connection.execute("select shelf_id, books from books_by_shelf_v1").fetchall())


def recounted(connection: psycopg.Connection[Any]) -> dict[Any, int]:
    """From the log, by the database."""
    return dict(
        connection.execute(
            "select stream_id, sum(case type when 'library.book-added.v1' then 1 else -1 end)::int"
            " from log group by stream_id"
        ).fetchall()
    )
