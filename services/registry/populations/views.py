"""What officers look up: the counts of a place (`populations`), all of them or those of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.populations.population import (
    PopulationCorrected,
    PopulationStated,
    PopulationWithdrawn,
)
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class PopulationRow:
    """How many of a kind a place states for a day, by a document or another source."""

    population_id: UUID
    place_id: UUID
    population_kind: str
    counted_on: date
    number: int
    source_code: str | None
    document_number: str | None


POPULATIONS = Things(
    "populations",
    1,
    PopulationRow,
    PopulationStated,
    (PopulationCorrected,),
    "counted_on",
    never_was=PopulationWithdrawn,
)
_WANTED: Final = """
from populations said where place_id = %(place_id)s and counted_on <= %(until)s
    and (%(on)s::date is null or counted_on = (
        select max(counted_on) from populations other
        where other.place_id = said.place_id and other.population_kind = said.population_kind
            and other.counted_on <= least(%(on)s, %(until)s)
    ))
"""
PAGE: Final = f"""
select {", ".join(POPULATIONS.columns)} {_WANTED}
    and (counted_on, population_kind) > (%(after_day)s, %(after_kind)s)
order by counted_on, population_kind limit %(most)s
"""
"""The counts of a place by `%(until)s`, the earliest day first; if `%(on)s` is said, of each kind
the last one by then."""
NUMBER: Final = f"select count(*) {_WANTED}"
