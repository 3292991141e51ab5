"""What leaves the books about families."""

from services.registry.domain.family import FamilyRegistered
from shared.contracts.registry import FamilyRegisteredV1
from shared.eventstore.facts import Recorded


def translate(recorded: Recorded[FamilyRegistered]) -> FamilyRegisteredV1:
    """The head stays at home: nobody else needs to know who heads which family."""
    return FamilyRegisteredV1(
        family_id=recorded.originator_id,
        place_id=recorded.fact.place_id,
        registered_on=recorded.fact.registered_on,
    )
