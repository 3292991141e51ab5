"""What becomes of memberships where two references are one person: of two that last in one family
the younger ends, and comes back once they are two people after all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.duplicates.merging.facts import EndedStay
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
    """The families that any of the two belong to, and to which family each of the two does."""

    families: Mapping[UUID, Family]
    people: People


def twice(hosts: Hosts, merged_ref: UUID, survivor_ref: UUID, day: date) -> tuple[EndedStay, ...]:
    """What ends on that day, or on its own first if that is later. Whoever heads a family stays in
    it, however short."""

    def found(family_id: UUID, family: Family) -> EndedStay | None:
        two = [each for each in family.present if each.person_ref in (merged_ref, survivor_ref)]
        if len(two) < 2 or not family.spells:
            return None
        free = [each for each in two if each.person_ref != family.head.head_ref]
        younger = max(free, key=lambda each: (each.stay.since, each.person_ref == merged_ref))
        since = younger.stay.since
        return EndedStay(family_id, younger.person_ref, since, max(since, day))

    ended = (found(*each) for each in hosts.families.items())
    return tuple(each for each in ended if each is not None)


def end(hosts: Hosts, ended: tuple[EndedStay, ...]) -> FamilyFacts:
    facts: FamilyFacts = {}
    for each in ended:
        family = hosts.families[each.family_id]
        place_id = family.place_on(each.left_on)
        stays = [s for s in family.stays(each.person_ref) if s.since != each.since]
        stays.append(Stay(each.since, each.left_on))
        reserved = of(hosts.people, each.person_ref).reserve(each.family_id, stays)
        facts.setdefault(belonging_id(each.person_ref), []).extend(reserved)
        facts[each.family_id] = [
            FamilyMemberLeft(place_id, each.person_ref, each.since, each.left_on, MERGED)
        ]
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
        facts[each.family_id] = [
            FamilyMemberCorrected(
                family.place_id,
                each.person_ref,
                each.since,
                each.since,
                stay.until,
                member.relation_code,
            )
        ]
        if not family.merged:
            reserved = _reserved(of(hosts.people, each.person_ref), each, [*others, stay])
            facts.setdefault(belonging_id(each.person_ref), []).extend(reserved)
    return facts


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
