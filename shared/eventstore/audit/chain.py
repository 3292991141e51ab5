"""Whether a log is what it was: each append left a link over its stored facts and the link before.

A link is sha256 of: the hash of the link before; its first position and its instant; the columns
stream, version, type and data of its facts; how many facts came of each command; the columns actor,
correlation, causation and traceparent of its commands. All in PostgreSQL's binary form (integers
and arrays big-endian, an instant as microseconds since 2000), so that anyone can compute it from an
exported log, without PostgreSQL.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import accumulate, islice
from typing import Any

import psycopg

from shared.eventstore.log.rows import COLUMNS
from shared.postgres import arrays

PAGE = 20_000
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
# Where the columns of a row are, as `COLUMNS` names them.
POSITION, STREAM, VERSION, TYPE, DATA, INSTANT, ACTOR, CORRELATION, CAUSATION, TRACE = range(10)


@dataclass(frozen=True)
class Link:
    """Covers the facts from `first` to `last`; `commands` says how many came of each command."""

    first: int
    last: int
    hash: bytes
    commands: Sequence[int]


class ChainBroken(Exception):
    """The log is not what was recorded; the message names the first positions that differ."""


def verify(connection: psycopg.Connection[Any]) -> Link | None:
    """The head of the chain of an intact log; None when it is empty. Raises `ChainBroken`."""
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        links = (
            Link(first, last, bytes(hash_), commands)
            for first, last, hash_, commands in _pages(
                connection, "first, last, hash, commands", "chain", "last"
            )
        )
        return verify_rows(links, _pages(connection, COLUMNS, "log", "position"))


def verify_rows(links: Iterable[Link], rows: Iterable[Sequence[Any]]) -> Link | None:
    """As `verify`, over links and rows (columns as `COLUMNS`) in order, from anywhere."""
    rows = iter(rows)
    head = None
    for link in links:
        expected = head.last + 1 if head else 1
        if link.first != expected:
            raise ChainBroken(f"no link covers position {expected}")
        covered = list(islice(rows, link.last - link.first + 1))
        for position, row in enumerate(covered, link.first):
            if row[POSITION] != position:
                raise ChainBroken(f"position {position} is missing")
        if len(covered) <= link.last - link.first:
            raise ChainBroken(f"position {link.first + len(covered)} is missing")
        if not _is_whole(link, covered, head.hash if head else b""):
            raise ChainBroken(f"positions {link.first} to {link.last} were changed")
        head = link
    for row in rows:
        raise ChainBroken(f"no link covers position {row[POSITION]}")
    return head


def _is_whole(link: Link, rows: Sequence[Sequence[Any]], before: bytes) -> bool:
    heads = _first_of_each(link.commands, rows)
    if len(heads) != len(link.commands):
        return False
    columns = list(zip(*rows, strict=True))
    if len(set(columns[INSTANT])) != 1:
        return False
    origins = list(zip(*heads, strict=True))
    instant = (rows[0][INSTANT] - EPOCH) // timedelta(microseconds=1)
    covered = b"".join(
        (
            struct.pack(">qq", link.first, instant),
            arrays.uuids(columns[STREAM]),
            arrays.bigints(columns[VERSION]),
            arrays.texts(columns[TYPE]),
            arrays.blobs(columns[DATA]),
            arrays.integers(link.commands),
            arrays.texts(origins[ACTOR]),
            arrays.uuids(origins[CORRELATION]),
            arrays.uuids(origins[CAUSATION]),
            arrays.texts(origins[TRACE]),
        )
    )
    return sha256(before + covered).digest() == link.hash


def _first_of_each(commands: Sequence[int], rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """A row of each command whose rows are all of one origin; none where the counts do not fit."""
    if sum(commands) != len(rows):
        return []
    ends = list(accumulate(commands))
    owns = [rows[end - count : end] for count, end in zip(commands, ends, strict=True)]
    return [own[0] for own in owns if own and all(r[ACTOR:] == own[0][ACTOR:] for r in own)]


def _pages(
    connection: psycopg.Connection[Any], columns: str, table: str, by: str
) -> Iterator[tuple[Any, ...]]:
    after = 0
    with connection.cursor(binary=True) as cursor:
        statement = f"select {columns}, {by} from {table} where {by} > %s order by {by} limit %s"
        while rows := cursor.execute(statement, [after, PAGE]).fetchall():
            yield from (row[:-1] for row in rows)
            after = rows[-1][-1]
