"""Merging one family into another, and taking it back. The two streams go on apart."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.duplicates.merging.facts import FamilyMerged, FamilyUnmerged
from services.registry.duplicates.merging.memberships import Hosts, require_one_family
from services.registry.duplicates.merging.pairs import require_two
from services.registry.duplicates.merging.refusals import (
    HeadIsMerged,
    JoinedAnotherMeanwhile,
    MergedAlready,
    MergeUnknown,
    SurvivorEnded,
    UnmergedBeforeMerged,
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
from shared.vocabulary.calendar import require_come

MergeFacts = dict[UUID, list[FamilyMerged | FamilyUnmerged | OfPerson]]


@dataclass(frozen=True)
class KnownFamily:
    family_id: UUID
    family: Family

    def require_there(self) -> None:
        """Ended ones may be merged, and take aliases; withdrawn ones never were."""
        if self.family.place_id is None:
            raise FamilyUnknown
        if self.family.merged is not None:
            survivor = self.family.merged.survivor_id
            raise MergedAlready(merged_id=self.family_id, survivor_id=survivor)
        if not self.family.spells:
            raise WithdrawnAlready


def merge(
    merged: KnownFamily, survivor: KnownFamily, people: People, asked: FamilyMerged, today: date
) -> MergeFacts:
    """On the stream of the alias with the spells it had, whose people are free to belong to another
    family on all their days; none when it is so already."""
    require_two(merged.family_id, survivor.family_id)
    require_come(asked.merged_on, today)
    was = merged.family.merged
    if was is not None and was == replace(asked, was=was.was):
        return {}
    for each in (merged, survivor):
        each.require_there()
    ended_on = survivor.family.ended_on
    if ended_on is not None and merged.family.ended_on is None:
        raise SurvivorEnded(survivor_id=survivor.family_id, ended_on=ended_on)
    facts: MergeFacts = {merged.family_id: [replace(asked, was=merged.family.spells)]}
    for person_ref in merged.family.people:
        released = of(people, person_ref).release(merged.family_id)
        facts[belonging_id(person_ref)] = [*released]
    return facts


def unmerge(merged: KnownFamily, hosts: Hosts, head: Person, day: date, today: date) -> MergeFacts:
    """What was an alias has its spells, its people and its head again; none when it was taken back
    on this day already. Nobody belongs to two families by it, or heads them."""
    require_come(day, today)
    family = merged.family
    was = family.merged
    if was is None and family.unmerged is not None and family.unmerged.unmerged_on == day:
        return {}
    if was is None:
        raise MergeUnknown
    if day < was.merged_on:
        raise UnmergedBeforeMerged(merged_on=was.merged_on)
    if head.merged is not None:
        raise HeadIsMerged
    places = was.place_id, was.survivor_id, was.survivor_place_id
    facts: MergeFacts = {merged.family_id: [FamilyUnmerged(*places, day, now=was.was)]}
    for each in family.people:
        stays = family.stays(each)
        for stay in stays:
            require_one_family(hosts, each, stay)
        belonging = of(hosts.people, each)
        facts[belonging_id(each)] = [*_reserved(merged.family_id, each, belonging, stays)]
    if was.was[-1].until is None:
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
