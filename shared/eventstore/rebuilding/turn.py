"""One rebuild of a name at a time.

A session holds the turn; PostgreSQL ends it when no sign of life came for a while, so neither a
killed nor a frozen rebuild keeps out the next. One that wakes finds its turn gone, and what it
still writes is refused (`attempt`).
"""

import threading
from types import TracebackType
from typing import Final, LiteralString, Self

import psycopg

from shared.postgres.connections import connect
from shared.vocabulary.refusals import Kind, Refusal

SILENCE: Final = 8.0
"""Seconds without a sign of life after which the turn is another's; one is given each `BEAT`."""
BEAT: Final = 1.0

_TAKE: Final = "select pg_try_advisory_lock(hashtextextended(%s, 0))"
_GIVE_BACK: Final = "select pg_advisory_unlock_all()"
HELD: Final = """exists (
    select from pg_locks turn
    join pg_database on pg_database.oid = turn.database and datname = current_database()
    where turn.locktype = 'advisory' and turn.granted and turn.pid = %(turn_pid)s
        and (turn.classid::bigint << 32 | turn.objid::bigint) = hashtextextended(%(key)s, 0))"""
"""Whether a session still holds the turn of a key."""


class RebuildUnderWay(Refusal):
    code = "eventstore.rebuild-under-way"
    kind = Kind.CONFLICT
    sentence = "Another rebuild of {name} is under way; this one has changed nothing."


class RebuildOvertaken(Refusal):
    code = "eventstore.rebuild-overtaken"
    kind = Kind.CONFLICT
    sentence = (
        "This rebuild of {name} lost its turn, being silent for too long or because the database"
        " was restarted; the live tables are as they were."
    )


class TurnLost(psycopg.OperationalError):
    """Said to a transaction of a rebuild whose turn is another's by now: nothing of it stays. To a
    listener it is as if the database were away, so that no record is blamed for it."""


class Turn:
    """Held by one rebuild of this name. Raises RebuildUnderWay when it is another's."""

    def __init__(self, database: str, name: str) -> None:
        self.name = name
        self.key = f"rebuild {name}"
        self._over = threading.Event()
        self._lost = threading.Event()
        self._connection = connect(database, "rebuild turn")
        self._connection.autocommit = True
        self._connection.execute(f"set idle_session_timeout = {int(SILENCE * 1000)}")
        self._beating = threading.Thread(target=self._beat, name="rebuild beat", daemon=True)

    def __enter__(self) -> Self:
        if self._connection.execute(_TAKE, [self.key]).fetchone() != (True,):
            self._connection.close()
            raise RebuildUnderWay(name=self.name)
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
        self._ask(_GIVE_BACK)  # the server may end a session later than its client
        self._connection.close()
        if isinstance(error, TurnLost):
            raise RebuildOvertaken(name=self.name) from None
        if error is not None:
            self.verify()

    @property
    def pid(self) -> int:
        """The server's process that holds it."""
        return self._connection.info.backend_pid

    def verify(self) -> None:
        """Raises RebuildOvertaken."""
        if self._lost.is_set():
            raise RebuildOvertaken(name=self.name) from None

    def _beat(self) -> None:
        while not self._over.wait(BEAT) and not self._lost.is_set():
            self._ask("select")

    def _ask(self, query: LiteralString) -> None:
        try:
            self._connection.execute(query)
        except psycopg.Error:
            self._lost.set()
