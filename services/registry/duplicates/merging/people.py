"""Merging one person into another, and taking it back: decided on both streams at once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.duplicates.merging.facts import (
    PersonAliasNamed,
    PersonAliasReleased,
    PersonMerged,
    PersonUnmerged,
)
from services.registry.duplicates.merging.pairs import require_two
from services.registry.duplicates.merging.refusals import (
    MergedAlready,
    MergedPersonErased,
    MergeUnknown,
    UnmergedBeforeMerged,
)
from services.registry.people.person import Person
from shared.vocabulary.calendar import require_come

PersonFacts = dict[
    UUID, list[PersonMerged | PersonUnmerged | PersonAliasNamed | PersonAliasReleased]
]


@dataclass(frozen=True)
class Known:
    """A person by reference, and what is known of them."""

    person_ref: UUID
    person: Person

    def require_no_alias(self) -> None:
        if self.person.merged is not None:
            survivor = self.person.merged.survivor_ref
            raise MergedAlready(merged_id=self.person_ref, survivor_id=survivor)


def merge(merged: Known, survivor: Known, asked: PersonMerged, today: date) -> PersonFacts:
    """The facts of both streams; none when it is so already. Whoever is an alias is merged no
    further and takes no aliases; a survivor may become one, with all of its own."""
    require_two(merged.person_ref, survivor.person_ref)
    require_come(asked.merged_on, today)
    for each in (merged, survivor):
        each.person.require_known()
    if merged.person.merged == asked:
        return {}
    for each in (merged, survivor):
        each.require_no_alias()
    named = PersonAliasNamed(merged.person_ref)
    return {merged.person_ref: [asked], survivor.person_ref: [named]}


def unmerge(merged: Known, day: date, today: date) -> PersonFacts:
    """The facts of both streams; none when it was taken back on this day already."""
    require_come(day, today)
    was, person = merged.person.merged, merged.person
    if was is None and person.unmerged is not None and person.unmerged.unmerged_on == day:
        return {}
    if was is None:
        raise MergeUnknown
    if person.erased_on is not None:
        raise MergedPersonErased
    if day < was.merged_on:
        raise UnmergedBeforeMerged(merged_on=was.merged_on)
    unmerged = PersonUnmerged(was.place_id, was.survivor_ref, was.survivor_place_id, day)
    released = PersonAliasReleased(merged.person_ref)
    return {merged.person_ref: [unmerged], was.survivor_ref: [released]}
