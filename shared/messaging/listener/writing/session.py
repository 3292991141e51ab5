"""The listener's connection to its database: made when first asked for, and again after a fault."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen

from shared.eventstore.log.format import require_format
from shared.postgres.connections import parameters

LONGEST_STATEMENT = 30.0
"""Seconds that the server may take for one; it has ended a slower one before we give it up."""
SLACK = 5.0


class Bounded(psycopg.Connection[Any]):
    """Gives up on a server that has taken a question and never answers: one that is frozen is
    there for the network, and would be waited for without end."""

    within: float = LONGEST_STATEMENT + SLACK

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        try:
            return super().wait(gen, interval, self.within if timeout is None else timeout)
        except psycopg.errors._WaitTimeout:
            self.pgconn.finish()  # what it is at is not known
            raise psycopg.OperationalError(f"no answer within {self.within:g} s") from None


class Session:
    """One connection. Used by one thread, or `alone` by several; none waits longer for an answer
    than `within`."""

    def __init__(
        self, dsn: str, name: str, autocommit: bool = False, within: float = LONGEST_STATEMENT
    ) -> None:
        self._parameters = parameters(dsn, name)
        limit = f"-c statement_timeout={int(within * 1000)}"
        self._parameters["options"] = f"{limit} {self._parameters['options']}"
        self._autocommit = autocommit
        self._within = within + SLACK
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
        """Raises psycopg.OperationalError while the database is away, AnotherFormat for a log that
        this code does not read."""
        if self._connection is None or self._connection.closed:
            connection = Bounded.connect(**self._parameters)
            connection.within = self._within
            connection.autocommit = self._autocommit
            self._connection = connection
            require_format(connection)
        return self._connection

    def drop(self) -> None:
        """What state it is in is not known: begin anew."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
