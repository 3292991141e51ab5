"""What a place adds up to, on trees that change."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.rollups.figures.location import Locations
from services.rollups.figures.ratios import Basis, Ratio
from services.rollups.figures.totals import Count, Extent, Part, Total, total
from shared.vocabulary.places import Entry, How, Tree
from tests.rollups.territory import (
    REFORM,
    TAN_BINH,
    became,
    ended,
    moved,
    place,
    place_id,
    reorganised,
)

BEFORE, AFTER = date(2022, 9, 23), date(2025, 9, 1)
DISTRICT = place_id("79/766")
HAMLET = place_id("79/766/26965/1")
WARD = place_id("79/766/26965")


def figure(
    entries: list[Entry], asked: str | None, counted: dict[str, int], on: date = AFTER
) -> Total:
    counts = [Count(place_id(name), on, value) for name, value in counted.items()]
    return total(Locations(Tree(entries)), Extent(place_id(asked) if asked else None), counts, on)


def test_a_district_adds_up_its_own_level_and_each_ward() -> None:
    counted = {"79/766": 1, "79/766/26965/1": 5, "79/766/26965/2": 7, "79/766/26968": 2}
    found = figure(list(TAN_BINH), "79/766", counted, BEFORE)
    assert found.value == 15
    assert found.of(Part.OWN) == 1
    assert found.of(Part.CHILD, WARD) == 12


def test_a_child_where_nothing_was_counted_is_a_row_too() -> None:
    found = figure(list(TAN_BINH), "79/766", {})
    assert {row.place_id for row in found.rows} == {WARD, place_id("79/766/26968")}


def test_what_was_counted_at_a_place_not_heard_of_is_a_row_of_the_deployment_only() -> None:
    counted = {"79/766/26965/1": 5, "nowhere": 3}
    everything = figure(list(TAN_BINH), None, counted)
    assert (everything.of(Part.UNKNOWN), everything.value) == (3, 8)
    assert figure(list(TAN_BINH), "79", counted).value == 5


def split(hamlet_goes_to: str | None) -> list[Entry]:
    """Ward 26965 is split over two new ones; what its hamlet 1 lies in is said, or not."""
    return [
        *TAN_BINH,
        place("79/x/a", "79", on=REFORM),
        place("79/x/b", "79", on=REFORM),
        ended("79/766/26965", REFORM),
        became("79/766/26965", "79/x/a", REFORM, How.PART),
        became("79/766/26965", "79/x/b", REFORM, How.PART),
        moved("79/766/26965/1", hamlet_goes_to, REFORM),
    ]


def test_what_lay_in_a_split_ward_is_unallocated_in_what_holds_all_parts() -> None:
    found = figure(split(None), "79", {"79/766/26965": 4, "79/766/26965/1": 5})
    assert (found.of(Part.UNALLOCATED), found.value) == (9, 9)
    own = figure(split(None), "79/766/26965/1", {"79/766/26965/1": 5})
    assert own.of(Part.OWN) == 5


def test_a_hamlet_that_was_allocated_counts_where_it_lies() -> None:
    found = figure(split("79/x/b"), "79", {"79/766/26965/1": 5})
    assert found.of(Part.CHILD, place_id("79/x/b")) == 5
    assert found.of(Part.UNALLOCATED) == 0


def test_a_hamlet_of_a_merged_ward_counts_in_what_the_ward_became() -> None:
    merged = [
        *TAN_BINH,
        ended("79/766/26965", REFORM),
        became("79/766/26965", "79/766/26968", REFORM),
    ]
    found = figure(merged, "79/766", {"79/766/26965/1": 5, "79/766/26965": 1})
    assert found.of(Part.CHILD, place_id("79/766/26968")) == 6
    before = figure(merged, "79/766", {"79/766/26965/1": 5}, BEFORE)
    assert before.of(Part.CHILD, WARD) == 5


def test_what_happened_is_counted_by_the_tree_of_the_day_it_happened_on() -> None:
    moving = Tree([*TAN_BINH, moved("79/766/26965/1", "79/766/26968", REFORM)])
    counts = [Count(HAMLET, BEFORE, 30), Count(HAMLET, AFTER, 12)]
    found = total(Locations(moving), Extent(DISTRICT), counts, AFTER)
    assert found.of(Part.CHILD, WARD) == 30
    assert found.of(Part.CHILD, place_id("79/766/26968")) == 12


@given(reorganised(), st.sampled_from([BEFORE, AFTER]))
def test_totals_agree_over_the_whole_deployment(
    territory: tuple[Tree, list[UUID]], on: date
) -> None:
    tree, counted = territory
    counts = [Count(where, on, 1) for where in counted]
    locations = Locations(tree)
    everything = total(locations, Extent(None), counts, on)
    assert everything.value == len(counted)
    agree(locations, everything, counts, on)


def agree(locations: Locations, above: Total, counts: list[Count], on: date) -> None:
    """Each row of a child is what the child itself adds up to, all the way down."""
    for row in above.rows:
        if row.part is Part.CHILD:
            below = total(locations, Extent(row.place_id), counts, on)
            assert below.value == row.value
            agree(locations, below, counts, on)


def test_a_ratio_is_rounded_half_up_to_two_decimals() -> None:
    assert Ratio(58_234, 64_536, Basis.TOTAL, BEFORE).percent == Decimal("90.23")
    assert Ratio(1, 800, Basis.TOTAL, BEFORE).percent == Decimal("0.13")


def test_a_ratio_over_one_hundred_is_shown_and_one_over_nothing_is_not() -> None:
    assert Ratio(91, 74, Basis.REGISTERED, BEFORE).percent == Decimal("122.97")
    assert Ratio(0, 0, Basis.TOTAL, BEFORE).percent is None
