"""Where centres were, spell by spell (`centre_spells`): what is said of a year stands at the place
of that time, wherever the centre went since."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from services.registry.bearers.spells import Spell, Spells
from services.registry.centres.centre.facts import (
    CentreCorrected,
    CentreEnded,
    CentreEstablished,
    CentreMerged,
    CentreMoved,
    CentreWithdrawn,
)
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.writing import write_rows

STOOD: Final = """(
    select centre.centre_id, spell.place_id as books,
        coalesce(seat.to_place_id, spell.place_id) as place_id,
        greatest(spell.since, seat.since) as since, established_on, centre.ended_on, classes,
        attendances
    from centre_spells spell join centres_by_place centre using (centre_id)
    left join lateral (
        select to_place_id, since from allocations said
        where (said.subject_id, said.place_id) = (spell.centre_id, spell.place_id)
            and since <= least(%(on)s::date, %(until)s) order by since desc limit 1) seat on true
    where spell.since <= least(%(on)s::date, %(until)s) and not exists (
        select from centre_spells later where later.centre_id = spell.centre_id
            and later.since > spell.since and later.since <= least(%(on)s::date, %(until)s))) c"""
"""Where each stood on the day `%(on)s`, as far as is seen until `%(until)s`: an allocated one in
its part."""

FORGET: Final = "delete from {table} where centre_id = any(%s::uuid[])"
WRITE: Final = """
insert into {table} (centre_id, since, place_id)
select * from unnest(%s::uuid[], %s::date[], %s::uuid[])
"""


class CentreSpells(OfOwnFacts):
    name = "centre_spells"
    version = 1
    hears = (
        CentreEstablished,
        CentreCorrected,
        CentreMoved,
        CentreMerged,
        CentreEnded,
        CentreWithdrawn,
    )
    tables = ("centre_spells",)
    subject = "centre_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        last: dict[UUID, Spells] = {}
        for recorded in batch:
            if isinstance(recorded.fact, self.hears):
                last[recorded.originator_id] = _spells(recorded.fact)
        spells = table(self, self.name)
        cursor.execute(FORGET.format(table=spells).encode(), ([*last],))
        rows = [(id_, each.since, each.place_id) for id_, known in last.items() for each in known]
        write_rows(cursor, WRITE.format(table=spells), rows)


def _spells(fact: Any) -> Spells:
    match fact:
        case CentreEstablished(place_id=place_id, established_on=day):
            return (Spell(place_id, day),)
        case CentreWithdrawn():
            return ()
        case _:
            spells: Spells = fact.now
            return spells
