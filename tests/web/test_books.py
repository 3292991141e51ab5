"""What is on the books of a place, also of one that has ended: who may do what with it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from shared.vocabulary.places import Change, Entry, How, Tree
from shared.web.actions import Permit
from shared.web.caller import Caller
from shared.web.identity import Grant
from shared.web.refusals import NotFound, PlaceNotKnownYet
from tests.support.callers import system
from tests.support.land import (
    ENDED_HAMLET,
    HAMLET,
    HEARD,
    OF_COMMUNE,
    OF_ENDED_COMMUNE,
    OF_HAMLET,
    OF_OTHER_COMMUNE,
    OF_PROVINCE,
    OF_SYSTEM,
    OTHER_COMMUNE,
    REORGANISED,
    SPLIT_COMMUNE,
    TODAY,
    UNHEARD,
    named,
)
from tests.support.sayings import permit as permitted

AWAITED = named("heir of which nothing else was heard")

HEIR = Entry(
    Change.SUCCEEDED, named("another"), REORGANISED, TODAY, successor_id=AWAITED, how=How.WHOLE
)
TREE = Tree(HEARD).with_([HEIR])


def permit(grants: Sequence[Grant], action: str = "registry.family.register") -> Permit:
    return permitted(grants, action)


def caller(grants: Sequence[Grant]) -> Caller:
    return replace(system(TREE), permit=permit(grants))


@pytest.mark.parametrize(
    ("grants", "place_id", "expected"),
    [
        (OF_COMMUNE, HAMLET, True),
        (OF_COMMUNE, ENDED_HAMLET, True),
        (OF_HAMLET, ENDED_HAMLET, True),
        (OF_OTHER_COMMUNE, ENDED_HAMLET, False),
        (OF_ENDED_COMMUNE, ENDED_HAMLET, False),
        (OF_COMMUNE, SPLIT_COMMUNE, False),
        (OF_PROVINCE, SPLIT_COMMUNE, True),
        (OF_PROVINCE, UNHEARD, False),
        (OF_PROVINCE, None, False),
        (OF_SYSTEM, UNHEARD, True),
        (OF_SYSTEM, None, True),
    ],
)
def test_the_books_of_an_ended_place_are_theirs_who_have_what_became_of_it(
    grants: Sequence[Grant], place_id: UUID | None, expected: bool
) -> None:
    assert permit(grants).reaches(place_id, TREE, TODAY) is expected


def test_who_had_an_ended_place_reads_its_books_but_writes_no_more() -> None:
    reading = permit(OF_ENDED_COMMUNE, "registry.family.read")
    assert reading.reaches(ENDED_HAMLET, TREE, TODAY)
    with pytest.raises(PlaceNotKnownYet):
        caller(OF_ENDED_COMMUNE).require(ENDED_HAMLET)


@pytest.mark.parametrize("grants", [OF_COMMUNE, OF_SYSTEM])
@pytest.mark.parametrize("place_id", [UNHEARD, AWAITED])
def test_a_command_waits_for_a_place_not_heard_of(grants: Sequence[Grant], place_id: UUID) -> None:
    with pytest.raises(PlaceNotKnownYet):
        caller(grants).require(place_id)


def test_a_command_passes_for_who_has_what_became_of_the_place() -> None:
    caller(OF_COMMUNE).require(ENDED_HAMLET)


@pytest.mark.parametrize("grants", [OF_COMMUNE, OF_HAMLET, OF_ENDED_COMMUNE])
def test_on_what_has_ended_nobody_but_the_system_founds_anything(grants: Sequence[Grant]) -> None:
    with pytest.raises(PlaceNotKnownYet):
        caller(grants).require(ENDED_HAMLET, itself=True)
    caller(OF_SYSTEM).require(ENDED_HAMLET, itself=True)


@pytest.mark.parametrize("place_id", [OTHER_COMMUNE, UNHEARD, AWAITED, None])
def test_something_is_founded_where_the_place_itself_is_in_reach_and_known(
    place_id: UUID | None,
) -> None:
    caller(OF_HAMLET).require(HAMLET, itself=True)
    caller(OF_COMMUNE).require(HAMLET, itself=True)
    with pytest.raises(PlaceNotKnownYet):
        caller(OF_COMMUNE).require(place_id, itself=True)


def test_what_is_not_there_is_refused_as_whoever_asks_says() -> None:
    with pytest.raises(NotFound):
        caller(OF_COMMUNE).require(OTHER_COMMUNE, NotFound, itself=True)
