"""Whether a log is what it was: each append left a link over its stored rows and the link before.

A link is sha256(hash of the link before, then each row as PostgreSQL sends a record in binary:
the number of columns, and for each its type's oid, its length (-1: null) and its bytes). It can be
computed from an exported log by anyone, without PostgreSQL.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg

from shared.eventstore.rows import COLUMNS

PAGE = 20_000
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
BIGINT, UUID_, TEXT, BYTEA, INSTANT = 20, 2950, 25, 17, 1184
COLUMN_TYPES = (BIGINT, UUID_, BIGINT, TEXT, BYTEA, INSTANT, TEXT, UUID_, UUID_, TEXT)


@dataclass(frozen=True)
class Link:
    """Covers the facts from `first` to `last`."""

    first: int
    last: int
    hash: bytes


class ChainBroken(Exception):
    """The log is not what was recorded; the message names the first positions that differ."""


def verify(connection: psycopg.Connection[Any]) -> Link | None:
    """The head of the chain of an intact log; None when it is empty. Raises `ChainBroken`."""
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        links = (
            Link(first, last, bytes(hash_))
            for first, last, hash_ in _pages(connection, "first, last, hash", "chain", "last")
        )
        return verify_rows(links, _pages(connection, COLUMNS, "log", "position"))


def verify_rows(links: Iterable[Link], rows: Iterable[Any]) -> Link | None:
    """As `verify`, over links and rows (columns as in the table) in order, from anywhere."""
    rows = iter(rows)
    head = None
    for link in links:
        expected = head.last + 1 if head else 1
        if link.first != expected:
            raise ChainBroken(f"no link covers position {expected}")
        digest = sha256(head.hash if head else b"")
        for position in range(link.first, link.last + 1):
            row = next(rows, None)
            if row is None or row[0] != position:
                raise ChainBroken(f"position {position} is missing")
            digest.update(packed(row))
        if digest.digest() != link.hash:
            raise ChainBroken(f"positions {link.first} to {link.last} were changed")
        head = link
    if (row := next(rows, None)) is not None:
        raise ChainBroken(f"no link covers position {row[0]}")
    return head


def packed(row: Iterable[Any]) -> bytes:
    """A row of the log as PostgreSQL's record_send gives it."""
    parts = [struct.pack(">i", len(COLUMN_TYPES))]
    for type_, value in zip(COLUMN_TYPES, row, strict=True):
        if value is None:
            parts.append(struct.pack(">Ii", type_, -1))
        else:
            sent = _sent(value)
            parts += (struct.pack(">Ii", type_, len(sent)), sent)
    return b"".join(parts)


def _sent(value: Any) -> bytes:
    match value:
        case int():
            return struct.pack(">q", value)
        case UUID():
            return value.bytes
        case str():
            return value.encode()
        case datetime():
            return struct.pack(">q", (value - EPOCH) // timedelta(microseconds=1))
        case _:
            return bytes(value)


def _pages(
    connection: psycopg.Connection[Any], columns: str, table: str, by: str
) -> Iterator[tuple[Any, ...]]:
    after = 0
    with connection.cursor(binary=True) as cursor:
        statement = f"select {columns}, {by} from {table} where {by} > %s order by {by} limit %s"
        while rows := cursor.execute(statement, [after, PAGE]).fetchall():
            yield from (row[:-1] for row in rows)
            after = rows[-1][-1]
