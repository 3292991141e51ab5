"""What officers look up: the citizens of a place (`citizens`)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.citizens.citizen.facts import (
    CitizenCorrected,
    CitizenEnded,
    CitizenMerged,
    CitizenMoved,
    CitizenRegistered,
    CitizenUnmerged,
    CitizenWithdrawn,
)
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class CitizenRow:
    """A citizen (công dân) on the books of a place, where they are `since` a day as one of a group,
    or were last; who that is, by reference."""

    citizen_ref: UUID
    person_ref: UUID
    place_id: UUID
    group_code: str
    since: date
    registered_on: date
    ended_on: date | None = None


CITIZENS = Things(
    "citizens",
    1,
    CitizenRow,
    (CitizenRegistered, CitizenUnmerged),
    (CitizenCorrected, CitizenMoved, CitizenEnded),
    "since",
    "ended_on",
    (CitizenWithdrawn, CitizenMerged),
    allocated=True,
)
