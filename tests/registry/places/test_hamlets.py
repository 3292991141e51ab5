"""Hamlets: founded in a commune, carried along by what becomes of it."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from services.registry.domain.territory import (
    Hamlet,
    PlaceUnknown,
    Territory,
    TerritoryFact,
    hamlet_proposals,
)
from services.registry.domain.territory.hamlets import (
    HamletKindUnknown,
    HamletNameImplausible,
    HamletNameTaken,
    HamletNeedsCommune,
)
from services.registry.domain.territory.rules import (
    ChildrenInForce,
    ParentNotInForce,
    SuccessorNotInForce,
)
from shared.vocabulary.calendar import DayNotCome
from tests.registry.places.story import (
    BEFORE,
    CITY,
    MERGER,
    REFORM,
    SPLIT,
    TODAY,
    becomes,
    enacted,
    ends,
    named,
    territory,
)

QUARTER = Hamlet(named("quarter"), named("ward 4"), "khu-pho", "Khu phố 1", None)
LOST = Hamlet(named("lost quarter"), named("ward 15"), "khu-pho", "Khu phố 1", None)


def founded(before: Territory, *hamlets: Hamlet) -> Territory:
    return enacted(before, *hamlet_proposals(before.tree, hamlets, TODAY))


def test_a_hamlet_has_no_code_and_lies_in_its_commune() -> None:
    after = founded(territory(*CITY), QUARTER)
    found = after.tree.attributes(QUARTER.place_id, BEFORE)
    assert found is not None
    assert (found.level, found.code, found.parent_id) == ("hamlet", None, named("ward 4"))


def test_hamlets_of_a_wholly_merged_commune_go_with_it() -> None:
    after = enacted(founded(territory(*CITY), QUARTER), *MERGER)
    assert after.tree.parent(QUARTER.place_id, BEFORE) == named("ward 4")
    assert after.tree.parent(QUARTER.place_id, REFORM) == named("new ward")


def test_hamlets_of_a_split_commune_have_none_until_they_are_allocated() -> None:
    after = enacted(founded(territory(*CITY), LOST), *SPLIT)
    assert after.tree.in_force(LOST.place_id, REFORM)
    assert after.tree.parent(LOST.place_id, REFORM) is None


def test_a_hamlet_founded_afterwards_in_an_ended_commune_goes_the_same_way() -> None:
    after = founded(territory(*CITY, *MERGER, *SPLIT), QUARTER, LOST)
    assert after.tree.parent(QUARTER.place_id, BEFORE) == named("ward 4")
    assert after.tree.parent(QUARTER.place_id, REFORM) == named("new ward")
    assert after.tree.parent(LOST.place_id, REFORM) is None


def test_founding_the_same_hamlet_twice_changes_nothing() -> None:
    after = founded(territory(*CITY, *MERGER), QUARTER)
    assert after.enact(hamlet_proposals(after.tree, [QUARTER], TODAY)) == []


def test_a_commune_without_successors_cannot_leave_hamlets_behind() -> None:
    with pytest.raises(ChildrenInForce):
        founded(territory(*CITY), QUARTER).enact([ends("ward 4")])


def test_a_hamlet_is_not_older_than_its_commune() -> None:
    with pytest.raises(ParentNotInForce):
        founded(territory(*CITY, *MERGER), replace(QUARTER, commune_id=named("new ward")))


def test_nobody_founds_a_second_hamlet_of_one_name_in_a_commune() -> None:
    before = founded(territory(*CITY), QUARTER)
    twin = replace(QUARTER, place_id=uuid4(), name=" KHU  phố 1 ")
    with pytest.raises(HamletNameTaken):
        founded(before, twin)
    with pytest.raises(HamletNameTaken):
        founded(territory(*CITY), QUARTER, twin)
    assert founded(before, LOST)


@pytest.mark.parametrize("name", ["", " ", "x" * 121, "a\x00b"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(HamletNameImplausible):
        founded(territory(*CITY), replace(QUARTER, name=name))


def test_what_is_no_hamlet_is_refused() -> None:
    with pytest.raises(HamletKindUnknown):
        founded(territory(*CITY), replace(QUARTER, kind="phuong"))
    with pytest.raises(HamletNeedsCommune):
        founded(territory(*CITY), replace(QUARTER, commune_id=named("district")))
    with pytest.raises(PlaceUnknown):
        founded(territory(*CITY), replace(QUARTER, commune_id=uuid4()))


def test_a_hamlet_is_not_founded_on_a_day_to_come() -> None:
    with pytest.raises(DayNotCome):
        founded(territory(*CITY), replace(QUARTER, valid_from=date(2026, 11, 25)))


def test_communes_that_take_each_other_over_are_refused() -> None:
    circle: list[TerritoryFact] = [
        ends("ward 4"),
        ends("ward 5"),
        becomes("ward 4", "ward 5"),
        becomes("ward 5", "ward 4"),
    ]
    with pytest.raises(SuccessorNotInForce):
        enacted(founded(territory(*CITY), QUARTER), *circle)
