"""Family (gia đình): on the books of one hamlet, known by the person at its head.

The family has a stream of its own under a random id; so that nobody heads two families, a second
stream, whose id is made from the head's reference, says which family the head has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.registry.families.family.facts import (
    FamilyFacts,
    FamilyHeadReserved,
    FamilyRegistered,
)
from services.registry.families.family.refusals import FamilyAlreadyRegistered
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.places.siting import Circumstances, require_site

# The head, whose stream decides; the family's own stream has its first fact with it.


@dataclass(frozen=True)
class Headship:
    """Which family a person heads, if any."""

    family_id: UUID | None = None

    def evolve(self, fact: FamilyHeadReserved) -> Headship:
        return replace(self, family_id=fact.family_id)

    def register(self, asked: Registration) -> FamilyFacts:
        """The facts of both streams; none when this very family is registered already."""
        if self.family_id == asked.family_id:
            return {}
        if self.family_id is not None:
            raise FamilyAlreadyRegistered(family_id=self.family_id)
        registered = FamilyRegistered(asked.place_id, asked.head_ref, asked.registered_on)
        return {
            asked.family_id: [registered],
            headship_id(asked.head_ref): [FamilyHeadReserved(asked.family_id)],
        }


@dataclass(frozen=True)
class Family:
    """On whose books a family is."""

    place_id: UUID | None = None

    def evolve(self, fact: FamilyRegistered) -> Family:
        return replace(self, place_id=fact.place_id)


@dataclass(frozen=True)
class Registration:
    """What is asked for: this family, in this hamlet, from this day on."""

    family_id: UUID
    place_id: UUID
    head_ref: UUID
    registered_on: date


def headship_id(head_ref: UUID) -> UUID:
    """The stream that reserves a head for one family."""
    return derived_id("family-head", head_ref)


def require_hamlet(now: Circumstances, place_id: UUID, registered_on: date) -> None:
    """Refuse what cannot be a family's hamlet on the day; asked before anybody's data are kept."""
    require_site(now, place_id, registered_on, HAMLET)
