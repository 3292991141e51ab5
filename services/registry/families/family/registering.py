"""A family comes onto the books of a hamlet, under its head."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import (
    FamilyFacts,
    FamilyHeadReserved,
    FamilyRegistered,
    Stay,
)
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.places.siting import Circumstances, require_site


@dataclass(frozen=True)
class Registration:
    """What is asked for: this family, in this hamlet, from this day on."""

    family_id: UUID
    place_id: UUID
    head_ref: UUID
    registered_on: date


def register(asked: Registration, belonging: Belonging) -> FamilyFacts:
    """The facts of both streams; none when this very family is registered already."""
    if belonging.stays(asked.family_id):
        return {}
    belonging.require_free(asked.family_id, Stay(asked.registered_on))
    registered = FamilyRegistered(asked.place_id, asked.head_ref, asked.registered_on)
    reserved = FamilyHeadReserved(asked.family_id, asked.registered_on)
    return {asked.family_id: [registered], belonging_id(asked.head_ref): [reserved]}


def require_hamlet(now: Circumstances, place_id: UUID, registered_on: date) -> None:
    """Refuse what cannot be a family's hamlet on the day; asked before anybody's data are kept."""
    require_site(now, place_id, registered_on, HAMLET)
