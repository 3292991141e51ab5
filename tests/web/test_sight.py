"""How far back a permit sees, over small lands and any land that a hand may write down."""

import gc
import weakref
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.vocabulary.places import Tree
from shared.web import sight as sights
from shared.web.actions import Permit
from shared.web.identity import Grant, Reach
from shared.web.sight import Sight
from tests.support.sayings import permit as permitted
from tests.vocabulary.lands import BEFORE, DAYS, LAND, NAMES, TODAY, begins, entries, named

READ, WRITE = "registry.family.read", "registry.family.register"
ROLES = ("province-officer", "commune-officer", "hamlet-officer", "mayor")
REACHES: tuple[Reach, ...] = ("own", "subtree")
EVER = date.max
STRANGER = named("nobody heard of it")
SYSTEM = Grant("system", None, "subtree")

LOOKED_AT = [day + timedelta(days=shift) for day in DAYS for shift in (-1, 0, 1)]
looking = st.sampled_from(LOOKED_AT)
grants = st.builds(
    Grant,
    st.sampled_from(ROLES),
    st.sampled_from([*map(named, NAMES), STRANGER]),
    st.sampled_from(REACHES),
)
actions = st.sampled_from([READ, WRITE])


def permit(*given: Grant, action: str = READ) -> Permit:
    return permitted(given, action)


def of(name: str, reach: Reach = "subtree", role: str = "province-officer") -> Grant:
    return Grant(role, named(name), reach)


def places_of(tree: Tree) -> Sequence[UUID]:
    return [*(place.place_id for place in tree), STRANGER]


@pytest.mark.parametrize(
    ("grant", "place", "expected"),
    [
        (of("ward 4"), "ward 4", Sight(BEFORE, BEFORE)),
        (of("ward 4"), "quarter", Sight(BEFORE, BEFORE)),
        (of("ward 4", "own"), "ward 4", Sight(BEFORE, None)),
        (of("ward 4", "own"), "quarter", None),
        (of("ward 4"), "new ward", None),
        (of("ward 4"), "ward 5", None),
        (of("ward 15"), "lost quarter", Sight(BEFORE, BEFORE)),
        (of("district"), "quarter", Sight(BEFORE, BEFORE)),
        (of("district"), "new ward", None),
        (of("new ward"), "quarter", Sight(EVER, EVER)),
        (of("new ward"), "ward 4", Sight(EVER, EVER)),
        (of("new ward", "own"), "ward 4", Sight(EVER, None)),
        (of("new ward", "own"), "quarter", None),
        (of("new north"), "ward 15", None),
        (of("city"), "ward 15", Sight(EVER, EVER)),
        (of("city"), "lost quarter", Sight(EVER, EVER)),
        (of("city", "own"), "city", Sight(EVER, None)),
        (of("city", "own"), "ward 15", None),
        (of("city", "own"), "lost quarter", None),
        (of("city", "own"), "district", None),
        (of("nobody heard of it"), "nobody heard of it", None),
        (of("city", role="mayor"), "city", None),
    ],
)
def test_a_grant_on_an_ended_place_sees_what_it_reached_until_its_last_day(
    grant: Grant, place: str, expected: Sight | None
) -> None:
    assert permit(grant).sight(named(place), LAND, TODAY) == expected


@pytest.mark.parametrize("day", [BEFORE, BEFORE - timedelta(days=400)])
def test_before_its_place_ends_a_grant_sees_without_an_end(day: date) -> None:
    assert permit(of("ward 4")).sight(named("quarter"), LAND, day) == Sight(EVER, EVER)


def test_only_what_was_effective_by_then_is_shown() -> None:
    seen = permit(of("ward 4")).sight(named("quarter"), LAND, TODAY)
    assert seen is not None
    assert seen.shows(BEFORE)
    assert not seen.shows(BEFORE + timedelta(days=1))


def test_the_two_ends_of_a_sight_may_come_from_different_grants() -> None:
    seen = permit(of("ward 4"), of("quarter", "own")).sight(named("quarter"), LAND, TODAY)
    assert seen == Sight(EVER, BEFORE)


def test_the_system_sees_everything_also_what_is_on_no_place_or_not_heard_of() -> None:
    asking = permit(SYSTEM, of("ward 4"))
    assert asking.reached(LAND, TODAY) is None
    assert asking.sight(None, LAND, TODAY) == Sight(EVER, EVER)
    assert asking.sight(STRANGER, LAND, TODAY) == Sight(EVER, EVER)
    assert permit(of("city")).sight(None, LAND, TODAY) is None


