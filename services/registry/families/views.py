"""What officers look up: the families of a hamlet (`families_by_place`)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.families.family.facts import FamilyRegistered
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class FamilyRow:
    """A family (gia đình) on the books of a hamlet, and who heads it."""

    family_id: UUID
    place_id: UUID
    head_ref: UUID
    registered_on: date


FAMILIES = Things("families_by_place", 1, FamilyRow, FamilyRegistered, (), "registered_on")
