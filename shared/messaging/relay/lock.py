"""One active relay per service: a session lock that a frozen or vanished process loses."""

import threading
from types import TracebackType
from typing import Final, Self

import psycopg

from shared.messaging.relay.answering import connect
from shared.messaging.relay.faults import LockLost
from shared.messaging.relay.mark import Connection
from shared.messaging.relay.settings import RelaySettings

KEY: Final = int.from_bytes(b"hh relay")
LAST_BEAT: Final = 2.0
"""Seconds that a sign of life under way may take, when the server answers no more."""


class Lock:
    """A connection in autocommit, one statement at a time; PostgreSQL ends it, and so gives the
    lock away, when no sign of life came for `silence` seconds."""

    def __init__(self, dsn: str, settings: RelaySettings) -> None:
        self._settings = settings
        self._over = threading.Event()
        self._lost = threading.Event()
        self._beating: threading.Thread | None = None
        self.connection: Connection = connect(dsn, "relay lock", settings.database)
        silence = int(settings.silence * 1000)
        self.connection.execute(f"set idle_session_timeout = {silence}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._beating is not None:
            self._beating.join(LAST_BEAT)
        self.connection.close()

    def take(self) -> bool:
        """Whether this process is the active one now; it then shows signs of life by itself."""
        row = self.connection.execute("select pg_try_advisory_lock(%s)", [KEY]).fetchone()
        taken = bool(row and row[0])
        if taken and self._beating is None:
            self._beating = threading.Thread(target=self._beat, name="relay beat", daemon=True)
            self._beating.start()
        return taken

    def verify(self) -> None:
        """Raises LockLost. Soon, not at once: what was sent meanwhile is sent again by another."""
        if self._lost.is_set():
            raise LockLost("the lock's connection is gone")

    def _beat(self) -> None:
        """Also while the relay waits for Kafka or works on a page."""
        while not self._over.wait(self._settings.beat):
            try:
                self.connection.execute("select")
            except psycopg.Error:
                self._lost.set()
                return
