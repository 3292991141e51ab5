"""The listener's connection to its database: made when first asked for, and again after a fault."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from shared.eventstore.connections import connect


class Session:
    """One connection. Used by one thread, or `alone` by several."""

    def __init__(self, dsn: str, name: str, autocommit: bool = False) -> None:
        self._dsn = dsn
        self._name = name
        self._autocommit = autocommit
        self._connection: psycopg.Connection[Any] | None = None
        self._in_use = threading.Lock()

    @contextmanager
    def alone(self) -> Iterator[psycopg.Connection[Any]]:
        """Whatever is raised meanwhile, the connection is given up."""
        with self._in_use:
            try:
                yield self.connection()
            except BaseException:
                self.drop()
                raise

    def connection(self) -> psycopg.Connection[Any]:
        """Raises psycopg.OperationalError while the database is away."""
        if self._connection is None or self._connection.closed:
            self._connection = connect(self._dsn, self._name)
            self._connection.autocommit = self._autocommit
        return self._connection

    def drop(self) -> None:
        """What state it is in is not known: begin anew."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
