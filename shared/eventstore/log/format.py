"""Of which format a log is: how what stands in it and what is published of it are named.

What was written in another format is not read at all, by nobody here: half of it would look as if
it were all. docs/decisions/0011-a-log-has-a-format.md says what raises the number.
"""

from typing import Any, ClassVar, Final

import psycopg
from psycopg.errors import InsufficientPrivilege, UndefinedTable

from shared.vocabulary.refusals import Kind, Refusal

FORMAT: Final = 2
"""What this code writes and reads; 0001_log.sql gives it to a log that begins."""
UNSAID: Final = 1
"""That of release 0.1, whose logs, records and folders name none."""

# Null where there is no such column.
_FOUND: Final = "select (to_jsonb(head) -> 'format')::int from log_head head"


class AnotherFormat(Refusal):
    """A log, topic or folder was written by a release whose names this code does not know."""

    code: ClassVar[str] = "eventstore.another-format"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE
    sentence: ClassVar[str] = (
        "{what} is of format {found} and this release reads format {reads} only, so nothing of it"
        " was read or changed: begin anew, on a laptop with `hieuhoc demo --fresh`, elsewhere as"
        " docs/operate/anew.md says."
    )


def another_format(what: str, found: int) -> AnotherFormat:
    """To be raised, or said."""
    return AnotherFormat(what=what, found=found, reads=FORMAT)


def require_format(connection: psycopg.Connection[Any]) -> None:
    """Raises AnotherFormat. A database without a log is of no format yet; a log that may not be
    read yet is being made. No transaction is left open."""
    try:
        with connection.transaction():
            row = connection.execute(_FOUND).fetchone()
    except (UndefinedTable, InsufficientPrivilege):
        return
    _require(connection.info.dbname, row)


async def require_format_async(connection: psycopg.AsyncConnection[Any]) -> None:
    """As `require_format`, for the event loop."""
    try:
        async with connection.transaction():
            row = await (await connection.execute(_FOUND)).fetchone()
    except (UndefinedTable, InsufficientPrivilege):
        return
    _require(connection.info.dbname, row)


def _require(database: str, row: tuple[Any, ...] | None) -> None:
    found = UNSAID if row is None or row[0] is None else int(row[0])
    if found != FORMAT:
        raise another_format(f"Database {database}", found)
