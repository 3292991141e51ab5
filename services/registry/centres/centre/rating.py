"""How centres are rated (xếp loại): once a year, by somebody, on a day; rated again, the last one
counts from its own day on.

There is no table of points for the whole country: the bands are data (`bands.toml`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.centres.centre.bands import Bands
from services.registry.centres.centre.facts import CentreRated, CentreRatingWithdrawn, RatingSpell
from services.registry.centres.centre.refusals import (
    BandUnknown,
    CentreNotRated,
    CentreRatedSince,
    RaterUnknown,
    RatingBeforeItsYear,
    ScoreImplausible,
)
from shared.vocabulary.calendar import require_come

RATERS: Final = (
    "association",  # hội khuyến học
    "centre",  # trung tâm tự xếp loại
    "education-office",  # phòng, sở giáo dục và đào tạo
    "peoples-committee",  # ủy ban nhân dân
)
Ratings = Mapping[int, CentreRated | None]
"""What was said last of each year; None: withdrawn."""


@dataclass(frozen=True)
class Rating:
    """`score`: whole points; None: none were given."""

    rating_year: int
    band_code: str
    rater_code: str
    rated_on: date
    score: int | None = None


def rated(ratings: Ratings, asked: Rating, place_id: UUID) -> list[CentreRated]:
    """The rating of its year is this from its day on; said of the day of the one before, instead
    of it. `place_id`: where the centre was in that year."""
    last = ratings.get(asked.rating_year)
    was = last.now if last is not None else ()
    if last is not None and asked.rated_on < last.rated_on:
        raise CentreRatedSince(since=last.rated_on)
    spell = RatingSpell(
        place_id, asked.rated_on, band_code=asked.band_code, rating_year=asked.rating_year
    )
    before = [each for each in was if each.since < asked.rated_on]
    before[-1:] = [replace(each, until=asked.rated_on) for each in before[-1:]]
    fact = CentreRated(place_id, **vars(asked), was=was, now=(*before, spell))
    return [] if last is not None and _says(last) == asked and was == fact.now else [fact]


def withdrawn(
    ratings: Ratings, year: int, ground_code: str | None = None
) -> list[CentreRatingWithdrawn]:
    """It was not rated for that year."""
    if year not in ratings:
        raise CentreNotRated(year=year)
    last = ratings[year]
    if last is None:
        return []
    return [CentreRatingWithdrawn(last.place_id, year, last.now, ground_code)]


def require_rating(asked: Rating, bands: Bands, today: date) -> None:
    """Refuse what cannot be a rating of any centre."""
    require_come(asked.rated_on, today)
    if asked.rated_on.year < asked.rating_year:
        raise RatingBeforeItsYear(year=asked.rating_year)
    in_force = bands.of(asked.rating_year)
    if in_force is None or asked.band_code not in in_force.bands:
        raise BandUnknown(
            year=asked.rating_year, bands=", ".join(in_force.bands if in_force else ())
        )
    if asked.rater_code not in RATERS:
        raise RaterUnknown(raters=", ".join(RATERS))
    if asked.score is not None and not 0 <= asked.score <= in_force.most_score:
        raise ScoreImplausible(most=in_force.most_score)


def _says(fact: CentreRated) -> Rating:
    return Rating(fact.rating_year, fact.band_code, fact.rater_code, fact.rated_on, fact.score)
