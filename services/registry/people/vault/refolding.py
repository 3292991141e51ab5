"""Hashing names anew: whoever was kept under an older folding is found by the newer one, too.

What is done stands in the rows themselves, so a worker that was killed goes on where it was, and
several harm nothing. Searches find both meanwhile.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from cryptography.exceptions import InvalidTag

from services.registry.people.vault.names import hashes_to_keep
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.log.steady import SteadyConnection
from shared.postgres import arrays
from shared.telemetry.logs import logger
from shared.vocabulary.folding import FOLDING

log = logger(__name__)

PAGE = 500
PAUSE = 600.0
"""Seconds; a process of an older release may still keep people under its own folding."""
EARLIEST = UUID(int=0)

DUE = f"""
select person_ref, wrapped_key, sealed from people join person_keys using (person_ref)
where folding < {FOLDING} and person_ref > %s order by person_ref limit %s
"""
HASHED_ANEW = f"""
with locked as (
  select person_ref from people where person_ref = any(%s) and folding < {FOLDING}
  for update skip locked
), due as (
  update people set folding = {FOLDING} from locked where people.person_ref = locked.person_ref
  returning people.person_ref, people.place_id
), fresh as (
  select hash, person_ref, place_id
  from unnest(%s, %s) as f (hash, person_ref) join due using (person_ref)
), stale as (
  delete from people_by_syllable as kept using due where kept.person_ref = due.person_ref
    and (kept.syllable_hash, kept.person_ref) not in (select hash, person_ref from fresh)
), added as (
  insert into people_by_syllable (syllable_hash, person_ref, place_id)
  select hash, person_ref, place_id from fresh
  on conflict do nothing
)
select person_ref from due
"""
"""Only who is still there: an erased person's row is gone, and with it what this would hash."""


async def refold_people(
    line: SteadyConnection, key: MasterKey, stop: asyncio.Event, page: int = PAGE
) -> int:
    """Hash the names of all who were kept under an older folding, until `stop`; answers how many
    people. Each page is done once its statement is."""
    done, after = 0, EARLIEST
    while not stop.is_set() and (rows := await line.ask(DUE, [after, page])):
        done += len(await line.ask(HASHED_ANEW, await asyncio.to_thread(_hashed, key, rows)))
        after = rows[-1][0]
    return done


def _hashed(key: MasterKey, rows: Sequence[Any]) -> list[Any]:
    """The parameters of HASHED_ANEW, without those whose data do not open: they stay as they are
    and hold nobody up."""
    hashes: dict[UUID, list[bytes]] = {}
    for person_ref, wrapped_key, sealed in rows:
        try:
            content = key.open(person_ref, wrapped_key, sealed)
        except InvalidTag:
            log.error("a person's data do not open", person_ref=str(person_ref))
            continue
        data = msgspec.json.decode(content, type=PersonalData)
        hashes[person_ref] = hashes_to_keep(key, data.full_name)
    return [
        arrays.uuids(list(hashes)),
        arrays.blobs([each for found in hashes.values() for each in found]),
        arrays.uuids([person_ref for person_ref, found in hashes.items() for _ in found]),
    ]


class Refolding:
    """The loop that does it at the start and looks again from time to time."""

    name = "refolding"

    def __init__(self, dsn: str, key: MasterKey) -> None:
        self._line, self._key = SteadyConnection(dsn, self.name), key

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                if done := await refold_people(self._line, self._key, stop):
                    log.info("names hashed anew", number=done, folding=FOLDING)
            except psycopg.OperationalError as error:
                log.warning("names not hashed anew", error=type(error).__name__)
            await self._line.close()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), PAUSE)

    def unready(self) -> str | None:
        return None
