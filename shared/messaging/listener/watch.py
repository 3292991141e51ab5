"""Whether a listener really listens: asked of the consumer and the database, every second."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg

from shared.messaging.listener.projecting import InThread
from shared.messaging.listener.session import Session
from shared.messaging.listener.settings import ListenerSettings
from shared.messaging.listener.subscription import Subscription

INTERVAL = 1.0


class ListenerSilent(RuntimeError):
    """Kafka answers, yet for too long we have no partition nor a place in the group without one.
    Only a new process helps."""


class ListenerFenced(RuntimeError):
    """The client gave up for good and says so: another member took this one's name, or Kafka
    thinks so after a long pause. Only a new process helps."""


class Watch:
    """`trouble` is set by whoever meets it and cleared by whoever sees it gone; `idle` says that
    what the group gave last was nothing. One thrown out of the group joins again by itself."""

    def __init__(
        self,
        settings: ListenerSettings,
        subscription: Subscription,
        side: Session,
        in_thread: InThread,
    ) -> None:
        self._limit = settings.silence_limit
        self._subscription = subscription
        self._side = side
        self._in_thread = in_thread
        self._belongs = False
        self._database: str | None = "database: not asked yet"
        self._waiting = False
        self._heard = time.monotonic()
        self.trouble: str | None = None
        self.idle = False

    def unready(self) -> str | None:
        if self._database or self.trouble:
            return self._database or self.trouble
        return None if self._belongs else "kafka: no partition assigned"

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While the database is waited for, silence is not the consumer's fault."""
        self._waiting = True
        try:
            yield
        finally:
            self._waiting = False

    async def until(self, stop: asyncio.Event) -> None:
        """Raises ListenerSilent after too long outside the group while Kafka answers, and
        ListenerFenced as soon as the client gives up."""
        self._heard = time.monotonic()
        while not stop.is_set():
            if error := self._subscription.fatal_error():
                raise ListenerFenced(error)
            self._belongs = await self._in_thread(self._ask_group)
            self._database = await self._in_thread(self._ask_database)
            if self._belongs or self._waiting or not await self._subscription.reaches_kafka():
                self._heard = time.monotonic()
            elif time.monotonic() - self._heard > self._limit:
                raise ListenerSilent(
                    f"outside the group for {self._limit:g} s although Kafka answers"
                )
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), INTERVAL)

    def _ask_group(self) -> bool:
        """Whether we have partitions, or are the one for whom none were left. The group is not
        asked itself: librdkafka aborts the process when its coordinator goes away meanwhile."""
        return self._subscription.assigned() > 0 or self.idle

    def _ask_database(self) -> str | None:
        try:
            with self._side.alone() as connection:
                connection.execute("select 1")
        except psycopg.Error as error:
            return f"database: {type(error).__name__}"
        return None
