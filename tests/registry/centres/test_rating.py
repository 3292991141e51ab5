"""A centre is rated for a year, rated anew, and its rating is corrected and withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.centres.centre.bands import Bands
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.facts import (
    CentreRated,
    CentreRatingWithdrawn,
    CentreWithdrawn,
    RatingSpell,
)
from services.registry.centres.centre.rating import RATERS, Rating
from services.registry.centres.centre.refusals import (
    BandUnknown,
    CentreNotAtWorkInYear,
    CentreNotRated,
    CentreRatedSince,
    CentreUnknown,
    RaterUnknown,
    RatingBeforeItsYear,
    ScoreImplausible,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.registry.centres.test_centre import ENDED, ESTABLISHED, LATER, MOVED, WAS, WITHDRAWN
from tests.support import land
from tests.support.story import given

BANDS = Bands.read()
RATED_ON = date(2025, 12, 20)
GOOD = Rating(2025, "good", "education-office", RATED_ON, 86)
SPELL = RatingSpell(land.COMMUNE, RATED_ON, band_code="good", rating_year=2025)
RATED = CentreRated(land.COMMUNE, 2025, "good", "education-office", RATED_ON, 86, (), (SPELL,))
RATING_WITHDRAWN = CentreRatingWithdrawn(land.COMMUNE, 2025, (SPELL,))

ratings = any_.builds(
    Rating,
    any_.sampled_from([2025, 2026]),
    any_.sampled_from(["good", "fair", "average", "weak"]),
    any_.sampled_from(RATERS),
    any_.dates(date(2026, 1, 1), land.TODAY),
    any_.none() | any_.integers(0, 100),
)


def rating(**said: Any) -> Callable[[Centre], list[CentreRated]]:
    return lambda centre: centre.rate(replace(GOOD, **said), BANDS, land.TODAY)


def test_a_centre_is_rated_for_a_year_where_it_was_in_that_year() -> None:
    given(Centre, ESTABLISHED).when(rating()).then(RATED)
    given(Centre, ESTABLISHED, RATED).when(rating()).then_nothing()
    (fact,) = rating(rated_on=land.TODAY)(fold(Centre(), [ESTABLISHED, MOVED]))
    assert fact.place_id == land.COMMUNE
    (fact,) = rating(rated_on=land.TODAY, rating_year=2026)(fold(Centre(), [ESTABLISHED, MOVED]))
    assert fact.place_id == land.OTHER_COMMUNE


def test_rated_anew_the_last_one_counts_from_its_own_day_on() -> None:
    (fact,) = rating(band_code="fair", rated_on=LATER)(fold(Centre(), [ESTABLISHED, RATED]))
    first, second = fact.now
    assert fact.was == (SPELL,)
    assert (first, second.band_code) == (replace(SPELL, until=LATER), "fair")
    assert (second.since, second.until) == (LATER, None)


def test_said_again_of_its_day_it_was_written_wrongly() -> None:
    (fact,) = rating(band_code="fair")(fold(Centre(), [ESTABLISHED, RATED]))
    assert (fact.was, [each.band_code for each in fact.now]) == ((SPELL,), ["fair"])
    given(Centre, ESTABLISHED, RATED, fact).when(rating()).then(replace(RATED, was=fact.now))


def test_a_withdrawn_rating_counts_no_more_and_a_withdrawn_centre_has_none() -> None:
    def withdrawing(centre: Centre) -> list[CentreRatingWithdrawn]:
        return centre.withdraw_rating(2025)

    story = given(Centre, ESTABLISHED, RATED)
    story.when(withdrawing).then(RATING_WITHDRAWN)
    story.when(lambda centre: centre.withdraw()).then(
        RATING_WITHDRAWN, CentreWithdrawn(land.COMMUNE, WAS)
    )
    given(Centre, ESTABLISHED, RATED, RATING_WITHDRAWN).when(withdrawing).then_nothing()
    given(Centre, ESTABLISHED, RATED, RATING_WITHDRAWN).when(rating()).then(RATED)
    given(Centre, ESTABLISHED).when(withdrawing).then_refused(CentreNotRated)
    given(Centre).when(withdrawing).then_refused(CentreUnknown)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"band_code": "excellent"}, BandUnknown),
        ({"rating_year": 1989}, BandUnknown),
        ({"rater_code": "nobody"}, RaterUnknown),
        ({"score": 101}, ScoreImplausible),
        ({"score": -1}, ScoreImplausible),
        ({"rating_year": 2026}, RatingBeforeItsYear),
        ({"rated_on": land.TODAY + timedelta(days=1)}, DayNotCome),
        ({"rating_year": 2024}, CentreNotAtWorkInYear),
        ({"rated_on": RATED_ON - timedelta(days=1)}, CentreRatedSince),
    ],
)
def test_a_rating_that_cannot_be_is_refused(said: Any, refusal: type[Refusal]) -> None:
    given(Centre, ESTABLISHED, RATED).when(rating(**said)).then_refused(refusal)


def test_a_centre_that_ended_is_rated_for_the_years_until_then() -> None:
    late: dict[str, Any] = {"rated_on": land.TODAY}
    at_new_year = replace(ENDED, now=(replace(WAS[0], until=date(2026, 1, 1)),))
    ended = given(Centre, ESTABLISHED, at_new_year)
    ended.when(rating(rating_year=2026, **late)).then_refused(CentreNotAtWorkInYear)
    assert ended.when(rating(**late)).ask()
    given(Centre).when(rating()).then_refused(CentreUnknown)
    given(Centre, ESTABLISHED, WITHDRAWN).when(rating()).then_refused(WithdrawnAlready)


@whatever(any_.lists(ratings, max_size=6))
def test_what_it_is_rated_is_always_one_band_a_year_and_day_and_twice_changes_nothing(
    asked: list[Rating],
) -> None:
    centre = fold(Centre(), [ESTABLISHED])
    for each in sorted(asked, key=lambda one: one.rated_on):
        centre = fold(centre, centre.rate(each, BANDS, land.TODAY))
        assert centre.rate(each, BANDS, land.TODAY) == []
        kept = centre.ratings[each.rating_year]
        assert kept is not None
        assert [a.until for a in kept.now] == [*[b.since for b in kept.now[1:]], None]
        assert len({a.since for a in kept.now}) == len(kept.now)
    assert centre.last_place == land.COMMUNE


def test_what_is_stored_reads_back_equal() -> None:
    mapper = FactMapper([CentreRated, CentreRatingWithdrawn])
    for fact in (RATED, RATING_WITHDRAWN):
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


@pytest.mark.parametrize(
    "said",
    [
        {"bands": {}},
        {"bands": {"rất tốt": "rất tốt"}},
        {"from_year": 1900},
        {"most_score": -1},
    ],
)
def test_bands_that_nobody_can_count_by_do_not_start(said: Any) -> None:
    right = {"from_year": 2000, "most_score": 10, "bands": {"good": "tốt"}}
    with pytest.raises(ValueError, match="no set of bands"):
        Bands.said({"sets": [right | said]})
    with pytest.raises(ValueError, match="one year"):
        Bands.said({"sets": [right, right]})


def test_a_deployment_rates_in_its_own_bands_from_a_year_on(tmp_path: Path) -> None:
    own = tmp_path / "bands.toml"
    said = 'from_year = 2026\nmost_score = 10\n[sets.bands]\nlasting = "bền vững"\n'
    own.write_text(f"[[sets]]\n{said}", encoding="utf-8")
    bands = Bands.read(own)
    centre = fold(Centre(), [ESTABLISHED])
    asked = replace(GOOD, rated_on=land.TODAY, band_code="lasting", score=10)
    assert centre.rate(replace(asked, rating_year=2026), bands, land.TODAY)
    with pytest.raises(BandUnknown):
        centre.rate(asked, bands, land.TODAY)
