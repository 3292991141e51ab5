"""What officers look up: the establishments of a place (`establishments`)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.establishments.establishment import (
    EstablishmentCorrected,
    EstablishmentEnded,
    EstablishmentMoved,
    EstablishmentNameCorrected,
    EstablishmentRegistered,
    EstablishmentWithdrawn,
)
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class EstablishmentRow:
    """An establishment (đơn vị) on the books of a place, where it is `since` a day, or was last."""

    establishment_id: UUID
    place_id: UUID
    kind: str
    name: str
    since: date
    registered_on: date
    ended_on: date | None = None


ESTABLISHMENTS = Things(
    "establishments",
    1,
    EstablishmentRow,
    EstablishmentRegistered,
    (EstablishmentNameCorrected, EstablishmentCorrected, EstablishmentMoved, EstablishmentEnded),
    "since",
    "ended_on",
    EstablishmentWithdrawn,
    "aliases",
    allocated=True,
)
