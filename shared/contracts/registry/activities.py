"""What registry tells the world of activities."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Count, Partner


class ActivityAttendees(Struct, frozen=True, kw_only=True):
    """How many of one kind came; None: nobody said how many."""

    attendee_kind: Code
    number: Count | None


class ActivityOrganiser(Struct, frozen=True, kw_only=True):
    """Who organised it, too."""

    organiser_kind: Code
    organiser_id: UUID


class ActivityCounted(Struct, frozen=True, kw_only=True):
    """What counts of an activity that was held: on the day `held_on`, or in a span from `first_on`
    to `held_on`."""

    place_id: UUID
    activity_kind: Code
    first_on: date | None
    held_on: date
    attendances: Count
    attendees: tuple[ActivityAttendees, ...]
    co_organisers: tuple[ActivityOrganiser, ...]
    partners: tuple[Partner, ...] = ()
    people: Count = 0


class ActivityEvent(Contract, frozen=True, kw_only=True):
    """Something about one activity (hoạt động), under its organiser: a centre, an association, an
    establishment, or an authority of a place, whose id is always the same."""

    TOPIC: ClassVar[str] = "registry.activities"
    SUBJECT: ClassVar[str] = "organiser_id"
    activity_id: UUID
    place_id: UUID
    organiser_kind: Code
    organiser_id: UUID


class ActivityPlannedV1(ActivityEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.activity-planned.v1"
    activity_kind: Code
    first_on: date | None
    planned_on: date


class ActivityHeldV1(ActivityEvent, frozen=True, kw_only=True):
    """It was held; `attendances` are lượt người: of the kinds of which somebody said how many."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.activity-held.v1"
    activity_kind: Code
    first_on: date | None
    held_on: date
    attendances: Count
    attendees: tuple[ActivityAttendees, ...]
    co_organisers: tuple[ActivityOrganiser, ...]
    planned_on: date | None
    partners: tuple[Partner, ...] = ()


class ActivityCorrectedV1(ActivityEvent, frozen=True, kw_only=True):
    """It was written wrongly: `was` counted until now, `now` is right."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.activity-corrected.v1"
    was: tuple[ActivityCounted, ...]
    now: tuple[ActivityCounted, ...]


class ActivityCancelledV1(ActivityEvent, frozen=True, kw_only=True):
    """It was planned and is not held: it never counted."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.activity-cancelled.v1"
    planned_on: date
    cancelled_on: date


class ActivityWithdrawnV1(ActivityEvent, frozen=True, kw_only=True):
    """It never was: `was` is taken back, empty if it was only planned, and `now` is empty.
    `ground_code`: why, where not because it was written down by mistake (import-undone: the import
    that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.activity-withdrawn.v1"
    was: tuple[ActivityCounted, ...]
    now: tuple[ActivityCounted, ...]
    ground_code: Code | None = None
