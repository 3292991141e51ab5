"""Merging one person into another, and taking it back: decided on both streams at once, and on
those of the families that both belong to."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.citizens.citizen.facts import CitizenFact
from services.registry.clan_members.membership.facts import ClanMemberCorrected, ClanMemberLeft
from services.registry.duplicates.merging import clans, hosts_of_members
from services.registry.duplicates.merging.facts import (
    PersonAliasNamed,
    PersonAliasReleased,
    PersonMerged,
    PersonUnmerged,
)
from services.registry.duplicates.merging.hosts_of_members import MemberFact
from services.registry.duplicates.merging.memberships import Hosts, come_back, end, twice
from services.registry.duplicates.merging.pairs import require_two
from services.registry.duplicates.merging.refusals import (
    MergedAlready,
    MergedPersonErased,
    MergeUnknown,
    UnmergedBeforeMerged,
)
from services.registry.families.family.facts import FamilyFact
from services.registry.people.person import Person
from shared.vocabulary.calendar import require_come

PersonFacts = dict[
    UUID,
    list[
        PersonMerged
        | PersonUnmerged
        | PersonAliasNamed
        | PersonAliasReleased
        | MemberFact
        | FamilyFact
        | ClanMemberLeft
        | ClanMemberCorrected
        | CitizenFact
    ],
]
NOWHERE: Final = Hosts({}, {})
"""Of two who belong to no family together."""


@dataclass(frozen=True)
class Known:
    """A person by reference, and what is known of them."""

    person_ref: UUID
    person: Person

    def require_no_alias(self) -> None:
        if self.person.merged is not None:
            survivor = self.person.merged.survivor_ref
            raise MergedAlready(merged_id=self.person_ref, survivor_id=survivor)


def merge(
    merged: Known, survivor: Known, asked: PersonMerged, today: date, hosts: Hosts = NOWHERE
) -> PersonFacts:
    """The facts of both streams; none when it is so already. Whoever is an alias is merged no
    further and takes no aliases; a survivor may become one, with all of its own. Where both belong
    to a family, the same or two, or to one clan, chapter or association, the younger membership
    ends."""
    require_two(merged.person_ref, survivor.person_ref)
    require_come(asked.merged_on, today)
    for each in (merged, survivor):
        each.person.require_known()
    was = merged.person.merged
    if was is not None and asked == replace(
        was, ended=(), ended_in_clans=(), ended_memberships=(), reason_id=None
    ):
        return {}
    for each in (merged, survivor):
        each.require_no_alias()
    named = PersonAliasNamed(merged.person_ref)
    ended = twice(hosts, merged.person_ref, survivor.person_ref, asked.merged_on)
    one = hosts.one(merged.person_ref, survivor.person_ref)
    in_clans = tuple(clans.twice(hosts.clans, one, merged.person_ref, asked.merged_on))
    facts: PersonFacts = {each: [*left] for each, left in end(hosts, ended).items()}
    facts |= {each: [*left] for each, left in clans.end(hosts.clans, in_clans).items()}
    as_members = tuple(
        hosts_of_members.twice(hosts.members, one, merged.person_ref, asked.merged_on)
    )
    of_members = hosts_of_members.end(hosts.members, as_members)
    facts |= {each: [*left] for each, left in of_members.items()}
    told = replace(asked, ended=ended, ended_in_clans=in_clans, ended_memberships=as_members)
    return facts | {merged.person_ref: [told], survivor.person_ref: [named]}


def unmerge(merged: Known, day: date, today: date, hosts: Hosts = NOWHERE) -> PersonFacts:
    """The facts of both streams; none when it was taken back on this day already. The membership
    that the merge ended comes back."""
    require_come(day, today)
    was, person, last = merged.person.merged, merged.person, merged.person.alias
    if isinstance(last, PersonUnmerged) and last.unmerged_on == day:
        return {}
    if was is None:
        raise MergeUnknown
    if person.erased_on is not None:
        raise MergedPersonErased
    if day < was.merged_on:
        raise UnmergedBeforeMerged(merged_on=was.merged_on)
    unmerged = PersonUnmerged(was.place_id, was.survivor_ref, was.survivor_place_id, day)
    released = PersonAliasReleased(merged.person_ref)
    back = come_back(hosts, was.ended)
    facts: PersonFacts = {each: [*again] for each, again in back.items()}
    to_clans = clans.come_back(hosts.clans, was.ended_in_clans, hosts.same)
    facts |= {each: [*again] for each, again in to_clans.items()}
    back_again = hosts_of_members.come_back(hosts.members, was.ended_memberships, hosts.same)
    facts |= {each: [*again] for each, again in back_again.items()}
    return facts | {merged.person_ref: [unmerged], was.survivor_ref: [released]}
