"""The memberships of a person: on a stream of their own, so that nobody is a member of one host
twice at once, whoever writes it down. Another host at once is none of a host's business."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from services.registry.families.family.belonging import meet
from services.registry.families.family.facts import Stay
from services.registry.memberships.membership.facts import (
    DaysOfHost,
    MembershipReserved,
    MembershipSpells,
)
from services.registry.memberships.membership.refusals import MemberOfHostAlready


@dataclass(frozen=True)
class PersonsMemberships:
    """Days by the id of the membership."""

    known: Mapping[UUID, tuple[DaysOfHost, ...]] = field(default_factory=dict)

    def evolve(self, fact: MembershipReserved) -> PersonsMemberships:
        return PersonsMemberships({**self.known, fact.membership_id: fact.days})

    def reserve(self, membership_id: UUID, spells: MembershipSpells) -> list[MembershipReserved]:
        """From now on these are its days; refused if another membership has one of the host."""
        wanted = tuple(DaysOfHost(each.host_id, each.since, each.until) for each in spells)
        for id_, others in self.known.items():
            for other in others if id_ != membership_id else ():
                if any(_meet(each, other) for each in wanted):
                    raise MemberOfHostAlready(since=other.since)
        same = wanted == self.known.get(membership_id, ())
        return [] if same else [MembershipReserved(membership_id, wanted)]


def _meet(one: DaysOfHost, other: DaysOfHost) -> bool:
    days = Stay(one.since, one.until), Stay(other.since, other.until)
    return one.host_id == other.host_id and meet(*days)
