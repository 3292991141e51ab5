"""Two references that belong to one family, or to two, turn out to be one person, and two after
all."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.registry.duplicates.merging.facts import EndedStay, PersonMerged
from services.registry.duplicates.merging.memberships import Hosts
from services.registry.duplicates.merging.people import Known, merge, unmerge
from services.registry.duplicates.merging.refusals import JoinedAnotherMeanwhile
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import (
    FamilyMemberCorrected,
    FamilyMemberJoined,
    FamilyMemberLeft,
    FamilyMemberReserved,
    FamilyRegistered,
    Stay,
)
from services.registry.families.family.family import Family
from services.registry.people.person import Person
from shared.eventstore.facts import fold
from tests.support import land

HOST, HEAD, OLD, YOUNG, THIRD = (uuid4() for _ in range(5))
SINCE, LATER, DAY, TODAY = date(2025, 8, 1), date(2025, 9, 1), date(2026, 3, 1), land.TODAY
REGISTERED = FamilyRegistered(land.HAMLET, HEAD, SINCE)
JOINED = [
    FamilyMemberJoined(land.HAMLET, OLD, SINCE, "child"),
    FamilyMemberJoined(land.HAMLET, YOUNG, LATER, "sibling"),
]


def merged_into(survivor: UUID, *ended: EndedStay) -> PersonMerged:
    return PersonMerged(land.HAMLET, survivor, land.HAMLET, DAY, "other", ended)


def belongs(*stays: Stay, to: UUID = HOST) -> Belonging:
    return Belonging().evolve(FamilyMemberReserved(to, stays))


def hosts(*facts: Any, **people: Belonging) -> Hosts:
    family = fold(Family(), [REGISTERED, *JOINED, *facts])
    home = {OLD: belongs(Stay(SINCE)), HEAD: belongs(Stay(SINCE)), YOUNG: belongs(Stay(LATER))}
    return Hosts({HOST: family}, home | {UUID(ref): each for ref, each in people.items()})


def ended(person_ref: UUID = YOUNG, since: date = LATER, left_on: date = DAY) -> EndedStay:
    return EndedStay(HOST, person_ref, since, left_on)


def left(each: EndedStay) -> FamilyMemberLeft:
    return FamilyMemberLeft(land.HAMLET, each.person_ref, each.since, each.left_on, "merged")


@pytest.mark.parametrize(("merged", "survivor"), [(OLD, YOUNG), (YOUNG, OLD)])
def test_the_younger_membership_ends_on_the_day_of_the_merge_whoever_is_the_alias(
    merged: UUID, survivor: UUID
) -> None:
    two = Known(merged, Person()), Known(survivor, Person())
    facts = merge(*two, merged_into(survivor), TODAY, hosts())
    assert facts[merged] == [merged_into(survivor, ended())]
    assert facts[HOST] == [left(ended())]
    assert facts[belonging_id(YOUNG)] == [FamilyMemberReserved(HOST, (Stay(LATER, DAY),))]


def test_whoever_heads_the_family_stays_in_it_though_they_came_later() -> None:
    two = Known(OLD, Person()), Known(YOUNG, Person())
    since = hosts()
    headed = replace(since.families[HOST].headings[0], head_ref=YOUNG)
    family = replace(since.families[HOST], headings=(headed,))
    facts = merge(*two, merged_into(YOUNG), TODAY, replace(since, families={HOST: family}))
    assert facts[HOST] == [left(ended(OLD, SINCE))]


def test_one_that_began_after_the_merge_ends_as_it_began() -> None:
    early = replace(merged_into(OLD), merged_on=LATER - timedelta(days=1))
    facts = merge(Known(YOUNG, Person()), Known(OLD, Person()), early, TODAY, hosts())
    assert facts[HOST] == [left(ended(left_on=LATER))]


def test_two_who_belong_to_no_family_together_leave_none() -> None:
    gone = FamilyMemberLeft(land.HAMLET, YOUNG, LATER, DAY, "other")
    facts = merge(
        Known(YOUNG, Person()), Known(OLD, Person()), merged_into(OLD), TODAY, hosts(gone)
    )
    assert facts[YOUNG] == [merged_into(OLD)]
    assert HOST not in facts


ALIAS = Known(YOUNG, fold(Person(), [merged_into(OLD, ended())]))
OUT = {str(YOUNG): belongs(Stay(LATER, DAY))}


def test_it_comes_back_once_the_merge_is_taken_back() -> None:
    facts = unmerge(ALIAS, TODAY, TODAY, hosts(left(ended()), **OUT))
    again = FamilyMemberCorrected(land.HAMLET, YOUNG, LATER, LATER, None, "sibling", DAY)
    assert facts[HOST] == [again]
    assert facts[belonging_id(YOUNG)] == [FamilyMemberReserved(HOST, (Stay(LATER),))]


def test_what_an_officer_said_of_it_meanwhile_stays() -> None:
    said = FamilyMemberCorrected(land.HAMLET, YOUNG, LATER, LATER, TODAY, "sibling")
    assert HOST not in unmerge(ALIAS, TODAY, TODAY, hosts(left(ended()), said, **OUT))


def test_it_does_not_come_back_while_the_person_belongs_to_another_family() -> None:
    elsewhere = fold(belongs(Stay(LATER, DAY)), [FamilyMemberReserved(THIRD, (Stay(DAY),))])
    with pytest.raises(JoinedAnotherMeanwhile, match=str(THIRD)):
        unmerge(ALIAS, TODAY, TODAY, hosts(left(ended()), **{str(YOUNG): elsewhere}))


def test_asking_twice_changes_nothing() -> None:
    assert merge(ALIAS, Known(OLD, Person()), merged_into(OLD), TODAY, hosts()) == {}


# Of two families.

SECOND = uuid4()
SECOND_HEAD = FamilyRegistered(land.HAMLET, THIRD, SINCE)
APART = {OLD: frozenset({YOUNG}), YOUNG: frozenset({OLD})}


def two_hosts(*facts: Any, same: Any = None) -> Hosts:
    """OLD belongs to one family, YOUNG to another since later; THIRD heads that."""
    first = fold(Family(), [REGISTERED, JOINED[0]])
    second = fold(Family(), [SECOND_HEAD, JOINED[1], *facts])
    people = {OLD: belongs(Stay(SINCE)), YOUNG: belongs(Stay(LATER), to=SECOND)}
    return Hosts({HOST: first, SECOND: second}, people, same or {})


@pytest.mark.parametrize(("merged", "survivor"), [(OLD, YOUNG), (YOUNG, OLD)])
def test_of_two_families_the_person_stays_in_the_one_they_came_to_first(
    merged: UUID, survivor: UUID
) -> None:
    two = Known(merged, Person()), Known(survivor, Person())
    facts = merge(*two, merged_into(survivor), TODAY, two_hosts())
    younger = EndedStay(SECOND, YOUNG, LATER, DAY)
    assert facts[merged] == [merged_into(survivor, younger)]
    assert (HOST in facts, facts[SECOND]) == (False, [left(younger)])
    assert facts[belonging_id(YOUNG)] == [FamilyMemberReserved(SECOND, (Stay(LATER, DAY),))]


def test_who_heads_one_of_two_families_stays_in_that() -> None:
    first = two_hosts()
    family = fold(Family(), [replace(SECOND_HEAD, head_ref=YOUNG, registered_on=LATER)])
    facts = merge(
        Known(OLD, Person()),
        Known(YOUNG, Person()),
        merged_into(YOUNG),
        TODAY,
        replace(first, families={**first.families, SECOND: family}),
    )
    assert (SECOND in facts, facts[HOST]) == (False, [left(EndedStay(HOST, OLD, SINCE, DAY))])


def test_what_an_alias_belongs_to_counts_as_much() -> None:
    """OLD is an alias of somebody who belongs to nothing else, and YOUNG is the same."""
    somebody = uuid4()
    hosts, asked = two_hosts(same={somebody: frozenset({OLD})}), merged_into(somebody)
    facts = merge(Known(YOUNG, Person()), Known(somebody, Person()), asked, TODAY, hosts)
    assert facts[SECOND] == [left(EndedStay(SECOND, YOUNG, LATER, DAY))]


def test_it_comes_back_to_the_other_family_unless_the_person_is_in_one_by_another_reference() -> (
    None
):
    younger = EndedStay(SECOND, YOUNG, LATER, DAY)
    alias = Known(YOUNG, fold(Person(), [merged_into(OLD, younger)]))
    hosts = two_hosts(left(younger))
    gone = {**hosts.people, YOUNG: belongs(Stay(LATER, DAY), to=SECOND)}
    again = FamilyMemberCorrected(land.HAMLET, YOUNG, LATER, LATER, None, "sibling", DAY)
    assert unmerge(alias, TODAY, TODAY, replace(hosts, people=gone))[SECOND] == [again]
    with pytest.raises(JoinedAnotherMeanwhile, match=str(HOST)):
        unmerge(alias, TODAY, TODAY, replace(hosts, people=gone, same=APART))
