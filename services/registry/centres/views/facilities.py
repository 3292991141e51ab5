"""What centres have, year by year, as it was said (`centre_facilities`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Self
from uuid import UUID

from msgspec import to_builtins
from psycopg import Cursor
from psycopg.types.json import Jsonb

from services.registry.centres.centre.facts import CentreEquipped, CentreFacilitiesWithdrawn
from services.registry.centres.views.spells import STOOD
from services.registry.centres.views.standing import NAMED, OF_PLACE
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table

OF_CENTRE: Final = """
select distinct on (equipped_year) equipped_year, place_id, said_on, facilities
from centre_facilities where centre_id = %(centre_id)s and said_on <= %(until)s
order by equipped_year desc, said_on desc
"""
"""What was said last of each year, the latest year first, as it is shown `%(until)s` a day."""
OF_YEAR: Final = f"""
select c.centre_id, c.place_id, named.name, said.said_on, said.facilities
from {STOOD} {NAMED} left join lateral (
    select said_on, facilities from centre_facilities f
    where f.centre_id = c.centre_id and equipped_year = %(year)s and said_on <= %(until)s
    order by said_on desc limit 1) said on true
where {OF_PLACE} and c.since <= %(on)s
    and coalesce(c.ended_on > least(%(first_on)s, %(until)s), true)
    and (%(lacking)s::text is null or not said.facilities
        @> jsonb_build_array(jsonb_build_object('facility_code', %(lacking)s::text)))
order by c.centre_id limit %(most)s
"""
"""Of the centres that stood at `%(place_id)s` on the day `%(on)s` and were at work in `%(year)s`,
from `%(first_on)s` to that day; `%(lacking)s` such a facility by what was said, if it is not
null."""

SAY: Final = """
insert into {table} (centre_id, equipped_year, said_on, place_id, facilities)
values (%s, %s, %s, %s, %s)
on conflict (centre_id, equipped_year, said_on) do update set place_id = excluded.place_id,
    facilities = excluded.facilities
"""
UNSAY: Final = "delete from {table} where centre_id = %s and equipped_year = %s"


class CentreFacilities(OfOwnFacts):
    name = "centre_facilities"
    version = 1
    hears = (CentreEquipped, CentreFacilitiesWithdrawn)
    tables = ("centre_facilities",)
    subject = "centre_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        named = table(self, self.name)
        for recorded in batch:
            fact = recorded.fact
            of = recorded.originator_id, fact.equipped_year
            if isinstance(fact, CentreEquipped):
                has = Jsonb(to_builtins(fact.facilities))
                said = (*of, fact.said_on, fact.place_id, has)
                cursor.execute(SAY.format(table=named).encode(), said)
            else:
                cursor.execute(UNSAY.format(table=named).encode(), of)


@dataclass(frozen=True)
class FacilityRow:
    """So many of a kind; 1 of what is not counted."""

    facility_code: str
    number: int


@dataclass(frozen=True)
class EquippedRow:
    """All that a centre has in a year, as it was said last. `place_id`: where it was in that
    year."""

    equipped_year: int
    place_id: UUID
    said_on: date
    facilities: Sequence[FacilityRow]

    def shown(self) -> Self:
        return replace(self, facilities=_read(self.facilities))


@dataclass(frozen=True)
class CentreInYear:
    """A centre that was at work in a year, and what it has in it; `said_on` none: nobody said."""

    centre_id: UUID
    place_id: UUID
    name: str | None
    said_on: date | None
    facilities: Sequence[FacilityRow] | None

    def shown(self) -> Self:
        return self if self.facilities is None else replace(self, facilities=_read(self.facilities))


def _read(stored: Sequence[Any]) -> list[FacilityRow]:
    return [FacilityRow(**each) for each in stored]
