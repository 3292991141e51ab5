"""What is told of the movement's organisation, for the tests of what is counted."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.registry.associations import (
    AssociationCorrectedV1,
    AssociationEndedV1,
    AssociationFoundedV1,
    AssociationMergedV1,
    AssociationSpell,
    AssociationWithdrawnV1,
)
from shared.vocabulary.identifiers import new_id
from tests.rollups.events import DAY

PAPER: dict[str, Any] = {"document_number": None}


def association(place_id: UUID, day: date = DAY, level: str = "commune") -> AssociationFoundedV1:
    told: dict[str, Any] = {"association_id": new_id(), "place_id": place_id, "level": level}
    return AssociationFoundedV1(**told, founded_on=day, **PAPER)


def association_restated(place_id: UUID, day: date = DAY, level: str = "commune") -> list[Contract]:
    """Of one association each: corrected by ten days, merged and ended after thirty, withdrawn."""
    later = day + timedelta(days=30)
    whole = (AssociationSpell(place_id=place_id, since=day, level=level),)
    late = (AssociationSpell(place_id=place_id, since=day + timedelta(days=10), level=level),)
    closed = (AssociationSpell(place_id=place_id, since=day, until=later, level=level),)
    told: dict[str, Any] = {"association_id": new_id(), "place_id": place_id, "level": level}
    told |= {"was": whole}
    over = told | {"now": closed, "ended_on": later} | PAPER
    return [
        AssociationCorrectedV1(**told | {"was": late}, now=whole, founded_on=day, **PAPER),
        AssociationMergedV1(**over, into_association_id=new_id()),
        AssociationEndedV1(**over),
        AssociationWithdrawnV1(**told, now=()),
    ]
