"""How centres were rated for each year (`centre_ratings`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from services.registry.centres.centre.facts import CentreRated, CentreRatingWithdrawn
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table

RATINGS: Final = """
select distinct on (rating_year) rating_year, place_id, band_code, score, rater_code, rated_on
from centre_ratings where centre_id = %(centre_id)s and rated_on <= %(until)s
order by rating_year desc, rated_on desc
"""
"""The last rating of each year, the latest year first, as it is shown `%(until)s` a day."""

RATE: Final = """
insert into {table} (centre_id, rating_year, rated_on, place_id, band_code, score, rater_code)
values (%s, %s, %s, %s, %s, %s, %s)
on conflict (centre_id, rating_year, rated_on) do update set place_id = excluded.place_id,
    band_code = excluded.band_code, score = excluded.score, rater_code = excluded.rater_code
"""
RATE_NOT: Final = "delete from {table} where centre_id = %s and rating_year = %s"


class CentreRatings(OfOwnFacts):
    name = "centre_ratings"
    version = 1
    hears = (CentreRated, CentreRatingWithdrawn)
    tables = ("centre_ratings",)
    subject = "centre_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        named = table(self, self.name)
        for recorded in batch:
            centre, fact = recorded.originator_id, recorded.fact
            if isinstance(fact, CentreRated):
                of = centre, fact.rating_year, fact.rated_on, fact.place_id
                said = fact.band_code, fact.score, fact.rater_code
                cursor.execute(RATE.format(table=named).encode(), (*of, *said))
            else:
                cursor.execute(RATE_NOT.format(table=named).encode(), (centre, fact.rating_year))


@dataclass(frozen=True)
class CentreRatingRow:
    """How a centre was rated last for a year: in which band, with how many points if any were
    given, by whom and when. `place_id`: where it was in that year."""

    rating_year: int
    place_id: UUID
    band_code: str
    score: int | None
    rater_code: str
    rated_on: date
