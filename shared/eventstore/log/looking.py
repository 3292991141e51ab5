"""The log as whoever has a connection of their own looks at it: its head, facts by position."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

import psycopg

from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import StoredFact

Connection = psycopg.Connection[Any]


STANDING: Final = """
select position, halted is not null,
    coalesce(extract(epoch from (select recorded_at from log where log.position > %s
        order by log.position limit 1)), 0)::float8,
    greatest(extract(epoch from recorded_at - now()), 0)::float8
from log_head
"""
"""After a position: where the log ends, whether it is halted, when the next fact was recorded (in
seconds, 0: there is none), and how far the last one is ahead of the server's clock."""

RECEIPTS: Final = "select receipt_key, log_id from log_head"
"""What signs positions that are given out, and of which log they are."""

TAKES_FACTS: Final = "select halted, compared_as <> server_incarnation() from log_head"
"""Why nothing is appended, if so; whether it was not yet compared with Kafka since the start."""


class Head(NamedTuple):
    """The last position, 0 before the first; which log it is; why nothing is appended, if so."""

    position: int
    log_id: UUID
    halted: str | None


def head_of(connection: Connection) -> Head:
    """As it is this moment."""
    row = connection.execute("select position, log_id, halted from log_head").fetchone()
    assert row is not None, "the migrations put one row there"
    return Head(row[0], UUID(str(row[1])), row[2])


def facts_after(connection: Connection, after: int, most: int, most_bytes: int) -> list[StoredFact]:
    """The next facts of the log: so many, or so many bytes, but one at least."""
    rows = connection.cursor(binary=True).execute(
        f"select {COLUMNS} from (select *, sum(octet_length(data)) over (order by position)"
        " - octet_length(data) as before from (select * from log where position > %s"
        " order by position limit %s) following) page where before < %s order by position",
        [after, most, most_bytes],
    )
    return [stored_fact(row) for row in rows.fetchall()]


def facts_at(connection: Connection, positions: Sequence[int]) -> dict[int, StoredFact]:
    """Those of the positions at which a fact stands."""
    rows = connection.execute(
        f"select {COLUMNS} from log where position = any(%s)", [list(positions)]
    )
    return {fact.id: fact for fact in map(stored_fact, rows.fetchall())}


def halt(connection: Connection, reason: str) -> None:
    """From now on append answers 503."""
    connection.execute("update log_head set halted = %s where halted is null", [reason])


def compared(connection: Connection) -> None:
    """This running server of this database holds all that Kafka holds: while it runs, appends need
    not be asked to wait for a comparison."""
    connection.execute("update log_head set compared_as = server_incarnation()")
