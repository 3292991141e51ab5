"""What becomes of memberships where two references are one person: of those that last, in one
family or in two, the eldest stays, and the others come back once they are two people after all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.registry.duplicates.merging.clans import Clans
from services.registry.duplicates.merging.facts import EndedStay
from services.registry.duplicates.merging.hosts_of_members import Members
from services.registry.duplicates.merging.refusals import JoinedAnotherMeanwhile
from services.registry.families.family.belonging import Belonging, belonging_id, meet
from services.registry.families.family.facts import (
    FamilyFacts,
    FamilyMemberCorrected,
    FamilyMemberLeft,
    FamilyMemberReserved,
    Stay,
)
from services.registry.families.family.family import Family, Member
from services.registry.families.family.heads import People, of
from services.registry.families.family.members import MERGED
from services.registry.families.family.refusals import (
    BelongsToAnotherFamily,
    FamilyAlreadyRegistered,
)


@dataclass(frozen=True)
class Hosts:
    """The families that any of the two belong to, and to which family each of them does. `same`: by
    what other references each is known, of a merge that is taken back once it is. `clans`: those
    that they belong to. `members`: what they are of chapters and associations."""

    families: Mapping[UUID, Family]
    people: People
    same: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    clans: Clans = field(default_factory=Clans)
    members: Members = field(default_factory=Members)

    def one(self, *person_refs: UUID) -> frozenset[UUID]:
        """All references of whoever these are."""
        return frozenset(person_refs).union(*map(self.others, person_refs))

    def others(self, person_ref: UUID) -> frozenset[UUID]:
        return self.same.get(person_ref, frozenset())


@dataclass(frozen=True)
class _Lasting:
    """A membership of somebody who has not left."""

    family_id: UUID
    member: Member
    heads: bool


def twice(hosts: Hosts, merged_ref: UUID, survivor_ref: UUID, day: date) -> tuple[EndedStay, ...]:
    """What ends on that day, or on its own first if that is later: nobody belongs to two families,
    or to one twice. Whoever heads a family stays in it, however short."""
    one = hosts.one(merged_ref, survivor_ref)

    def rank(each: _Lasting) -> tuple[bool, date, bool]:
        member = each.member
        return not each.heads, member.stay.since, member.person_ref == merged_ref

    younger = sorted((each for each in _lasting(hosts) if each.member.person_ref in one), key=rank)
    return tuple(
        EndedStay(each.family_id, member.person_ref, since, max(since, day))
        for each in younger[1:]
        if not each.heads
        for member, since in [(each.member, each.member.stay.since)]
    )


def _lasting(hosts: Hosts) -> Iterator[_Lasting]:
    for family_id, family in hosts.families.items():
        for each in family.present if family.spells else ():
            yield _Lasting(family_id, each, each.person_ref == family.head.head_ref)


def end(hosts: Hosts, ended: tuple[EndedStay, ...]) -> FamilyFacts:
    facts: FamilyFacts = {}
    for each in ended:
        family = hosts.families[each.family_id]
        place_id = family.place_on(each.left_on)
        stays = [s for s in family.stays(each.person_ref) if s.since != each.since]
        stays.append(Stay(each.since, each.left_on))
        reserved = of(hosts.people, each.person_ref).reserve(each.family_id, stays)
        facts.setdefault(belonging_id(each.person_ref), []).extend(reserved)
        left = FamilyMemberLeft(place_id, each.person_ref, each.since, each.left_on, MERGED)
        facts.setdefault(each.family_id, []).append(left)
    return facts


def come_back(hosts: Hosts, ended: tuple[EndedStay, ...]) -> FamilyFacts:
    """Those that nobody corrected since; one of a family that ended lasts until then."""
    facts: FamilyFacts = {}
    for each in ended:
        family = hosts.families.get(each.family_id, Family())
        member = _still_so(family, each)
        if member is None or family.place_id is None:
            continue
        spells = family.merged.was if family.merged else family.spells
        stay = Stay(each.since, spells[-1].until)
        others = [s for s in family.stays(each.person_ref) if s != member.stay]
        if any(meet(stay, other) for other in others):
            continue
        again = FamilyMemberCorrected(
            family.place_id,
            each.person_ref,
            each.since,
            each.since,
            None,
            member.relation_code,
            member.left_on,
        )
        facts.setdefault(each.family_id, []).append(again)
        if not family.merged:
            require_one_family(hosts, each.person_ref, stay)
            reserved = _reserved(of(hosts.people, each.person_ref), each, [*others, stay])
            facts.setdefault(belonging_id(each.person_ref), []).extend(reserved)
    return facts


def require_one_family(hosts: Hosts, person_ref: UUID, wanted: Stay) -> None:
    """Raises where somebody whose membership is to last again has one by another reference."""
    if wanted.until is not None:
        return
    for each in hosts.others(person_ref):
        for family in of(hosts.people, each).families:
            if any(stay.until is None for stay in family.stays):
                raise JoinedAnotherMeanwhile(person_ref=person_ref, family_id=family.family_id)


def _still_so(family: Family, ended: EndedStay) -> Member | None:
    stay = Stay(ended.since, ended.left_on)
    for each in family.members:
        if (each.person_ref, each.stay) == (ended.person_ref, stay):
            return each
    return None


def _reserved(
    belonging: Belonging, ended: EndedStay, stays: list[Stay]
) -> list[FamilyMemberReserved]:
    try:
        return belonging.reserve(ended.family_id, stays)
    except (BelongsToAnotherFamily, FamilyAlreadyRegistered) as taken:
        other = taken.fields["family_id"]
        raise JoinedAnotherMeanwhile(person_ref=ended.person_ref, family_id=other) from None
