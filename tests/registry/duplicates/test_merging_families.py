"""The rules of merging families; what every sequence of merges leaves to be counted stands with the
properties of families."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.bearers.spells import Site, Spell, Spells, begun
from services.registry.duplicates.merging.facts import FamilyMerged, FamilyUnmerged, PersonMerged
from services.registry.duplicates.merging.families import KnownFamily, merge, unmerge
from services.registry.duplicates.merging.memberships import Hosts
from services.registry.duplicates.merging.refusals import (
    HeadIsMerged,
    JoinedAnotherMeanwhile,
    MergedAlready,
    MergedWithItself,
    MergeUnknown,
    SurvivorEnded,
    UnmergedBeforeMerged,
)
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import (
    FamilyEnded,
    FamilyHeadReserved,
    FamilyMemberJoined,
    FamilyMemberReserved,
    FamilyRegistered,
    FamilyWithdrawn,
    Stay,
)
from services.registry.families.family.family import Family
from services.registry.families.family.refusals import FamilyIsMerged, FamilyUnknown
from services.registry.people.person import Person
from shared.eventstore.facts import fold
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support import land

ONE, OTHER, THIRD, HEAD, CHILD = (uuid4() for _ in range(5))
SINCE, DAY, TODAY = date(2025, 8, 1), date(2026, 3, 1), land.TODAY
TOMORROW, EARLIER = TODAY + timedelta(days=1), DAY - timedelta(days=1)
SPELLS = begun(Site(land.HAMLET, SINCE))
GONE = (Spell(land.HAMLET, SINCE, EARLIER),)
REGISTERED = FamilyRegistered(land.HAMLET, HEAD, SINCE)
CHILD_JOINED = FamilyMemberJoined(land.HAMLET, CHILD, DAY, "child")
ENDED = FamilyEnded(land.HAMLET, EARLIER, "dissolved", SPELLS, GONE)
WITHDRAWN = FamilyWithdrawn(land.HAMLET, SPELLS, ())


def merged_into(survivor: UUID, day: date = DAY, was: Spells = SPELLS) -> FamilyMerged:
    return FamilyMerged(land.HAMLET, survivor, land.HAMLET, day, "same-phone", was)


def known(family_id: UUID, *facts: object) -> KnownFamily:
    return KnownFamily(family_id, fold(Family(), facts))


def belongs(*facts: object) -> Belonging:
    found: Belonging = fold(Belonging(), facts)
    return found


HEADS = FamilyHeadReserved(ONE, SINCE)
BELONGS = FamilyMemberReserved(ONE, (Stay(DAY),))
AT_HOME = {HEAD: belongs(HEADS), CHILD: belongs(BELONGS)}
FREED = {
    HEAD: belongs(HEADS, FamilyMemberReserved(ONE, ())),
    CHILD: belongs(BELONGS, FamilyMemberReserved(ONE, ())),
}
WHOLE = known(ONE, REGISTERED, CHILD_JOINED)
SURVIVOR = known(OTHER, REGISTERED)
ALIAS = known(ONE, REGISTERED, CHILD_JOINED, merged_into(OTHER))
UNMERGED = FamilyUnmerged(land.HAMLET, OTHER, land.HAMLET, TODAY, now=SPELLS)


def test_a_family_counts_nowhere_from_then_on_and_all_its_people_are_free() -> None:
    facts = merge(WHOLE, SURVIVOR, AT_HOME, merged_into(OTHER), TODAY)
    released = [FamilyMemberReserved(ONE, ())]
    assert facts == {
        ONE: [merged_into(OTHER)],
        belonging_id(HEAD): released,
        belonging_id(CHILD): released,
    }
    assert fold(WHOLE.family, facts[ONE]).spells == ()
    assert fold(AT_HOME[HEAD], released).heads is None


def test_a_merge_that_is_taken_back_gives_back_its_spells_its_people_and_its_head() -> None:
    facts = unmerge(ALIAS, Hosts({}, FREED), Person(), TODAY, TODAY)
    assert facts == {
        ONE: [UNMERGED],
        belonging_id(HEAD): [FamilyMemberReserved(ONE, (Stay(SINCE),)), HEADS],
        belonging_id(CHILD): [BELONGS],
    }
    assert fold(ALIAS.family, facts[ONE]).spells == SPELLS


def test_of_a_family_that_ended_nobody_heads_anything_once_the_merge_is_taken_back() -> None:
    alias = known(ONE, REGISTERED, ENDED, merged_into(OTHER, was=GONE))
    facts = unmerge(alias, Hosts({}, {HEAD: belongs()}), Person(), TODAY, TODAY)
    stay = Stay(SINCE, EARLIER)
    assert facts[belonging_id(HEAD)] == [FamilyMemberReserved(ONE, (stay,))]


def test_who_died_in_a_family_that_is_merged_died_all_the_same() -> None:
    died = FamilyMemberReserved(ONE, (Stay(SINCE, DAY),), DAY)
    free = fold(belongs(died), belongs(died).release(ONE))
    assert (free.died_on, free.stays(ONE)) == (DAY, ())
    assert fold(free, free.reserve(ONE, died.stays)) == belongs(died)


@pytest.mark.parametrize(
    ("merged", "survivor", "day", "refusal"),
    [
        (WHOLE, WHOLE, DAY, MergedWithItself),
        (WHOLE, SURVIVOR, TOMORROW, DayNotCome),
        (known(ONE), SURVIVOR, DAY, FamilyUnknown),
        (WHOLE, known(OTHER), DAY, FamilyUnknown),
        (known(ONE, REGISTERED, merged_into(THIRD)), SURVIVOR, DAY, MergedAlready),
        (WHOLE, known(OTHER, REGISTERED, merged_into(ONE)), DAY, MergedAlready),
        (known(ONE, REGISTERED, WITHDRAWN), SURVIVOR, DAY, WithdrawnAlready),
        (WHOLE, known(OTHER, REGISTERED, WITHDRAWN), DAY, WithdrawnAlready),
        (WHOLE, known(OTHER, REGISTERED, ENDED), DAY, SurvivorEnded),
    ],
)
def test_a_family_is_not_merged_with_what_it_cannot_be(
    merged: KnownFamily, survivor: KnownFamily, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        merge(merged, survivor, AT_HOME, merged_into(survivor.family_id, day), TODAY)


@pytest.mark.parametrize("survivor", [SURVIVOR, known(OTHER, REGISTERED, ENDED)])
def test_a_family_that_ended_is_merged_into_one_that_stands_or_ended(
    survivor: KnownFamily,
) -> None:
    gone = known(ONE, REGISTERED, ENDED)
    facts = merge(gone, survivor, AT_HOME, merged_into(OTHER), TODAY)
    assert facts[ONE] == [merged_into(OTHER, was=GONE)]


SOMEBODY = Person(merges=(PersonMerged(land.HAMLET, uuid4(), land.HAMLET, DAY, "other"),))
ELSEWHERE = FREED | {CHILD: belongs(FamilyMemberReserved(THIRD, (Stay(DAY, TODAY),)))}
HEADS_ANOTHER = FREED | {HEAD: belongs(FamilyHeadReserved(THIRD, DAY))}


@pytest.mark.parametrize(
    ("family", "people", "head", "day", "refusal"),
    [
        (WHOLE, FREED, Person(), DAY, MergeUnknown),
        (ALIAS, FREED, Person(), TOMORROW, DayNotCome),
        (ALIAS, FREED, Person(), EARLIER, UnmergedBeforeMerged),
        (ALIAS, FREED, SOMEBODY, DAY, HeadIsMerged),
        (ALIAS, HEADS_ANOTHER, Person(), DAY, JoinedAnotherMeanwhile),
        (ALIAS, ELSEWHERE, Person(), DAY, JoinedAnotherMeanwhile),
    ],
)
def test_a_merge_that_is_none_or_would_put_somebody_in_two_families_is_not_taken_back(
    family: KnownFamily, people: Any, head: Person, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        unmerge(family, Hosts({}, people), head, day, TODAY)


def test_asking_twice_changes_nothing() -> None:
    asked = merged_into(OTHER)
    assert merge(ALIAS, SURVIVOR, FREED, asked, TODAY) == {}
    again = known(ONE, REGISTERED, asked, UNMERGED)
    assert unmerge(again, Hosts({}, AT_HOME), Person(), TODAY, TODAY) == {}


def test_nothing_is_said_of_an_alias() -> None:
    with pytest.raises(FamilyIsMerged, match=str(OTHER)):
        ALIAS.family.require_itself()
    known(ONE, REGISTERED, merged_into(OTHER), UNMERGED).family.require_itself()
