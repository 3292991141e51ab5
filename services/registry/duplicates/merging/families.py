"""Merging one family into another, and taking it back. The two streams go on apart."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.duplicates.merging import bearers
from services.registry.duplicates.merging.bearers import KnownBearer
from services.registry.duplicates.merging.facts import BearerMerged, BearerUnmerged, FamilyMerged
from services.registry.duplicates.merging.memberships import Hosts, require_one_family
from services.registry.duplicates.merging.refusals import (
    HeadIsMerged,
    JoinedAnotherMeanwhile,
)
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import FamilyHeadReserved, OfPerson, Stay
from services.registry.families.family.family import Family
from services.registry.families.family.heads import People, of
from services.registry.families.family.refusals import (
    BelongsToAnotherFamily,
    FamilyAlreadyRegistered,
    FamilyUnknown,
)
from services.registry.people.person import Person

MergeFacts = dict[UUID, list[BearerMerged | BearerUnmerged | OfPerson]]


@dataclass(frozen=True)
class KnownFamily:
    family_id: UUID
    family: Family

    @property
    def bearer(self) -> KnownBearer:
        """As every bearer is known that may be there twice."""
        known = self.family.place_id is not None
        return KnownBearer(
            self.family_id, self.family.spells, self.family.alias, None if known else FamilyUnknown
        )


def merge(
    merged: KnownFamily, survivor: KnownFamily, people: People, asked: FamilyMerged, today: date
) -> MergeFacts:
    """On the stream of the alias with the spells it had, whose people are free to belong to another
    family on all their days; none when it is so already."""
    found = bearers.merge(merged.bearer, survivor.bearer, asked, today)
    if not found:
        return {}
    facts: MergeFacts = {merged.family_id: [*found]}
    for person_ref in merged.family.people:
        released = of(people, person_ref).release(merged.family_id)
        facts[belonging_id(person_ref)] = [*released]
    return facts


def unmerge(merged: KnownFamily, hosts: Hosts, head: Person, day: date, today: date) -> MergeFacts:
    """What was an alias has its spells, its people and its head again; none when it was taken back
    on this day already. Nobody belongs to two families by it, or heads them."""
    family = merged.family
    found = bearers.unmerge(merged.bearer.alias, day, today)
    if not found:
        return {}
    if head.merged is not None:
        raise HeadIsMerged
    facts: MergeFacts = {merged.family_id: [*found]}
    for each in family.people:
        stays = family.stays(each)
        for stay in stays:
            require_one_family(hosts, each, stay)
        belonging = of(hosts.people, each)
        facts[belonging_id(each)] = [*_reserved(merged.family_id, each, belonging, stays)]
    if found[0].now[-1].until is None:
        reserved = FamilyHeadReserved(merged.family_id, family.head.since)
        facts[belonging_id(family.head.head_ref)].append(reserved)
    return facts


def _reserved(
    family_id: UUID, person_ref: UUID, belonging: Belonging, stays: tuple[Stay, ...]
) -> list[OfPerson]:
    try:
        return [*belonging.reserve(family_id, stays)]
    except (BelongsToAnotherFamily, FamilyAlreadyRegistered) as taken:
        other = taken.fields["family_id"]
        raise JoinedAnotherMeanwhile(person_ref=person_ref, family_id=other) from None
