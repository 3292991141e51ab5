"""What becomes of memberships of clans where two references are one person: of those that last in
one clan the eldest stays, and the others come back once they are two people after all. Whoever
belongs to two clans goes on in both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.registry.clan_members.membership.days import place_on
from services.registry.clan_members.membership.facts import (
    ClanMemberCorrected,
    ClanMemberLeft,
    membership_id,
)
from services.registry.clan_members.membership.heads import ClanHeads
from services.registry.clan_members.membership.membership import ClanMembership
from services.registry.clans.clan import Clan
from services.registry.duplicates.merging.facts import BearerMerged, EndedClanStay
from services.registry.families.family.belonging import meet
from services.registry.families.family.facts import Stay
from services.registry.families.family.members import MERGED

ClanFacts = dict[UUID, list[ClanMemberLeft | ClanMemberCorrected]]


@dataclass(frozen=True)
class Clans:
    """The clans that any of the people belong or belonged to, who heads each, and to which each of
    the people belongs."""

    clans: Mapping[UUID, Clan] = field(default_factory=dict)
    heads: Mapping[UUID, ClanHeads] = field(default_factory=dict)
    memberships: Mapping[UUID, ClanMembership] = field(default_factory=dict)


@dataclass(frozen=True)
class _Lasting:
    """A membership of a clan by somebody who has not left. `heads`: they head it."""

    person_ref: UUID
    since: date
    heads: bool


def twice(known: Clans, one: frozenset[UUID], merged_ref: UUID, day: date) -> list[EndedClanStay]:
    """What ends on that day, or later: not before its own first day, nor while it heads the clan.
    `one`: all references of the one person. Whoever heads the clan stays in it."""

    def rank(each: _Lasting) -> tuple[bool, date, bool]:
        return not each.heads, each.since, each.person_ref == merged_ref

    return [
        EndedClanStay(clan_id, each.person_ref, each.since, _left_on(known, clan_id, each, day))
        for clan_id in known.clans
        for each in sorted(_lasting(known, clan_id, one), key=rank)[1:]
    ]


def end(known: Clans, ended: tuple[EndedClanStay, ...]) -> ClanFacts:
    facts: ClanFacts = {}
    for each in ended:
        place_id = _place_on(known.clans[each.clan_id], each.left_on)
        said = each.clan_id, place_id, each.person_ref, each.since, each.left_on
        facts.setdefault(membership_id(each.person_ref), []).append(ClanMemberLeft(*said, MERGED))
    return facts


def come_back(
    known: Clans, ended: tuple[EndedClanStay, ...], same: Mapping[UUID, frozenset[UUID]]
) -> ClanFacts:
    """Those that nobody corrected since, unless the person is in the clan by another reference that
    is theirs still (`same`)."""
    facts: ClanFacts = {}
    for each in ended:
        stays = _stays(known, each.clan_id, each.person_ref)
        was, again = Stay(each.since, each.left_on), Stay(each.since)
        elsewhere = [
            stay
            for other in same.get(each.person_ref, frozenset())
            for stay in _stays(known, each.clan_id, other)
            if stay.until is None
        ]
        others = [stay for stay in stays if stay != was]
        if was not in stays or elsewhere or any(meet(again, other) for other in others):
            continue
        place_id = _place_on(known.clans[each.clan_id], each.since)
        said = each.clan_id, place_id, each.person_ref, each.since, each.since, None
        again_told = ClanMemberCorrected(*said, was_left_on=each.left_on)
        facts.setdefault(membership_id(each.person_ref), []).append(again_told)
    return facts


def _lasting(known: Clans, clan_id: UUID, one: frozenset[UUID]) -> Iterator[_Lasting]:
    named = known.heads.get(clan_id, ClanHeads()).named
    head = named[-1].head_ref if named else None
    for ref in one:
        for stay in _stays(known, clan_id, ref):
            if stay.until is None:
                yield _Lasting(ref, stay.since, ref == head)


def _left_on(known: Clans, clan_id: UUID, each: _Lasting, day: date) -> date:
    clan, heads = known.clans[clan_id], known.heads.get(clan_id, ClanHeads())
    spells = clan.alias.was if isinstance(clan.alias, BearerMerged) else clan.spells
    until = spells[-1].until if spells else None
    return max(each.since, heads.headed_until(each.person_ref), min(day, until or day))


def _place_on(clan: Clan, day: date) -> UUID:
    assert clan.last_place is not None, "somebody joined it"
    return place_on(clan, day) if clan.spells else clan.last_place


def _stays(known: Clans, clan_id: UUID, person_ref: UUID) -> tuple[Stay, ...]:
    return known.memberships.get(person_ref, ClanMembership()).stays(clan_id)
