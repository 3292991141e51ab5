"""Two references of one person who both are members of one chapter: it is one person who is it
once, and two after all."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.registry.duplicates.merging.facts import EndedMembership, PersonMerged
from services.registry.duplicates.merging.hosts_of_members import Members
from services.registry.duplicates.merging.memberships import Hosts
from services.registry.duplicates.merging.people import Known, merge, unmerge
from services.registry.memberships.membership.facts import (
    DaysOfHost,
    MembershipCorrected,
    MembershipEnded,
    MembershipReserved,
    MembershipSpell,
    MembershipStarted,
    MembershipWithdrawn,
    memberships_id,
)
from services.registry.memberships.membership.membership import Membership
from services.registry.memberships.membership.person import PersonsMemberships
from services.registry.people.person import Person
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from tests.registry.clan_members.test_clan_members_door import somebody
from tests.registry.duplicates.test_duplicates_door import done, merge_of, unmerge_of
from tests.registry.memberships import test_memberships_door as door
from tests.support import land
from tests.support.service_door import ServiceDoor

CHAPTER, OTHER, OLD, YOUNG, OLDER, YOUNGER = (uuid4() for _ in range(6))
SINCE, LATER, DAY, TODAY = date(2025, 8, 1), date(2025, 9, 1), date(2026, 3, 1), land.TODAY
HOST = land.COMMUNE, "school", CHAPTER


def spell(since: date, until: date | None = None, host: UUID = CHAPTER) -> MembershipSpell:
    return MembershipSpell(land.COMMUNE, since, until, host_kind="school", host_id=host)


def started(person: UUID, since: date, host: UUID = CHAPTER) -> MembershipStarted:
    return MembershipStarted(land.COMMUNE, "school", host, person, since)


ENDED = EndedMembership(YOUNGER, DAY)
LEFT = MembershipEnded(*HOST, DAY, "merged", (spell(LATER),), (spell(LATER, DAY),))


def hosts(*of_young: Any, host: UUID = CHAPTER, same: Any = None) -> Hosts:
    """Both are members, one of them since later."""
    young = fold(Membership(), [started(YOUNG, LATER, host), *of_young])
    memberships = {OLDER: fold(Membership(), [started(OLD, SINCE)]), YOUNGER: young}
    people = {
        each.person_ref: fold(PersonsMemberships(), PersonsMemberships().reserve(id_, each.spells))
        for id_, each in memberships.items()
        if each.person_ref is not None
    }
    return Hosts({}, {}, same or {}, members=Members(memberships, people))


def into(survivor: UUID, *ended: EndedMembership, day: date = DAY) -> PersonMerged:
    said = land.HAMLET, survivor, land.HAMLET, day, "other"
    return PersonMerged(*said, ended_memberships=ended)


def merged(one: UUID, survivor: UUID, known: Hosts, day: date = DAY) -> Any:
    two = Known(one, Person()), Known(survivor, Person())
    return merge(*two, into(survivor, day=day), TODAY, known)


@pytest.mark.parametrize(("one", "survivor"), [(OLD, YOUNG), (YOUNG, OLD)])
def test_the_younger_membership_ends_on_the_day_of_the_merge_whoever_is_the_alias(
    one: UUID, survivor: UUID
) -> None:
    facts = merged(one, survivor, hosts())
    assert facts[one] == [into(survivor, ENDED)]
    assert facts[YOUNGER] == [LEFT]
    days = (DaysOfHost(CHAPTER, LATER, DAY),)
    assert facts[memberships_id(YOUNG)] == [MembershipReserved(YOUNGER, days)]
    assert OLDER not in facts


def test_of_two_of_one_day_the_one_of_the_alias_ends() -> None:
    known = hosts(MembershipCorrected(*HOST, SINCE, (spell(LATER),), (spell(SINCE),)))
    assert merged(OLD, YOUNG, known)[OLD] == [into(YOUNG, EndedMembership(OLDER, DAY))]


def test_one_that_began_after_the_merge_ends_as_it_began() -> None:
    day = LATER - timedelta(days=1)
    ended = EndedMembership(YOUNGER, LATER)
    assert merged(YOUNG, OLD, hosts(), day)[YOUNG] == [into(OLD, ended, day=day)]


def test_who_left_before_or_is_a_member_of_another_goes_on_as_they_were() -> None:
    over = MembershipEnded(*HOST, TODAY, "left", (spell(LATER),), (spell(LATER, TODAY),))
    assert merged(YOUNG, OLD, hosts(over))[YOUNG] == [into(OLD)]
    never = MembershipWithdrawn(*HOST, (spell(LATER),))
    assert merged(YOUNG, OLD, hosts(never))[YOUNG] == [into(OLD)]
    assert merged(YOUNG, OLD, hosts(host=OTHER))[YOUNG] == [into(OLD)]


def test_what_an_alias_is_a_member_of_counts_as_much() -> None:
    third = uuid4()
    known = hosts(same={third: frozenset({OLD})})
    assert merged(YOUNG, third, known)[YOUNGER] == [LEFT]


ALIAS = Known(YOUNG, fold(Person(), [into(OLD, ENDED)]))


def test_it_comes_back_once_the_merge_is_taken_back() -> None:
    facts = unmerge(ALIAS, TODAY, TODAY, hosts(LEFT))
    again = MembershipCorrected(*HOST, LATER, LEFT.now, (spell(LATER),))
    assert facts[YOUNGER] == [again]
    days = (DaysOfHost(CHAPTER, LATER),)
    assert facts[memberships_id(YOUNG)] == [MembershipReserved(YOUNGER, days)]


def test_what_an_officer_said_of_it_meanwhile_stays() -> None:
    said = MembershipCorrected(*HOST, LATER, LEFT.now, (spell(LATER, TODAY),))
    assert YOUNGER not in unmerge(ALIAS, TODAY, TODAY, hosts(LEFT, said))
    never = MembershipWithdrawn(*HOST, LEFT.now)
    assert YOUNGER not in unmerge(ALIAS, TODAY, TODAY, hosts(LEFT, never))


def test_it_stays_ended_while_the_person_is_a_member_by_another_reference_of_theirs() -> None:
    known = hosts(LEFT, same={YOUNG: frozenset({OLD})})
    assert YOUNGER not in unmerge(ALIAS, TODAY, TODAY, known)


def test_asking_twice_changes_nothing_and_what_is_stored_reads_back_equal() -> None:
    assert merge(ALIAS, Known(OLD, Person()), into(OLD), TODAY, hosts(LEFT)) == {}
    fact, mapper = into(OLD, ENDED), FactMapper([PersonMerged])
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


async def test_two_who_are_one_are_once_among_the_members_until_they_are_two(
    register: ServiceDoor,
) -> None:
    _, chapter = await door.hosts(register)
    one, two = [await somebody(register, name) for name in ("Lê Thị Con", "Lê Thị Côn")]
    for ref, day in ((one, "2025-09-05"), (two, "2025-10-01")):
        body = {"chapter_id": chapter, "person_ref": ref, "joined_on": day}
        await door.done(register, door.ALL, body)

    async def members() -> set[str]:
        path = f"{door.ALL}?place_id={land.COMMUNE}&on={TODAY}"
        return {each["person_ref"] for each in (await door.shown(register, path))["items"]}

    assert await members() == {one, two}
    await done(register, "merges", merge_of(two, one))
    assert await members() == {one}
    await done(register, "unmerges", unmerge_of(two))
    assert await members() == {one, two}
