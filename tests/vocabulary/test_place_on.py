"""Restating a place to the structure of another day."""

from datetime import date

from hypothesis import given, settings

from shared.vocabulary.places import Entry, How, Placement, Standing, Tree
from tests.vocabulary.lands import (
    BEFORE,
    DAYS,
    LAND,
    NAMES,
    REFORM,
    becomes,
    begins,
    ends,
    entries,
    moves,
    named,
)


def allocated(name: str) -> Placement:
    return Placement(named(name), Standing.ALLOCATED)


def unallocated(name: str | None) -> Placement:
    return Placement(None if name is None else named(name), Standing.UNALLOCATED)


def test_a_place_in_force_is_itself() -> None:
    assert LAND.place_on(named("ward 4"), BEFORE) == allocated("ward 4")
    assert LAND.place_on(named("city"), REFORM) == allocated("city")


def test_a_place_wholly_merged_is_where_it_went() -> None:
    assert LAND.place_on(named("ward 4"), REFORM) == allocated("new ward")


def test_a_split_place_is_unallocated_under_what_holds_all_its_parts() -> None:
    assert LAND.place_on(named("ward 15"), REFORM) == unallocated("city")


def test_a_new_place_with_several_predecessors_is_unallocated_under_what_holds_them() -> None:
    assert LAND.place_on(named("new ward"), BEFORE) == unallocated("district")


def test_a_new_place_with_one_predecessor_is_that_one() -> None:
    assert LAND.place_on(named("new south"), BEFORE) == allocated("ward 15")


def test_an_ended_place_without_successors_is_somewhere_in_its_last_parent() -> None:
    assert LAND.place_on(named("district"), REFORM) == unallocated("city")


def test_a_hamlet_of_a_merged_commune_stays_itself() -> None:
    assert LAND.place_on(named("quarter"), REFORM) == allocated("quarter")


def test_a_hamlet_of_a_split_commune_lies_where_that_lies_until_it_is_allocated() -> None:
    assert LAND.place_on(named("lost quarter"), REFORM) == unallocated("city")
    allocating = LAND.with_([moves("lost quarter", "new north", date(2025, 9, 1))])
    later = date(2025, 9, 1)
    assert allocating.place_on(named("lost quarter"), later) == allocated("lost quarter")


def test_successors_are_followed_through_several_reforms() -> None:
    later = date(2026, 4, 30)
    again = LAND.with_(
        [
            begins("newest", "commune", "city", "26968", later),
            ends("new ward", later),
            becomes("new ward", "newest", How.RENAMED, later),
        ]
    )
    assert again.place_on(named("ward 4"), later) == allocated("newest")
    assert again.place_on(named("ward 4"), BEFORE) == allocated("ward 4")


def test_parts_that_end_up_in_one_place_are_allocated_there() -> None:
    later = date(2026, 4, 30)
    together = LAND.with_(
        [
            begins("union", "commune", "city", "27004", later),
            *(ends(name, later) for name in ("new north", "new south")),
            *(becomes(name, "union", How.WHOLE, later) for name in ("new north", "new south")),
        ]
    )
    assert together.place_on(named("ward 15"), later) == allocated("union")


def test_parts_under_no_common_place_are_unallocated_in_the_whole_deployment() -> None:
    apart = Tree(
        [
            *(begins(name, "province") for name in ("old", "east", "west")),
            ends("old"),
            becomes("old", "east", How.PART),
            becomes("old", "west", How.PART),
        ]
    )
    assert apart.place_on(named("old"), REFORM) == unallocated(None)


def test_one_part_alone_does_not_tell_where_the_rest_went() -> None:
    tree = Tree(
        [
            begins("city", "province"),
            begins("old", "commune", "city"),
            begins("new", "commune", "city", on=REFORM),
            ends("old"),
            becomes("old", "new", How.PART),
        ]
    )
    assert tree.place_on(named("old"), REFORM) == unallocated("city")


def test_a_place_not_heard_of_is_unknown() -> None:
    assert LAND.place_on(named("nowhere"), BEFORE) == Placement(None, Standing.UNKNOWN)


@settings(deadline=None)
@given(entries)
def test_every_place_has_an_answer_that_is_in_force_that_day(said: list[Entry]) -> None:
    tree = Tree(said)
    for place_id in map(named, NAMES):
        for day in DAYS:
            placement = tree.place_on(place_id, day)
            if placement.allocated:
                assert placement.place_id is not None
                assert tree.in_force(placement.place_id, day)
            if tree.in_force(place_id, day) and tree.parent(place_id, day) is not None:
                assert placement == Placement(place_id, Standing.ALLOCATED)
