"""The rules of merging people, and of pairs that are two."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.duplicates.merging.facts import (
    DuplicateDismissed,
    PersonAliasNamed,
    PersonAliasReleased,
    PersonMerged,
    PersonUnmerged,
)
from services.registry.duplicates.merging.pairs import Pair, pair_id, require_two
from services.registry.duplicates.merging.people import Known, merge, unmerge
from services.registry.duplicates.merging.refusals import (
    MergedAlready,
    MergedPersonErased,
    MergedWithItself,
    MergeUnknown,
    UnmergedBeforeMerged,
)
from services.registry.people.person import (
    Person,
    PersonErased,
    PersonMergedElsewhere,
    PersonUnknown,
)
from shared.eventstore.facts import fold
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

ONE, OTHER, THIRD = uuid4(), uuid4(), uuid4()
DAY, TODAY = date(2026, 3, 1), land.TODAY
TOMORROW = TODAY + timedelta(days=1)


def merged_into(survivor: UUID, day: date = DAY) -> PersonMerged:
    return PersonMerged(land.HAMLET, survivor, land.NEIGHBOUR, day, "same-phone")


def unmerged_from(survivor: UUID, day: date = TODAY) -> PersonUnmerged:
    return PersonUnmerged(land.HAMLET, survivor, land.NEIGHBOUR, day)


def known(person_ref: UUID, *facts: object) -> Known:
    return Known(person_ref, fold(Person(), facts))


def test_a_person_is_an_alias_from_then_on_and_the_survivor_knows() -> None:
    asked = merged_into(OTHER)
    facts = merge(known(ONE), known(OTHER), asked, TODAY)
    assert facts == {ONE: [asked], OTHER: [PersonAliasNamed(ONE)]}


def test_whoever_survived_may_be_merged_further_with_all_aliases() -> None:
    asked = merged_into(THIRD)
    survivor = known(OTHER, PersonAliasNamed(ONE))
    assert merge(survivor, known(THIRD), asked, TODAY)[OTHER] == [asked]


ALIAS = merged_into(THIRD)


@pytest.mark.parametrize(
    ("merged", "survivor", "day", "refusal"),
    [
        (known(ONE), known(ONE), DAY, MergedWithItself),
        (known(ONE), known(OTHER), TOMORROW, DayNotCome),
        (known(ONE, PersonErased(DAY)), known(OTHER), DAY, PersonUnknown),
        (known(ONE), known(OTHER, PersonErased(DAY)), DAY, PersonUnknown),
        (known(ONE, ALIAS), known(OTHER), DAY, MergedAlready),
        (known(ONE), known(OTHER, ALIAS), DAY, MergedAlready),
        (known(ONE, PersonAliasNamed(OTHER)), known(OTHER, merged_into(ONE)), DAY, MergedAlready),
    ],
)
def test_nobody_is_merged_with_whom_it_cannot_be(
    merged: Known, survivor: Known, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        merge(merged, survivor, merged_into(survivor.person_ref, day), TODAY)


def test_a_merge_is_taken_back_on_both_streams() -> None:
    facts = unmerge(known(ONE, merged_into(OTHER)), TODAY, TODAY)
    assert facts == {ONE: [unmerged_from(OTHER)], OTHER: [PersonAliasReleased(ONE)]}


@pytest.mark.parametrize(
    ("person", "day", "refusal"),
    [
        (known(ONE), DAY, MergeUnknown),
        (known(ONE, merged_into(OTHER)), TOMORROW, DayNotCome),
        (known(ONE, merged_into(OTHER)), DAY - timedelta(days=1), UnmergedBeforeMerged),
        (known(ONE, merged_into(OTHER), PersonErased(DAY)), DAY, MergedPersonErased),
        (known(ONE, merged_into(OTHER), unmerged_from(OTHER)), DAY, MergeUnknown),
    ],
)
def test_a_merge_that_is_none_or_stays_is_not_taken_back(
    person: Known, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        unmerge(person, day, TODAY)


def test_asking_twice_changes_nothing() -> None:
    asked = merged_into(OTHER)
    assert merge(known(ONE, asked), known(OTHER, PersonAliasNamed(ONE)), asked, TODAY) == {}
    assert unmerge(known(ONE, asked, unmerged_from(OTHER)), TODAY, TODAY) == {}
    dismissed = DuplicateDismissed("person", ONE, OTHER, land.HAMLET, DAY)
    once = given(Pair, dismissed)
    once.when(lambda pair: pair.dismiss(dismissed)).then_nothing()


def test_an_alias_is_not_spoken_of_as_somebody() -> None:
    with pytest.raises(PersonMergedElsewhere):
        known(ONE, merged_into(OTHER)).person.require_present()
    known(ONE, merged_into(OTHER), unmerged_from(OTHER)).person.require_present()


def test_a_pair_is_one_in_whatever_order_and_no_thing_is_one_with_itself() -> None:
    assert pair_id(ONE, OTHER) == pair_id(OTHER, ONE) != pair_id(ONE, THIRD)
    with pytest.raises(MergedWithItself):
        require_two(ONE, ONE)


PEOPLE = [uuid4() for _ in range(5)]
Steps = list[tuple[str, UUID, UUID]]
steps = any_.lists(
    any_.tuples(
        any_.sampled_from(["merge", "merge", "unmerge"]),
        any_.sampled_from(PEOPLE),
        any_.sampled_from(PEOPLE),
    ),
    max_size=25,
)


def lived(steps: Steps) -> list[dict[UUID, Person]]:
    """Everybody after each step that was no refusal; the first: nobody did anything."""
    people = dict.fromkeys(PEOPLE, Person())
    states = [people]
    for what, one, other in steps:
        two = Known(one, people[one]), Known(other, people[other])
        try:
            if what == "merge":
                facts = merge(*two, merged_into(other), TODAY)
            else:
                facts = unmerge(two[0], TODAY, TODAY)
        except Refusal:
            continue
        new = {each: fold(people[each], told) for each, told in facts.items()}
        people = people | new
        states.append(people)
    return states


def end(person_ref: UUID, people: dict[UUID, Person]) -> UUID:
    seen = set()
    while (merged := people[person_ref].merged) is not None:
        assert person_ref not in seen, "a circle"
        seen.add(person_ref)
        person_ref = merged.survivor_ref
    return person_ref


@whatever(steps)
def test_aliases_never_run_in_a_circle_and_both_sides_know_of_each(steps: Steps) -> None:
    for people in lived(steps):
        for ref, person in people.items():
            assert people[end(ref, people)].merged is None
            assert person.aliases == {
                each
                for each, other in people.items()
                if other.merged and other.merged.survivor_ref == ref
            }


@whatever(steps, any_.sampled_from(PEOPLE), any_.sampled_from(PEOPLE))
def test_an_unmerge_gives_back_what_was_there(steps: Steps, one: UUID, other: UUID) -> None:
    before = lived(steps)[-1]
    after = lived([*steps, ("merge", one, other), ("unmerge", one, other)])[-1]
    if before[one].merged is None:
        ends = {ref: end(ref, before) for ref in PEOPLE}
        assert {ref: end(ref, after) for ref in PEOPLE} == ends
