"""The table of dead letters: parking, asking, discarding.

A letter keeps its record whole (key, value, headers), why it was parked, and where it stood.
Letters of one subject are settled in the order they were heard; `letter` counts that order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
import psycopg
from psycopg.rows import class_row

Headers = Sequence[tuple[str, bytes | None]]


class Cause(StrEnum):
    """Why a record that its envelope let through was parked; beside `envelope.Reason`."""

    FOREIGN_SOURCE = "foreign-source"
    TOO_LARGE = "too-large"
    IDENTITY_DIFFERS = "identity-differs"
    ANOTHER_LOG = "another-log"
    SUCCESSOR_NAMED = "successor-named"
    WRONG_TOPIC = "wrong-topic"
    WRONG_PARTITION = "wrong-partition"
    SUBJECT_DIFFERS = "subject-differs"
    TIME_AHEAD = "time-ahead"
    CANNOT_BE_APPLIED = "cannot-be-applied"
    BEHIND_ANOTHER = "behind-another"
    REFUSED = "refused"


@dataclass(frozen=True)
class Letter:
    """A record on its way to the table. Without a subject nothing waits behind it."""

    topic: str
    partition: int
    offset: int
    record_hash: bytes
    subject: str | None
    event_type: str | None
    sequence: int | None
    log_id: str | None
    reason: str
    detail: str
    key: bytes | None
    value: bytes | None
    headers: Headers


@dataclass(frozen=True)
class Parked:
    """A row of the table, without its bytes."""

    letter: int
    projection: str
    version: int
    topic: str
    partition: int
    record_offset: int
    subject: str | None
    event_type: str | None
    sequence: int | None
    log_id: UUID | None
    reason: str
    detail: str
    state: str
    parked_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class Contents:
    """The bytes of a letter, as they stood on Kafka."""

    key: bytes | None
    value: bytes | None
    headers: Headers


class NoSuchLetter(Exception):
    """There is no letter of that number, or it is settled already."""

    def __init__(self, letter: int) -> None:
        super().__init__(f"no parked letter {letter}")


# A redriven letter that comes again and fails again (its projection was rebuilt) waits again; one
# discarded in any version stays discarded.
_PARK = """
insert into dead_letters as there (projection, version, topic, partition, record_offset,
    record_hash, subject, event_type, sequence, log_id, reason, detail, key, value, headers)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
on conflict (projection, version, topic, partition, record_offset, record_hash)
do update set state = 'parked', settled_at = null, reason = excluded.reason,
    detail = excluded.detail where there.state = 'redriven'
returning letter
"""

LONGEST_DETAIL = 500


def park(
    cursor: psycopg.Cursor, projection: str, version: int, letters: Sequence[Letter]
) -> list[Letter]:
    """Once each, however often the record comes; answers those that were not parked before."""
    if not letters:
        return []
    cursor.executemany(
        _PARK, [_row(projection, version, letter) for letter in letters], returning=True
    )
    new = []
    for letter in letters:
        if cursor.fetchone() is not None:
            new.append(letter)
        cursor.nextset()
    return new


def _row(projection: str, version: int, letter: Letter) -> tuple[object, ...]:
    return (
        *(projection, version, letter.topic, letter.partition, letter.offset),
        *(letter.record_hash, letter.subject, letter.event_type),
        *(letter.sequence, letter.log_id, letter.reason, plain(letter.detail)),
        *(letter.key, letter.value, msgspec.msgpack.encode(letter.headers)),
    )


def plain(text: str) -> str:
    """Another's words: no more than anybody reads, and nothing that moves a terminal or that
    PostgreSQL cannot keep."""
    shown = (c if c.isprintable() else " " if c.isspace() else "�" for c in text[:LONGEST_DETAIL])
    return "".join(shown)


_COLUMNS = """letter, projection, version, topic, partition, record_offset, subject, event_type,
    sequence, log_id, reason, detail, state, parked_at, settled_at"""


def listed(
    connection: psycopg.Connection, projection: str | None = None, state: str = "parked"
) -> list[Parked]:
    """In the order they were heard."""
    with connection.cursor(row_factory=class_row(Parked)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from dead_letters where state = %s"
            " and (%s::text is null or projection = %s) order by letter",
            (state, projection, projection),
        ).fetchall()


def shown(connection: psycopg.Connection, letter: int) -> tuple[Parked, Contents]:
    """One letter with its bytes, whatever its state; raises NoSuchLetter."""
    with connection.cursor(row_factory=class_row(Parked)) as cursor:
        row = cursor.execute(
            f"select {_COLUMNS} from dead_letters where letter = %s", (letter,)
        ).fetchone()
    if row is None:
        raise NoSuchLetter(letter)
    return row, contents(connection, letter)


def contents(connection: psycopg.Connection, letter: int) -> Contents:
    row = connection.execute(
        "select key, value, headers from dead_letters where letter = %s", (letter,)
    ).fetchone()
    if row is None:
        raise NoSuchLetter(letter)
    headers = msgspec.msgpack.decode(row[2], type=list[tuple[str, bytes | None]])
    return Contents(row[0], row[1], headers)


def next_waiting(connection: psycopg.Connection, first: Parked) -> Parked | None:
    """The foremost of this letter and those of its subject; of one without a subject, itself."""
    with connection.cursor(row_factory=class_row(Parked)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} {_WAITING} order by letter limit 1", _of_subject(first)
        ).fetchone()


def count_waiting(connection: psycopg.Connection, first: Parked) -> int:
    """How many there are with it."""
    row = connection.execute(f"select count(*) {_WAITING}", _of_subject(first)).fetchone()
    return int(row[0]) if row else 0


_WAITING = """from dead_letters where state = 'parked' and projection = %s and version = %s
    and topic = %s and partition = %s and (letter = %s or subject = %s)"""


def _of_subject(first: Parked) -> tuple[object, ...]:
    where = first.projection, first.version, first.topic, first.partition
    return *where, first.letter, first.subject


def settle(connection: psycopg.Connection, letter: int, state: str) -> None:
    connection.execute(
        "update dead_letters set state = %s, settled_at = now() where letter = %s", (state, letter)
    )


def keep(connection: psycopg.Connection, letter: int, reason: str, detail: str) -> None:
    """It goes on waiting, for what is now the reason."""
    connection.execute(
        "update dead_letters set reason = %s, detail = %s where letter = %s",
        (reason, plain(detail), letter),
    )
