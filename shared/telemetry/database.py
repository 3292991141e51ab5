"""Asking a database for figures, again and again, though it may go away in between."""

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

import psycopg

from shared.telemetry.logs import logger

log = logger(__name__)

Connect = Callable[[], psycopg.Connection[Any]]

PATIENCE: Final = 3.0
"""Seconds that questions asked together may take, also when the server is frozen."""
PATIENCE_WITH_ONE: Final = "2s"
"""A slow question is given up by the server itself and hides no other."""


class Database:
    """One connection, made again when it broke. Connecting has a time limit of its own."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._connection: psycopg.Connection[Any] | None = None
        self._cable: socket.socket | None = None
        self._over = threading.Event()

    @contextmanager
    def asked_together(self) -> Iterator[None]:
        """What is asked in this block is answered in time or not at all: once the database is
        away, it is not waited for again."""
        self._over.clear()
        limit = threading.Timer(PATIENCE, self._cut)
        limit.daemon = True
        limit.start()
        try:
            yield
        finally:
            limit.cancel()

    def row(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        rows = self.rows(query, values)
        return rows[0] if rows else None

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]] | None:
        """None when the database cannot be asked."""
        if self._over.is_set():
            return None
        try:
            return self._opened().execute(query, values).fetchall()
        except psycopg.Error as error:
            log.warning("progress cannot be asked", error=type(error).__name__)
            if self._over.is_set() or self._connection is None or self._connection.broken:
                self.close()
                self._over.set()
            return None

    def close(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        if self._cable is not None:
            self._cable.close()
        self._connection = self._cable = None

    def _opened(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            self._connection = self._connect()
            self._cable = _cable_of(self._connection)
            if self._over.is_set():  # it came too late for `_cut` to see it
                raise psycopg.OperationalError("connected too late")
            self._connection.autocommit = True
            self._connection.execute(f"set statement_timeout = '{PATIENCE_WITH_ONE}'")
        return self._connection

    def _cut(self) -> None:
        """From another thread: a frozen server answers no request, so the wire is cut here."""
        self._over.set()
        if (cable := self._cable) is not None:
            with suppress(OSError):
                cable.shutdown(socket.SHUT_RDWR)


def _cable_of(connection: psycopg.Connection[Any]) -> socket.socket:
    """The connection's own wire, under a number that stays ours when the client closes its own."""
    with socket.socket(fileno=connection.fileno()) as borrowed:
        try:
            return borrowed.dup()
        finally:
            borrowed.detach()
