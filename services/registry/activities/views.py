"""What officers look up: the activities of a place (`activities`)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.activities.activity.facts import (
    ActivityCancelled,
    ActivityCorrected,
    ActivityHeld,
    ActivityPlanned,
    ActivityWithdrawn,
)
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class ActivityRow:
    """An activity (hoạt động) with its organiser: of the `day` on which it was held (`held_on`) or,
    until then, for which it is planned (`planned_on`), which is the last one if it takes a span
    that begins with `first_on`; how many came in lượt người. Held by nobody since it was cancelled
    (`cancelled_on`)."""

    activity_id: UUID
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    activity_kind: str
    day: date
    first_on: date | None = None
    planned_on: date | None = None
    held_on: date | None = None
    attendances: int | None = None
    cancelled_on: date | None = None


ACTIVITIES = Things(
    "activities",
    1,
    ActivityRow,
    (ActivityPlanned, ActivityHeld),
    (ActivityCorrected, ActivityCancelled),
    "day",
    "cancelled_on",
    ActivityWithdrawn,
)
