"""Whose names left in which export: kept so many days, for the notice of a breach, no longer."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.reading.beginnings import begun
from shared.postgres import arrays

AGE: Final = timedelta(days=1)
PAGE: Final = 500

PURGE: Final = """
delete from exports where export_id in (
  select export_id from exports where exported_at < %s order by exported_at limit %s
) returning 1
"""
OLD: Final = """
select export_id from exports where not recorded and export_id > %s and exported_at < %s
order by export_id limit %s
"""
RECORDED: Final = "update exports set recorded = true where export_id = any(%s)"
FORGET: Final = "delete from exports where export_id = any(%s) and not recorded returning 1"


async def purge_exports(line: SteadyConnection, now: datetime, days: int) -> int:
    """Delete those that are older than so many days, and those older than one that no fact came
    after: they showed nothing. Answers how many."""
    purged = 0
    while gone := len(await line.ask(PURGE, [now - timedelta(days=days), PAGE])):
        purged += gone
    return purged + await _without_fact(line, now)


async def _without_fact(line: SteadyConnection, now: datetime) -> int:
    """Of what a fact came after it is looked once."""
    purged, after = 0, UUID(int=0)
    while page := await line.ask(OLD, [after, now - AGE, PAGE]):
        old = [export_id for (export_id,) in page]
        there = await begun(line, old)
        await line.ask(RECORDED, [arrays.uuids(list(there))])
        lost = [each for each in old if each not in there]
        purged += len(await line.ask(FORGET, [arrays.uuids(lost)]))
        after = old[-1]
    return purged
