"""The dated tree of places."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.vocabulary.places import Entry, Tree
from tests.vocabulary.lands import (
    BEFORE,
    DAYS,
    LAND,
    NAMES,
    REFORM,
    TODAY,
    begins,
    ends,
    entries,
    moves,
    named,
)


def test_a_code_names_another_place_from_the_day_of_the_reform() -> None:
    assert LAND.by_code("26968", BEFORE) == named("ward 4")
    assert LAND.by_code("26968", REFORM) == named("new ward")
    assert LAND.by_code("26989", REFORM) is None
    assert LAND.by_code("00000", BEFORE) is None


def test_the_list_of_places_goes_as_far_as_the_last_thing_told_of_an_official_one() -> None:
    assert Tree.empty().listed_until is None
    assert LAND.listed_until == REFORM
    later = LAND.with_([begins("block", "hamlet", "new ward", on=TODAY)])
    assert later.listed_until == REFORM
    assert later.with_([ends("new ward", TODAY)]).listed_until == TODAY


@given(entries, st.integers(0, 20))
def test_a_tree_that_grew_lists_as_far_as_one_made_at_once(said: list[Entry], first: int) -> None:
    grown = Tree(said[:first]).with_(said[first:])
    assert grown.listed_until == Tree(said).listed_until


def test_codes_of_all_levels_are_found() -> None:
    assert LAND.by_code("79", REFORM) == named("city")
    assert LAND.by_code("766", BEFORE) == named("district")


def test_ancestors_are_those_of_the_day_nearest_first() -> None:
    line = ("ward 4", "district", "city")
    assert LAND.ancestors(named("quarter"), BEFORE) == tuple(map(named, line))
    assert LAND.ancestors(named("quarter"), REFORM) == (named("new ward"), named("city"))


def test_children_are_those_in_force_on_the_day() -> None:
    assert LAND.children(named("city"), BEFORE) == (named("district"),)
    new = {named("new ward"), named("new north"), named("new south")}
    assert set(LAND.children(named("city"), REFORM)) == new
    assert LAND.children(None, BEFORE) == (named("city"),)


def test_a_place_is_in_force_until_the_day_before_it_ended() -> None:
    assert LAND.in_force(named("ward 4"), BEFORE)
    assert not LAND.in_force(named("ward 4"), REFORM)
    assert not LAND.in_force(named("new ward"), BEFORE)
    assert LAND.attributes(named("ward 4"), REFORM) is None


def test_what_reaches_a_place_reaches_what_lies_in_it_on_that_day() -> None:
    assert LAND.reaches(named("district"), named("quarter"), BEFORE)
    assert not LAND.reaches(named("district"), named("quarter"), REFORM)
    assert LAND.reaches(named("quarter"), named("quarter"), REFORM)
    assert not LAND.reaches(named("ward 4"), named("ward 4"), REFORM)


def test_a_correction_of_the_past_leaves_later_changes_alone() -> None:
    tree = Tree([begins("city", "province"), begins("town", "commune", "city")])
    tree = tree.with_([moves("town", None, REFORM), moves("town", "city", date(2024, 1, 1))])
    assert tree.parent(named("town"), BEFORE) == named("city")
    assert tree.parent(named("town"), REFORM) is None


def test_as_of_a_day_knows_nothing_recorded_later() -> None:
    said = replace(begins("city", "province", code="79"), recorded_on=date(2026, 1, 1))
    ended = replace(ends("city"), recorded_on=date(2026, 1, 3))
    tree = Tree([said, ended])
    assert len(tree.as_of(date(2025, 12, 31))) == 0
    assert tree.as_of(date(2026, 1, 2)).in_force(named("city"), REFORM)
    assert tree.as_of(date(2026, 1, 3)) is tree


def test_a_change_heard_before_its_place_is_kept() -> None:
    tree = Tree([ends("ward 4"), moves("ward 4", "city")])
    assert tree.parent(named("ward 4"), BEFORE) is None
    tree = tree.with_([begins("ward 4", "commune", "district")])
    assert tree.parent(named("ward 4"), BEFORE) == named("district")
    assert not tree.in_force(named("ward 4"), REFORM)


def test_a_parent_not_heard_of_ends_the_line() -> None:
    tree = Tree([begins("quarter", "hamlet", "ward nobody knows")])
    assert tree.ancestors(named("quarter"), BEFORE) == (named("ward nobody knows"),)
    assert tree.children(named("ward nobody knows"), BEFORE) == (named("quarter"),)


def test_an_older_tree_is_untouched_by_a_newer_one() -> None:
    newer = LAND.with_([begins("new west", "commune", "city", "99999", REFORM)])
    assert named("new west") in newer.children(named("city"), REFORM)
    assert named("new west") not in LAND.children(named("city"), REFORM)
    assert LAND.by_code("99999", REFORM) is None


@settings(deadline=None)
@given(entries)
def test_ancestors_never_run_in_a_circle(said: list[Entry]) -> None:
    tree = Tree(said)
    for place_id in map(named, NAMES):
        for day in DAYS:
            line = tree.ancestors(place_id, day)
            assert len({place_id, *line}) == len(line) + 1


@settings(deadline=None)
@given(entries)
def test_children_and_parent_agree_on_every_day(said: list[Entry]) -> None:
    tree = Tree(said)
    for day in DAYS:
        for parent in [None, *map(named, NAMES)]:
            children = tree.children(parent, day)
            expected = {
                place_id
                for place_id in map(named, NAMES)
                if tree.in_force(place_id, day) and tree.parent(place_id, day) == parent
            }
            assert set(children) == expected
            assert len(children) == len(expected)


@settings(deadline=None)
@given(entries)
def test_a_place_found_by_its_code_carries_it_that_day(said: list[Entry]) -> None:
    tree = Tree(said)
    for day in DAYS:
        carried = {
            found.code for name in NAMES if (found := tree.attributes(named(name), day)) is not None
        }
        for code in ("01", "02"):
            place_id = tree.by_code(code, day)
            assert (place_id is not None) == (code in carried)
            if place_id is not None:
                attributes = tree.attributes(place_id, day)
                assert attributes is not None
                assert attributes.code == code


@settings(deadline=None)
@given(entries, entries)
def test_a_tree_grown_in_two_steps_is_the_tree_grown_in_one(
    first: list[Entry], then: list[Entry]
) -> None:
    grown = Tree(first).with_(then)
    at_once = Tree([*first, *then])
    assert set(grown) == set(at_once)
    assert grown.entries == at_once.entries
    for parent in [None, *map(named, NAMES)]:
        for day in DAYS:
            assert grown.children(parent, day) == at_once.children(parent, day)
