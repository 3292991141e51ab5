"""What officers look up: the sessions of a place (`sessions`)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.sessions.session.facts import (
    SessionCancelled,
    SessionCorrected,
    SessionHeld,
    SessionPlanned,
    SessionWithdrawn,
)
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class SessionRow:
    """A session (cuộc, buổi) with its organiser: of the `day` on which it was held (`held_on`) or,
    until then, for which it is planned (`planned_on`); its attendances in lượt người, and what it
    cost in đồng, if anybody said. Held by nobody since it was cancelled (`cancelled_on`)."""

    session_id: UUID
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    topic_code: str
    day: date
    planned_on: date | None = None
    held_on: date | None = None
    attendances: int | None = None
    cost_dong: int | None = None
    cancelled_on: date | None = None


SESSIONS = Things(
    "sessions",
    1,
    SessionRow,
    (SessionPlanned, SessionHeld),
    (SessionCorrected, SessionCancelled),
    "day",
    "cancelled_on",
    SessionWithdrawn,
)
