"""Units by the dozen, and looks at what became of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import psycopg

from shared.eventstore.appending.units import Decided, NewFact, Unit
from shared.eventstore.commands import Key, Mark, MarkMove
from shared.eventstore.facts import Origin

ORIGIN = Origin("tester", UUID(int=7))
ADDED = "library.book-added.v1"


def fact(stream: UUID, version: int, title: str = "a") -> NewFact:
    return NewFact(stream, version, ADDED, b'{"title":"%s"}' % title.encode())


def unit(*facts: NewFact, key: Key | None = None, marks: Sequence[MarkMove] = ()) -> Unit:
    return Unit((Decided(ORIGIN, facts, key, b'"done"'),), marks)


def some_facts(count: int) -> list[NewFact]:
    """Of as many streams."""
    return [fact(uuid4(), 1) for _ in range(count)]


def key(name: str, body: bytes = b"body", actor: str = "officer-1") -> Key:
    return Key(actor, name, body)


def mark(offset: int, partition: int = 0) -> Mark:
    if offset < 0:
        return Mark("shelving", 1, "registry.families", partition, -1, b"", 0)
    return Mark("shelving", 1, "registry.families", partition, offset, b"h%d" % offset, offset * 2)


def move(old: int, new: int, partition: int = 0) -> MarkMove:
    return MarkMove(mark(old, partition), mark(new, partition))


def make_mark_rows(connection: psycopg.Connection[Any], *partitions: int) -> None:
    for partition in partitions:
        connection.execute(
            "insert into listener_marks (projection, version, topic, partition)"
            " values ('shelving', 1, 'registry.families', %s)",
            [partition],
        )


def offsets(connection: psycopg.Connection[Any]) -> list[int]:
    rows = connection.execute("select record_offset from listener_marks order by partition")
    return [row[0] for row in rows]


def positions(connection: psycopg.Connection[Any]) -> list[int]:
    return [row[0] for row in connection.execute("select position from log order by position")]


def versions(connection: psycopg.Connection[Any], stream: UUID) -> list[int]:
    rows = connection.execute(
        "select version from log where stream_id = %s order by version", [stream]
    )
    return [row[0] for row in rows]
