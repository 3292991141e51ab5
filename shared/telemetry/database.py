"""Asking a database for figures, again and again, though it may go away in between."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import psycopg

from shared.telemetry.logs import logger

log = logger(__name__)

Connect = Callable[[], psycopg.Connection[Any]]


class Database:
    """One connection, made again when it broke."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._connection: psycopg.Connection[Any] | None = None

    def row(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        rows = self.rows(query, values)
        return rows[0] if rows else None

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]] | None:
        """None when the database cannot be asked."""
        try:
            if self._connection is None:
                self._connection = self._connect()
                self._connection.autocommit = True
                self._connection.execute("set statement_timeout = '3s'")
            return self._connection.execute(query, values).fetchall()
        except psycopg.Error as error:
            log.warning("progress cannot be asked", error=type(error).__name__)
            self.close()
            return None

    def close(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None
