"""Orphans: rows kept for a fact that never came, because the command was refused or lost. And for
what people were kept, once the keys of those requests are forgotten."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import UUID

import psycopg

from services.registry.citizens.citizen.facts import citizen_ref
from services.registry.clan_members.membership.facts import membership_id
from services.registry.consents.consent import consent_ids
from services.registry.families.family.belonging import belonging_id
from services.registry.inbox.people_used import used
from services.registry.memberships.membership.facts import memberships_id
from services.registry.people.texts.orphans import sweep_texts
from services.registry.people.vault.corrections import sweep_corrections
from services.registry.people.vault.exports import purge_exports
from services.registry.people.vault.undone import undone
from shared.eventstore.appending.old_keys import DAYS
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.reading.beginnings import begun
from shared.postgres import arrays
from shared.postgres.connections import is_away
from shared.telemetry.logs import logger
from shared.vocabulary.calendar import Clock, civil_day

log = logger(__name__)

AGE = timedelta(days=1)
PAGE = 5_000
PAUSE = 3_600.0
EARLIEST = UUID(int=0)

OLD = """
select person_ref from people
where person_ref > %s and kept_at < %s and (kept_until is null or kept_until < %s)
order by person_ref limit %s
"""
FORGET = """
delete from people
where person_ref = any(%s) and kept_at < %s and (kept_until is null or kept_until < %s)
returning 1
"""
"""Whoever was asked for meanwhile is kept: a fact may be on its way."""
GUARDIANS = "select guardian_ref from people where guardian_ref = any(%s)"
"""Who speaks for somebody is kept as long as they are."""
ATTENDED = "select distinct person_ref from attendees where person_ref = any(%s)"
"""Who came to something by name is kept as long as they are named there. Naming somebody keeps them
for another day: the view is not as late as that."""
FORGET_KEPT_FOR = "delete from kept_for where kept_at < %s"


async def sweep_orphans(line: SteadyConnection, now: datetime, *, heard: bool = True) -> int:
    """Delete every row older than a day to which no fact refers, or none but those of imports that
    were undone, of which no other service speaks, and that is not kept for a list of one; answers
    how many. `heard`: all that others say; else whoever was named for one is kept for now."""
    swept, after = 0, EARLIEST
    today = civil_day(now) if heard else date.min
    while page := await _column(line, OLD, after, now - AGE, today, PAGE):
        orphans = arrays.uuids(await _unreferred(line, page))
        swept += len(await line.ask(FORGET, [orphans, now - AGE, today]))
        after = page[-1]
    return swept


async def forget_kept_for(line: SteadyConnection, now: datetime) -> None:
    """What is older than any key of people's requests. Lasting keys need it no longer: they alone
    give the first answer."""
    await line.ask(FORGET_KEPT_FOR, [now - timedelta(days=DAYS)])


async def _unreferred(line: SteadyConnection, person_refs: list[UUID]) -> list[UUID]:
    streams = {
        stream: person_ref for person_ref in person_refs for stream in _streams_of(person_ref)
    }
    there = await begun(line, list(streams))
    kept = {streams[stream] for stream in there - await undone(line, there)}
    kept |= await used(line, person_refs)
    for query in (GUARDIANS, ATTENDED):
        kept |= {*await _column(line, query, arrays.uuids(person_refs))}
    return [person_ref for person_ref in person_refs if person_ref not in kept]


def _streams_of(person_ref: UUID) -> list[UUID]:
    """Those that begin when a fact refers to the person: whatever refers to people adds its own."""
    own = [person_ref, belonging_id(person_ref), citizen_ref(person_ref)]
    own += [membership_id(person_ref), memberships_id(person_ref)]
    return [*own, *consent_ids(person_ref)]


async def _column(line: SteadyConnection, query: str, *given: object) -> list[UUID]:
    return [value for (value,) in await line.ask(query, given)]


class OrphanSweep:
    """The loop that sweeps once an hour; while the database is away, the next hour. Of exports it
    is kept for `export_days` whose names left. `has_heard`: all that other services say."""

    name = "orphan-sweep"

    def __init__(
        self, dsn: str, clock: Clock, export_days: int, has_heard: Callable[[], bool]
    ) -> None:
        self._line, self._clock = SteadyConnection(dsn, self.name), clock
        self._export_days, self._has_heard = export_days, has_heard

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                log.info("orphans swept", **await self.sweep())
            except psycopg.Error as error:
                if not is_away(error):
                    raise
                log.warning("orphans not swept", error=type(error).__name__)
            await self._line.close()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), PAUSE)

    async def sweep(self) -> dict[str, int]:
        """Once; answers how many of each were deleted."""
        line, now = self._line, self._clock()
        heard = await asyncio.to_thread(self._has_heard)
        await forget_kept_for(line, now)
        return {
            "number": await sweep_orphans(line, now, heard=heard),
            "texts": await sweep_texts(line, now),
            "corrections": await sweep_corrections(line, now),
            "exports": await purge_exports(line, now, self._export_days),
        }

    def unready(self) -> str | None:
        return None
