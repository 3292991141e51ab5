"""Figures of places that were told to lie, or to have become each other, in a circle."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.rollups.figures.location import Location, Locations, ever_within
from services.rollups.figures.totals import Count, Extent, Part, total
from shared.vocabulary.places import DEEPEST, Entry, Standing, Tree
from tests.rollups.territory import REFORM, TAN_BINH, moved, place, place_id
from tests.vocabulary.lands import DAYS, NAMES, entries, named

AFTER = date(2025, 9, 1)
WARD, HAMLET = place_id("79/766/26965"), place_id("79/766/26965/1")
OTHER_WARD = place_id("79/766/26968")
PLACES = [*map(named, NAMES), named("nowhere")]


@settings(deadline=None)
@given(entries, st.permutations([(each, day) for each in PLACES for day in DAYS]))
def test_where_a_count_lies_does_not_depend_on_what_was_asked_before(
    said: list[Entry], asked: list[tuple[UUID, date]]
) -> None:
    tree = Tree(said)
    locations, forgetful = Locations(tree), Locations(tree, most=3)
    for each in asked:
        assert locations.of(*each) == forgetful.of(*each) == Locations(tree).of(*each)
        assert len(forgetful) <= 3


@settings(deadline=None)
@given(entries, st.sampled_from(DAYS))
def test_every_count_is_in_one_row_of_the_deployment(said: list[Entry], day: date) -> None:
    locations = Locations(Tree(said))
    counts = [Count(each, day, 1) for each in PLACES]
    assert total(locations, Extent(None), counts, day).value == len(PLACES)
    for each in PLACES:
        inside = [c for c in counts if each in locations.of(c.place_id, day).line]
        assert total(locations, Extent(each), counts, day).value == len(inside)


@settings(deadline=None)
@given(entries, st.sampled_from(DAYS))
def test_whatever_lies_in_a_place_on_any_day_is_ever_within_it(
    said: list[Entry], day: date
) -> None:
    tree = Tree(said)
    for each in PLACES:
        assert set(Locations(tree).of(each, day).line) <= {
            above for above in [*PLACES, *(place.place_id for place in tree)]
            if each in ever_within(tree, above)
        }  # fmt: skip


def circle() -> Tree:
    """Two wards that lie in each other since the reform."""
    return Tree(
        [
            *TAN_BINH,
            moved("79/766/26965", "79/766/26968", REFORM),
            moved("79/766/26968", "79/766/26965", REFORM),
        ]
    )


def test_of_places_in_each_other_nobody_knows_in_what_they_lie() -> None:
    counts = [Count(WARD, AFTER, 1), Count(HAMLET, AFTER, 2), Count(OTHER_WARD, AFTER, 4)]
    everything = total(Locations(circle()), Extent(None), counts, AFTER)
    assert everything.of(Part.UNKNOWN) == everything.value == 7
    ward = total(Locations(circle()), Extent(WARD), counts, AFTER)
    assert (ward.of(Part.OWN), ward.of(Part.CHILD, HAMLET), ward.value) == (1, 2, 3)
    assert total(Locations(circle()), Extent(place_id("79")), counts, AFTER).value == 0


@pytest.mark.parametrize("top", [None, "0", "500"])
def test_a_chain_without_end_is_followed_only_so_far(top: str | None) -> None:
    line = [place("0"), *(place(str(n), str(n - 1)) for n in range(1, 20_000))]
    locations = Locations(Tree(line))
    counts = [Count(place_id(str(n)), AFTER, 1) for n in range(0, 20_000, 50)]
    found = total(locations, Extent(place_id(top) if top else None), counts, AFTER)
    assert found.value == (1 if top else len(counts))
    deep = locations.of(place_id("19999"), AFTER)
    assert deep.beyond is Standing.UNKNOWN
    assert len(deep.line) == DEEPEST
    assert locations.of(place_id("0"), AFTER) == Location((place_id("0"),))
