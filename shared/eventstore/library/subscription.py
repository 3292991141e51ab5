"""The library's subscription, woken by the log; a poll guarantees what a lost message does not."""

from collections.abc import Sequence
from threading import Thread
from typing import Any

import psycopg
from eventsourcing.persistence import ApplicationRecorder, ListenNotifySubscription

from shared.eventstore.library.database import Database
from shared.postgres.connections import is_away

POLL = 1.0


class LogSubscription(ListenNotifySubscription[ApplicationRecorder]):
    """Yields notifications as they are recorded, also after the connection was lost."""

    def __init__(
        self,
        recorder: ApplicationRecorder,
        database: Database,
        gt: int | None = None,
        topics: Sequence[str] = (),
    ) -> None:
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._database = database
        self._listening = Thread(target=self._listen, name="subscription")
        self._listening.start()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        try:
            super().__exit__(*args, **kwargs)
        finally:
            self._listening.join()

    def _listen(self) -> None:
        while not self._has_been_stopped:
            try:
                self._listen_once()
            except psycopg.Error as fault:
                if not is_away(fault):
                    raise
                self._has_been_notified.wait(POLL / 4)

    def _listen_once(self) -> None:
        with self._database.listening() as connection:
            while not self._has_been_stopped:
                # Also before the first wait: what was recorded before LISTEN told nobody.
                self._has_been_notified.set()
                for _ in range(round(POLL * 10)):
                    if self._has_been_stopped:
                        return
                    if list(connection.notifies(timeout=0.1, stop_after=1)):
                        break
