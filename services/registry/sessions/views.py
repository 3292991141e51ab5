"""What officers look up: the sessions of a place (`sessions`)."""

from collections.abc import Sequence
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
    cost in đồng, if anybody said. Held by nobody since it was cancelled (`cancelled_on`).
    `people`: how many of those who came are named. `co_organiser_ids` are in the order of
    `co_organiser_kinds`."""

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
    programme_code: str | None = None
    co_organiser_kinds: Sequence[str] | None = None
    co_organiser_ids: Sequence[UUID] | None = None
    partner_kinds: Sequence[str] | None = None
    people: int | None = None


SESSIONS = Things(
    "sessions",
    2,
    SessionRow,
    (SessionPlanned, SessionHeld),
    (SessionCorrected, SessionCancelled),
    "day",
    "cancelled_on",
    SessionWithdrawn,
)
