"""A database for threads, with the library's errors."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from eventsourcing import persistence
from psycopg_pool import ConnectionPool

from shared.eventstore.log.connecting import connect_to_log
from shared.eventstore.log.format import require_format
from shared.postgres.connections import BY_INDEX, is_away, parameters

# Most particular first.
ERRORS: tuple[tuple[type[psycopg.Error], type[persistence.PersistenceError]], ...] = (
    (psycopg.IntegrityError, persistence.IntegrityError),
    (psycopg.OperationalError, persistence.OperationalError),
    (psycopg.InterfaceError, persistence.InterfaceError),
    (psycopg.DataError, persistence.DataError),
    (psycopg.InternalError, persistence.InternalError),
    (psycopg.ProgrammingError, persistence.ProgrammingError),
    (psycopg.NotSupportedError, persistence.NotSupportedError),
    (psycopg.DatabaseError, persistence.DatabaseError),
    (psycopg.Error, persistence.PersistenceError),
)


@contextmanager
def translated() -> Iterator[None]:
    """psycopg's errors as the library names them."""
    try:
        yield
    except psycopg.Error as error:
        kind = next(ours for theirs, ours in ERRORS if isinstance(error, theirs))
        raise (persistence.OperationalError if is_away(error) else kind)(str(error)) from error


class Database:
    """A few connections, opened when first asked; each statement is a transaction of its own.
    Raises AnotherFormat when first asked."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._is_readable = False
        self._pool: ConnectionPool[Any] = ConnectionPool(
            kwargs=parameters(dsn, "recorder", settings=BY_INDEX) | {"autocommit": True},
            min_size=1,
            max_size=10,
            open=False,
        )

    def ask(self, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """The rows."""
        with translated():
            self._pool.open()
            with self._pool.connection() as connection, connection.cursor(binary=True) as cursor:
                if not self._is_readable:
                    require_format(connection)
                    self._is_readable = True
                cursor.execute(statement, parameters, prepare=True)
                return cursor.fetchall() if cursor.description else []

    def listening(self) -> psycopg.Connection[Any]:
        """A connection of its own that hears of each append; its owner closes it."""
        connection = connect_to_log(self._dsn, "subscription")
        connection.autocommit = True
        connection.execute("listen log")
        return connection

    def close(self) -> None:
        self._pool.close()
