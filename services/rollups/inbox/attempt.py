"""One rebuild at a time, and each in tables of its own.

A session holds the turn; PostgreSQL ends it when no sign of life came for a while, so neither a
killed nor a frozen rebuild keeps out the next. One that wakes finds its turn gone and its tables
dropped: what it still writes reaches nothing that another one uses.
"""

import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

import psycopg
import stamina
from psycopg.errors import LockNotAvailable
from psycopg.sql import SQL, Identifier

from services.rollups.views.tables import Tables
from shared.postgres.connections import connect
from shared.vocabulary.refusals import Kind, Refusal

KEY: Final = int.from_bytes(b"hh build")
SILENCE: Final = 8.0
"""Seconds without a sign of life after which the turn is another's; one is given each `BEAT`."""
BEAT: Final = 1.0
ABANDONED_WITHIN: Final = 60.0
"""Seconds within which PostgreSQL has ended whatever an abandoned rebuild had begun."""


class RebuildUnderWay(Refusal):
    code = "rollups.rebuild-under-way"
    kind = Kind.CONFLICT
    sentence = "Another rebuild of the rollups is under way; this one has changed nothing."


class RebuildOvertaken(Refusal):
    code = "rollups.rebuild-overtaken"
    kind = Kind.CONFLICT
    sentence = (
        "This rebuild lost its turn, being silent for too long or because the database was"
        " restarted; the live tables are as they were."
    )


@dataclass(frozen=True)
class Attempt:
    """One rebuild: its tables, and the version of the projection its marks and letters are of."""

    number: int

    @property
    def tables(self) -> Tables:
        return Tables(f"rebuilt_{self.number}")

    @property
    def version(self) -> int:
        return -self.number


class Turn:
    """Held by one rebuild of this database. Raises RebuildUnderWay when it is another's."""

    def __init__(self, database: str) -> None:
        self._over = threading.Event()
        self._lost = threading.Event()
        self._connection = connect(database, "rebuild turn")
        self._connection.autocommit = True
        self._connection.execute(f"set idle_session_timeout = {int(SILENCE * 1000)}")
        self._beating = threading.Thread(target=self._beat, name="rebuild beat", daemon=True)

    def __enter__(self) -> Self:
        row = self._connection.execute("select pg_try_advisory_lock(%s)", [KEY]).fetchone()
        if row != (True,):
            self._connection.close()
            raise RebuildUnderWay
        self._beating.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Whatever went wrong after the turn was lost went wrong because of that."""
        self._over.set()
        self._beating.join()
        self._give_sign()
        self._connection.close()
        if error is not None:
            self.verify()

    @property
    def pid(self) -> int:
        """The server's process that holds it."""
        return self._connection.info.backend_pid

    def verify(self) -> None:
        """Raises RebuildOvertaken."""
        if self._lost.is_set():
            raise RebuildOvertaken from None

    def _beat(self) -> None:
        while not self._over.wait(BEAT) and not self._lost.is_set():
            self._give_sign()

    def _give_sign(self) -> None:
        try:
            self._connection.execute("select")
        except psycopg.Error:
            self._lost.set()


@stamina.retry(on=LockNotAvailable, timeout=ABANDONED_WITHIN, attempts=None)
def begin(database: str, turn: Turn) -> Attempt:
    """Empty tables of a new attempt; what is left of earlier ones is removed. Raises
    RebuildOvertaken when the turn is another's: then nothing was removed."""
    with connect(database, "rebuild") as connection:
        connection.autocommit = True
        row = connection.execute("select begin_rebuild(%s, %s)", [KEY, turn.pid]).fetchone()
    if row is None or row[0] is None:
        raise RebuildOvertaken
    return Attempt(row[0])


def forget(connection: psycopg.Connection[Any], table: str) -> None:
    """What was marked or parked by any rebuild."""
    query = SQL("delete from {} where projection = 'cells' and version < 1")
    connection.execute(query.format(Identifier(table)))
