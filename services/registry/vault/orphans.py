"""Orphans: rows kept for a fact that never came, because the command was refused or lost."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
from psycopg import AsyncConnection
from psycopg_pool import PoolTimeout

from services.registry.domain.family import headship_id
from services.registry.vault.people import Connections
from shared.telemetry.logs import logger
from shared.vocabulary.calendar import Clock

log = logger(__name__)

AGE = timedelta(days=1)
PAGE = 5_000
PAUSE = 3_600.0
EARLIEST = UUID(int=0)

OLD = """
select person_ref from people where person_ref > %s and kept_at < %s order by person_ref limit %s
"""
REFERRED_TO = "select distinct stream_id from log where stream_id = any(%s)"
FORGET = "delete from people where person_ref = any(%s) and kept_at < %s"


async def sweep_orphans(connections: Connections, now: datetime) -> int:
    """Delete every row older than a day that no fact refers to; answers how many."""
    swept, after = 0, EARLIEST
    while True:
        async with connections.connection() as connection:
            page = await _column(connection, OLD, after, now - AGE, PAGE)
            if not page:
                return swept
            orphans = await _unreferred(connection, page)
            swept += (await connection.execute(FORGET, (orphans, now - AGE))).rowcount
        after = page[-1]


async def _unreferred(connection: AsyncConnection, person_refs: list[UUID]) -> list[UUID]:
    streams = {headship_id(person_ref): person_ref for person_ref in person_refs}
    found = await _column(connection, REFERRED_TO, list(streams))
    kept = {streams[stream] for stream in found}
    return [person_ref for person_ref in person_refs if person_ref not in kept]


async def _column(connection: AsyncConnection, query: str, *given: object) -> list[UUID]:
    answer = await connection.execute(query, given)
    return [value for (value,) in await answer.fetchall()]


class OrphanSweep:
    """The loop that sweeps once an hour; while the database is away, the next hour."""

    name = "orphan-sweep"

    def __init__(self, connections: Connections, clock: Clock) -> None:
        self._connections, self._clock = connections, clock

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                swept = await sweep_orphans(self._connections, self._clock())
                log.info("orphans swept", number=swept)
            except (psycopg.OperationalError, PoolTimeout) as error:
                log.warning("orphans not swept", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), PAUSE)

    def unready(self) -> str | None:
        return None
