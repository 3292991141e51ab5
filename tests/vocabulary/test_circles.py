"""Whatever was told of the places, each question about them ends, and ends alike each time."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from shared.vocabulary.places import (
    ATTRIBUTES,
    DEEPEST,
    Change,
    Entry,
    How,
    Placement,
    Standing,
    Tree,
)
from tests.vocabulary.lands import (
    BEFORE,
    DAYS,
    LAND,
    NAMES,
    REFORM,
    TODAY,
    becomes,
    begins,
    ends,
    entries,
    moves,
    named,
)

MANY, DEEP = 20_000, 100_000
EVERY_DAY = [date.min, *DAYS, date.max]

Question = Callable[[Tree, str, date], Any]
QUESTIONS: dict[str, Question] = {
    "ancestors": lambda tree, name, day: tree.ancestors(named(name), day),
    "as_of": lambda tree, name, day: len(tree.as_of(day)),
    "attributes": lambda tree, name, day: tree.attributes(named(name), day),
    "below": lambda tree, name, day: list(tree.below(named(name), day)),
    "by_code": lambda tree, name, day: tree.by_code("01", day),
    "carriers": lambda tree, name, day: tree.carriers("01"),
    "children": lambda tree, name, day: tree.children(named(name), day),
    "entries": lambda tree, name, day: len(tree.entries),
    "ever_children": lambda tree, name, day: tree.ever_children(named(name)),
    "in_force": lambda tree, name, day: tree.in_force(named(name), day),
    "listed_until": lambda tree, name, day: tree.listed_until,
    "lines_known": lambda tree, name, day: tree.lines_known(day),
    "parent": lambda tree, name, day: tree.parent(named(name), day),
    "place": lambda tree, name, day: tree.place(named(name)),
    "place_on": lambda tree, name, day: tree.place_on(named(name), day),
    "reaches": lambda tree, name, day: [tree.reaches(named(n), named(name), day) for n in NAMES],
}
NO_QUESTIONS = {"empty", "with_"}


def test_every_question_a_tree_answers_is_asked_here() -> None:
    public = {name for name, _ in inspect.getmembers(Tree) if not name.startswith("_")}
    assert public == QUESTIONS.keys() | NO_QUESTIONS


@settings(deadline=None)
@given(entries)
def test_each_question_is_answered_and_answered_alike_whatever_was_asked_before(
    said: list[Entry],
) -> None:
    tree, again = Tree(said), Tree(said)
    for asked in QUESTIONS.values():
        found = {(name, day): asked(tree, name, day) for name in NAMES for day in EVERY_DAY}
        for name, day in reversed(found):
            assert asked(again, name, day) == found[name, day]


@settings(deadline=None)
@given(entries)
def test_what_is_below_a_place_is_what_it_reaches(said: list[Entry]) -> None:
    tree = Tree(said)
    for top in map(named, NAMES):
        for day in DAYS:
            below = list(tree.below(top, day))
            assert len(below) == len(set(below))
            reached = {each for each in map(named, NAMES) if tree.reaches(top, each, day)}
            assert not tree.in_force(top, day) or set(below) == reached


CIRCLE = LAND.with_([moves("new north", "new south"), moves("new south", "new north")])


def test_places_in_each_other_lie_in_nothing_and_what_is_in_one_of_them_lies_in_that() -> None:
    inside = CIRCLE.with_([begins("block", "hamlet", "new north", on=REFORM)])
    assert inside.ancestors(named("new north"), TODAY) == ()
    assert inside.ancestors(named("new south"), TODAY) == ()
    assert inside.ancestors(named("block"), TODAY) == (named("new north"),)
    assert list(inside.below(named("new north"), TODAY)) == list(map(named, ("new north", "block")))
    assert not inside.reaches(named("new south"), named("new north"), TODAY)
    assert inside.ancestors(named("new north"), BEFORE) == ()


def test_a_place_in_itself_lies_in_nothing() -> None:
    tree = LAND.with_([moves("new north", "new north")])
    assert tree.ancestors(named("new north"), TODAY) == ()
    assert list(tree.below(named("new north"), TODAY)) == [named("new north")]


def test_the_others_are_answered_as_without_the_circle() -> None:
    others = ("city", "district", "ward 4", "quarter", "new ward")
    for asked in (QUESTIONS["ancestors"], QUESTIONS["place_on"]):
        for day in (BEFORE, TODAY):
            for name in others:
                assert asked(CIRCLE, name, day) == asked(LAND, name, day)


def test_places_that_became_each_other_are_nobody_knows_where() -> None:
    tree = Tree(
        [
            *(begins(name, "commune") for name in ("a", "b", "c")),
            *(ends(name) for name in ("a", "b", "c")),
            *(becomes(*both) for both in (("a", "b"), ("b", "a"), ("c", "a"), ("c", "b"))),
        ]
    )
    for name in ("a", "b", "c"):
        assert tree.place_on(named(name), TODAY) == Placement(None, Standing.UNALLOCATED)


def chain(number: int, last: Sequence[Entry] = ()) -> list[Entry]:
    """Each place lies in the one before."""
    return [
        begins("0", "commune"),
        *(begins(str(n), "commune", str(n - 1)) for n in range(1, number)),
        *last,
    ]


def renamed(number: int) -> list[Entry]:
    """Each place became the one before, on the one day of all that is told."""
    told = [begins(str(n), "commune", on=None if n else REFORM) for n in range(number)]
    told += [ends(str(n)) for n in range(1, number)]
    return told + [becomes(str(n), str(n - 1), How.RENAMED) for n in range(1, number)]


def altered(number: int) -> list[Entry]:
    """One place that changes everything each day."""
    move = moves("0", "city")
    days = [date.fromordinal(REFORM.toordinal() + n) for n in range(number)]
    return [begins("0", "commune"), *(replace(move, on=day, changed=ATTRIBUTES) for day in days)]


FLOODS: dict[str, Callable[[], list[Entry]]] = {
    "one in the other": lambda: chain(DEEP),
    "in a circle": lambda: chain(DEEP, [moves("0", str(DEEP - 1))]),
    "one after the other": lambda: renamed(MANY),
    "all in one": lambda: [begins(str(n), "commune", "0", "01") for n in range(MANY)],
    "all became one": lambda: [*map(ends, map(str, range(MANY))), *into("0", MANY)],
    "one became all": lambda: [begins("0", "commune"), ends("0"), *out_of("0", MANY)],
    "one changed each day": lambda: altered(MANY),
    "every way": lambda: every_way(40),
}


def into(heir: str, number: int) -> list[Entry]:
    return [begins(heir, "commune"), *(becomes(str(n), heir) for n in range(1, number))]


def out_of(name: str, number: int) -> list[Entry]:
    return [becomes(name, str(n), How.PART) for n in range(1, number)]


def every_way(layers: int) -> list[Entry]:
    """Each place of a layer became both of the next: there are 2 ** layers ways through."""
    names = [(f"{layer} left", f"{layer} right") for layer in range(layers)]
    told = [begins(name, "commune") for both in names for name in both]
    told += [ends(name) for both in names[:-1] for name in both]
    steps = pairwise(names)
    told += [becomes(a, b, How.PART) for here, there in steps for a in here for b in there]
    return [*told, begins("0", "commune"), ends("0"), becomes("0", "0 left")]


@cache
def flooded(flood: str) -> Tree:
    return Tree(FLOODS[flood]())


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("flood", FLOODS)
def test_a_question_about_a_flood_of_places_ends(flood: str, question: str) -> None:
    tree = flooded(flood)
    for name in ("0", str(MANY // 2), str(MANY - 1)):
        for day in (BEFORE, TODAY):
            asked = QUESTIONS[question]
            assert asked(tree, name, day) == asked(tree, name, day)


def test_only_the_nearest_of_places_that_lie_too_deep_are_looked_at() -> None:
    tree = flooded("one in the other")
    assert tree.ancestors(named("1000"), TODAY)[0] == named("999")
    assert len(tree.ancestors(named("1000"), TODAY)) == DEEPEST
    assert len(list(tree.below(named("0"), TODAY))) == DEEPEST + 1


def test_a_place_that_ended_on_the_first_of_all_days_was_never_in_force() -> None:
    tree = Tree([begins("0", "commune"), Entry(Change.ENDED, named("0"), date.min)])
    place = tree.place(named("0"))
    assert place is not None
    assert place.last_day == date.min
    assert not tree.in_force(named("0"), date.min)
