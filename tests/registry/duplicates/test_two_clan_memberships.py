"""Two references of one person who both belong to one clan: it is one person who belongs once."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.registry.clan_members.membership.facts import (
    ClanHeadNamed,
    ClanMemberCorrected,
    ClanMemberJoined,
    ClanMemberLeft,
    ClanMemberWithdrawn,
    membership_id,
)
from services.registry.clan_members.membership.heads import ClanHeads
from services.registry.clan_members.membership.membership import ClanMembership
from services.registry.clans.clan import Clan, ClanEnded, ClanRegistered
from services.registry.duplicates.merging.clans import Clans
from services.registry.duplicates.merging.facts import EndedClanStay, PersonMerged
from services.registry.duplicates.merging.memberships import Hosts
from services.registry.duplicates.merging.people import Known, merge, unmerge
from services.registry.people.person import Person
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from tests.registry.clan_members.test_clan_members_door import member, people
from tests.registry.clans.test_clans_door import registered
from tests.registry.duplicates.test_duplicates_door import done, merge_of, unmerge_of
from tests.support import land
from tests.support.service_door import ServiceDoor

CLAN, OTHER, OLD, YOUNG = (uuid4() for _ in range(4))
SINCE, LATER, DAY, TODAY = date(2025, 8, 1), date(2025, 9, 1), date(2026, 3, 1), land.TODAY
STANDS = fold(Clan(), [ClanRegistered(land.COMMUNE, SINCE)])
ENDED = EndedClanStay(CLAN, YOUNG, LATER, DAY)
LEFT = ClanMemberLeft(CLAN, land.COMMUNE, YOUNG, LATER, DAY, "merged")


def joined(person: UUID, since: date, clan: UUID = CLAN) -> ClanMemberJoined:
    return ClanMemberJoined(clan, land.COMMUNE, person, since)


def hosts(
    *of_young: Any,
    heads: tuple[ClanHeadNamed, ...] = (),
    clan: Clan = STANDS,
    same: Any = None,
    **more: Any,
) -> Hosts:
    """Both belong to the clan, one of them since later."""
    memberships = {
        OLD: fold(ClanMembership(), [joined(OLD, SINCE)]),
        YOUNG: fold(ClanMembership(), [joined(YOUNG, LATER), *of_young]),
    }
    memberships |= {UUID(ref): each for ref, each in more.items()}
    return Hosts({}, {}, same or {}, Clans({CLAN: clan}, {CLAN: ClanHeads(heads)}, memberships))


def into(survivor: UUID, *ended: EndedClanStay, day: date = DAY) -> PersonMerged:
    said = land.HAMLET, survivor, land.HAMLET, day, "other"
    return PersonMerged(*said, ended_in_clans=ended)


def merged(one: UUID, survivor: UUID, known: Hosts, day: date = DAY) -> Any:
    two = Known(one, Person()), Known(survivor, Person())
    return merge(*two, into(survivor, day=day), TODAY, known)


@pytest.mark.parametrize(("one", "survivor"), [(OLD, YOUNG), (YOUNG, OLD)])
def test_the_younger_membership_ends_on_the_day_of_the_merge_whoever_is_the_alias(
    one: UUID, survivor: UUID
) -> None:
    facts = merged(one, survivor, hosts())
    assert facts[one] == [into(survivor, ENDED)]
    assert facts[membership_id(YOUNG)] == [LEFT]
    assert membership_id(OLD) not in facts


def test_whoever_heads_the_clan_stays_in_it_and_whoever_did_leaves_after_that() -> None:
    first = ClanHeadNamed(CLAN, YOUNG, LATER)
    facts = merged(OLD, YOUNG, hosts(heads=(first,)))
    assert facts[OLD][0].ended_in_clans == (EndedClanStay(CLAN, OLD, SINCE, DAY),)
    after = date(2026, 6, 1)
    heads = (first, ClanHeadNamed(CLAN, OLD, after))
    facts = merged(OLD, YOUNG, hosts(heads=heads))
    assert facts[OLD][0].ended_in_clans == (EndedClanStay(CLAN, YOUNG, LATER, after),)


def test_one_that_began_after_the_merge_ends_as_it_began() -> None:
    early = merged(YOUNG, OLD, hosts(), LATER - timedelta(days=1))
    assert early[YOUNG][0].ended_in_clans == (EndedClanStay(CLAN, YOUNG, LATER, LATER),)


def test_in_a_clan_that_ended_it_ends_no_later() -> None:
    gone = fold(STANDS, [ClanEnded(land.COMMUNE, date(2026, 1, 1))])
    facts = merged(YOUNG, OLD, hosts(clan=gone))
    assert facts[membership_id(YOUNG)][0].left_on == date(2026, 1, 1)


def test_who_left_before_or_belongs_to_another_clan_goes_on_as_they_were() -> None:
    left = ClanMemberLeft(CLAN, land.COMMUNE, YOUNG, LATER, TODAY)
    assert merged(YOUNG, OLD, hosts(left))[YOUNG] == [into(OLD)]
    elsewhere = {str(YOUNG): fold(ClanMembership(), [joined(YOUNG, LATER, OTHER)])}
    known = hosts(**elsewhere)
    assert merged(YOUNG, OLD, known)[YOUNG] == [into(OLD)]


def test_what_an_alias_belongs_to_counts_as_much() -> None:
    somebody = uuid4()
    known = hosts(same={somebody: frozenset({OLD})})
    assert merged(YOUNG, somebody, known)[membership_id(YOUNG)] == [LEFT]


ALIAS = Known(YOUNG, fold(Person(), [into(OLD, ENDED)]))


def test_it_comes_back_once_the_merge_is_taken_back() -> None:
    facts = unmerge(ALIAS, TODAY, TODAY, hosts(LEFT))
    again = ClanMemberCorrected(CLAN, land.COMMUNE, YOUNG, LATER, LATER, None, DAY)
    assert facts[membership_id(YOUNG)] == [again]


def test_what_an_officer_said_of_it_meanwhile_stays() -> None:
    said = ClanMemberCorrected(CLAN, land.COMMUNE, YOUNG, LATER, LATER, TODAY)
    assert membership_id(YOUNG) not in unmerge(ALIAS, TODAY, TODAY, hosts(LEFT, said))
    never = ClanMemberWithdrawn(CLAN, land.COMMUNE, YOUNG, LATER)
    assert membership_id(YOUNG) not in unmerge(ALIAS, TODAY, TODAY, hosts(LEFT, never))
    again = joined(YOUNG, TODAY)
    assert membership_id(YOUNG) not in unmerge(ALIAS, TODAY, TODAY, hosts(LEFT, again))


def test_it_stays_ended_while_the_person_is_in_the_clan_by_another_reference_of_theirs() -> None:
    known = hosts(LEFT, same={YOUNG: frozenset({OLD})})
    assert membership_id(YOUNG) not in unmerge(ALIAS, TODAY, TODAY, known)


def test_asking_twice_changes_nothing_and_what_is_stored_reads_back_equal() -> None:
    two = ALIAS, Known(OLD, Person())
    assert merge(*two, into(OLD), TODAY, hosts(LEFT)) == {}
    fact, mapper = into(OLD, ENDED), FactMapper([PersonMerged])
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


async def test_two_who_are_one_are_once_among_the_members_until_they_are_two(
    register: ServiceDoor,
) -> None:
    clan = await registered(register)
    one, two = (
        await member(register, clan, "Lê Thị Con"),
        await member(register, clan, "Lê Thị Côn"),
    )
    await done(register, "merges", merge_of(two, one))
    assert await people(register, clan) == {one}
    assert await people(register, clan, on="2025-12-01") == {one, two}
    await done(register, "unmerges", unmerge_of(two))
    assert await people(register, clan) == {one, two}
