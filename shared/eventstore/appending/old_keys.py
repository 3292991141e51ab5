"""Keys of people's requests live for 30 days; then a repeat is a request of its own."""

import asyncio
from contextlib import suppress

import psycopg

from shared.eventstore.store import Store
from shared.postgres.connections import is_away
from shared.telemetry.logs import logger

log = logger(__name__)

DAYS = 30
PAUSE = 24 * 3_600.0


class OldKeys:
    """The loop that forgets them once a day; while the database is away, the next day."""

    name = "old-keys"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                log.info("old keys forgotten", number=await self._store.forget_old_keys(DAYS))
            except psycopg.Error as error:
                if not is_away(error):
                    raise
                log.warning("old keys not forgotten", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), PAUSE)

    def unready(self) -> str | None:
        return None