@given(entries.map(Tree), st.lists(grants, max_size=3), actions, looking)
def test_reached_are_the_places_that_are_seen_each_until_the_same_day(
    tree: Tree, given: list[Grant], action: str, day: date
) -> None:
    asking = permit(*given, action=action)
    seen = {place_id: asking.sight(place_id, tree, day) for place_id in places_of(tree)}
    expected = {place_id: each.until for place_id, each in seen.items() if each is not None}
    assert asking.reached(tree, day) == expected


@given(entries.map(Tree), grants, actions, looking)
def test_a_grant_whose_place_has_not_ended_sees_without_an_end_all_that_it_reaches(
    tree: Tree, grant: Grant, action: str, day: date
) -> None:
    assert grant.place_id is not None
    holder = tree.place(grant.place_id)
    if holder is None or holder.last_day < day:
        return
    for place_id in places_of(tree):
        expected = (
            without_an_end(grant) if on_the_books(grant, action, place_id, tree, day) else None
        )
        assert permit(grant, action=action).sight(place_id, tree, day) == expected


@given(entries.map(Tree), grants, looking)
def test_a_grant_whose_place_has_ended_sees_what_it_saw_on_the_last_day_and_writes_nothing(
    tree: Tree, grant: Grant, day: date
) -> None:
    assert grant.place_id is not None
    holder = tree.place(grant.place_id)
    if holder is None or holder.last_day >= day:
        return
    last = holder.last_day
    for place_id in places_of(tree):
        seen = permit(grant).sight(place_id, tree, day)
        assert permit(grant, action=WRITE).sight(place_id, tree, day) is None
        if seen is None:
            then = tree.place(place_id)
            began = then is not None and then.start <= last
            assert not (began and on_the_books(grant, READ, place_id, tree, last))
        else:
            assert seen == Sight(last, last if grant.reach == "subtree" else None)
            assert on_the_books(grant, READ, place_id, tree, last)


@given(entries.map(Tree), st.lists(grants, min_size=2, max_size=3), actions, looking)
def test_of_several_grants_the_widest_wins_for_the_place_and_for_what_lies_in_it(
    tree: Tree, given: list[Grant], action: str, day: date
) -> None:
    for place_id in places_of(tree):
        alone = [permit(each, action=action).sight(place_id, tree, day) for each in given]
        seen = [each for each in alone if each is not None]
        below = [each.below_until for each in seen if each.below_until is not None]
        whole = permit(*given, action=action).sight(place_id, tree, day)
        if whole is None:
            assert not seen
        else:
            assert whole.until == max(each.until for each in seen)
            assert whole.below_until == max(below, default=None)
            assert whole.below is bool(below)


def on_the_books(grant: Grant, action: str, place_id: UUID, tree: Tree, day: date) -> bool:
    """Allowed there, or where it surely lies by then; reach own only if it is that place."""
    asking = permit(grant, action=action)
    if asking.allows(place_id, tree, day):
        return True
    heir = tree.place_on(place_id, day)
    if heir.place_id is None or (grant.reach == "own" and not heir.allocated):
        return False
    return asking.allows(heir.place_id, tree, day)


def without_an_end(grant: Grant) -> Sight:
    return Sight(EVER, EVER if grant.reach == "subtree" else None)


def test_reached_is_worked_out_once_for_a_tree_the_grants_and_the_day() -> None:
    tree = Tree(LAND.entries)
    first = permit(of("city")).reached(tree, TODAY)
    assert permit(of("city"), action="registry.centre.read").reached(tree, TODAY) is first
    assert permit(of("city")).reached(tree, TODAY + timedelta(days=1)) is not first
    assert permit(of("city"), action=WRITE).reached(tree, TODAY) is not first
    grown = tree.with_([begins("newest", "hamlet", "new ward")])
    assert named("newest") in (permit(of("city")).reached(grown, TODAY) or {})


def test_what_was_worked_out_goes_with_its_tree_and_is_bounded() -> None:
    tree = Tree(LAND.entries)
    days = [TODAY + timedelta(days=number) for number in range(sights.MOST_KEPT + 1)]
    first, second, *_, last = [permit(of("quarter")).reached(tree, day) for day in days]
    assert permit(of("quarter")).reached(tree, days[-1]) is last
    assert permit(of("quarter")).reached(tree, days[1]) is second
    assert permit(of("quarter")).reached(tree, days[0]) is not first
    gone = weakref.ref(tree)
    del tree
    gc.collect()
    assert gone() is None
