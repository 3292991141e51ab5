"""The committees of a place, on a stream of its own: one at a time, as is the practice of every
level (a decision of the people's committee founds it anew, it never founds a second one)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.registry.committees.committee.facts import (
    CommitteePlaceReserved,
    CommitteeSpells,
    DaysOfPlace,
)
from services.registry.committees.committee.refusals import PlaceHasCommitteeAlready
from services.registry.families.family.belonging import meet
from services.registry.families.family.facts import Stay


@dataclass(frozen=True)
class PlacesCommittees:
    """Days by the id of the committee."""

    known: Mapping[UUID, tuple[DaysOfPlace, ...]] = field(default_factory=dict)

    def evolve(self, fact: CommitteePlaceReserved) -> PlacesCommittees:
        return PlacesCommittees({**self.known, fact.committee_id: fact.days})

    def since(self, day: date) -> UUID | None:
        """The committee that it has since that very day."""
        found = (id_ for id_, days in self.known.items() if any(each.since == day for each in days))
        return next(found, None)

    def reserve(self, committee_id: UUID, spells: CommitteeSpells) -> list[CommitteePlaceReserved]:
        """From now on these are its days; refused if another committee has one of them."""
        wanted = tuple(DaysOfPlace(each.since, each.until) for each in spells)
        for id_, others in self.known.items():
            for other in others if id_ != committee_id else ():
                if any(_meet(each, other) for each in wanted):
                    raise PlaceHasCommitteeAlready(since=other.since)
        same = wanted == self.known.get(committee_id, ())
        return [] if same else [CommitteePlaceReserved(committee_id, wanted)]


def _meet(one: DaysOfPlace, other: DaysOfPlace) -> bool:
    return meet(Stay(one.since, one.until), Stay(other.since, other.until))
