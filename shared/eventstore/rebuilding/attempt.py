"""What is kept of a rebuild until it is done, and who may write into it.

Killed and started again it goes on: its copies, its row in `rebuilds`, its marks and letters are
found again. They are of one value; when that is another one by now (a version, a fingerprint, the
shape of the live tables), all of it is dropped and begun anew.

Every transaction that writes into the copies says first whose turn it is (`hold`). So one that was
frozen, lost its turn and wakes writes nothing, although the next one goes on in the same tables.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

import psycopg
import stamina
from psycopg.errors import DeadlockDetected, LockNotAvailable
from psycopg.sql import SQL, Identifier

from shared.eventstore.rebuilding.copies import address_of
from shared.eventstore.rebuilding.turn import HELD, Turn, TurnLost
from shared.postgres.connections import connect

ABANDONED_WITHIN: Final = 60.0
"""Seconds within which PostgreSQL has ended whatever an abandoned rebuild had begun."""


@dataclass(frozen=True)
class Attempt:
    """At one rebuild, while it is this one's turn. `went_on`: somebody began it before."""

    database: str
    name: str
    turn: UUID
    number: int
    went_on: bool = False

    @property
    def schema(self) -> str:
        return schema_of(self.name)

    @property
    def beside(self) -> str:
        """The database as it looks with the copies in the place of the live tables."""
        return address_of(self.database, self.schema)

    @property
    def version(self) -> int:
        """Of the marks and letters of what is heard into the copies."""
        return -self.number

    def hold(self, cursor: psycopg.Cursor[Any], told: int = 0) -> "Standing":
        """Until the transaction ends nobody else can take the turn; `told` more events or facts
        were told. Raises TurnLost."""
        row = cursor.execute(_HOLD, [told, self.name, self.turn]).fetchone()
        if row is None:
            raise TurnLost(f"this rebuild of {self.name} lost its turn")
        return Standing(*row)

    def told(self, cursor: psycopg.Cursor[Any]) -> int:
        """How many events or facts were told, in a transaction that writes nothing."""
        row = cursor.execute("select told from rebuilds where name = %s", [self.name]).fetchone()
        return int(row[0]) if row else 0

    def move(self, cursor: psycopg.Cursor[Any], position: int) -> None:
        cursor.execute("update rebuilds set position = %s where name = %s", [position, self.name])

    def is_filled(self, cursor: psycopg.Cursor[Any]) -> None:
        cursor.execute("update rebuilds set filled = true where name = %s", [self.name])

    def end(self, cursor: psycopg.Cursor[Any]) -> None:
        """Nothing of it is left, but for what was moved away."""
        _drop(cursor, self.name)


@dataclass(frozen=True)
class Standing:
    """How far a rebuild has come."""

    filled: bool
    position: int
    told: int
    began_at: datetime


def schema_of(name: str) -> str:
    return f"rebuild_{name}"


Value = Callable[[psycopg.Cursor[Any]], str]
Make = Callable[[psycopg.Cursor[Any], Attempt], None]


@stamina.retry(on=(LockNotAvailable, DeadlockDetected), timeout=ABANDONED_WITHIN, attempts=None)
def begin(database: str, turn: Turn, value: Value, make: Make) -> Attempt:
    """Goes on with what was begun of this value, or drops it and makes copies anew. Raises TurnLost
    when the turn is another's: then nothing was changed."""
    with connect(database, "rebuild") as connection:
        mine = {"turn_pid": turn.pid, "key": turn.key, "schema": schema_of(turn.name)}
        connection.execute(_END_ABANDONED.encode(), mine)
        connection.commit()
        cursor = connection.cursor()
        cursor.execute(_ALONE, [schema_of(turn.name)])
        if cursor.execute(f"select {HELD}".encode(), mine).fetchone() != (True,):
            raise TurnLost(f"this rebuild of {turn.name} lost its turn")
        wanted, token = value(cursor), uuid4()
        row = cursor.execute(_GO_ON, [token, turn.name, wanted]).fetchone()
        if row is not None:
            return Attempt(database, turn.name, token, int(row[0]), went_on=True)
        _drop(cursor, turn.name)
        row = cursor.execute(_BEGIN, [turn.name, wanted, token]).fetchone()
        assert row is not None
        attempt = Attempt(database, turn.name, token, int(row[0]))
        cursor.execute(SQL("create schema {}").format(Identifier(attempt.schema)))
        make(cursor, attempt)
        return attempt


def _drop(cursor: psycopg.Cursor[Any], name: str) -> None:
    cursor.execute(SQL("drop schema if exists {} cascade").format(Identifier(schema_of(name))))
    cursor.execute("delete from rebuilds where name = %s", [name])


# Whoever still works on what an earlier one began, as far as it is this role's to end.
_END_ABANDONED = f"""
select pg_terminate_backend(pid) from pg_stat_activity
where usename = current_user and pid <> pg_backend_pid() and {HELD} and pid in (
    select taken.pid from pg_locks taken
    join pg_database on pg_database.oid = taken.database and datname = current_database()
    join pg_class on pg_class.oid = taken.relation
    join pg_namespace on pg_namespace.oid = relnamespace and nspname = %(schema)s)
"""

_ALONE = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
_GO_ON = "update rebuilds set turn = %s where name = %s and value = %s returning number"
_BEGIN = "insert into rebuilds (name, value, turn) values (%s, %s, %s) returning number"
_HOLD = """
update rebuilds set told = told + %s where name = %s and turn = %s
returning filled, position, told, began_at
"""
