"""What may be said of an activity: its kind, its days, who came, who organises it."""

from datetime import date

from services.registry.activities.activity.facts import ActivityPlanned, HeldActivity
from services.registry.activities.activity.refusals import (
    ActivityKindUnknown,
    AttendeeKindUnknown,
    AttendeesImplausible,
    AttendeesTwice,
    SpanBackwards,
)
from services.registry.organised.held import Organiser
from services.registry.organised.saying import require_together
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import ACTIVITY_KINDS, ATTENDEE_KINDS, MOST_ATTENDANCES


def require_plan(asked: ActivityPlanned) -> None:
    _require_kind(asked.activity_kind)
    _require_span(asked.first_on, asked.planned_on)


def require_sane(by: Organiser, held: HeldActivity, today: date) -> None:
    require_come(held.held_on, today)
    _require_kind(held.activity_kind)
    _require_span(held.first_on, held.held_on)
    require_together(by, held.co_organisers, held.partners)
    kinds = [each.attendee_kind for each in held.attendees]
    if not {*kinds} <= {*ATTENDEE_KINDS}:
        raise AttendeeKindUnknown(kinds=", ".join(ATTENDEE_KINDS))
    if len({*kinds}) < len(kinds):
        raise AttendeesTwice
    if not all(0 <= (each.number or 0) <= MOST_ATTENDANCES for each in held.attendees):
        raise AttendeesImplausible(most=MOST_ATTENDANCES)


def _require_kind(activity_kind: str) -> None:
    if activity_kind not in ACTIVITY_KINDS:
        raise ActivityKindUnknown(kinds=", ".join(ACTIVITY_KINDS))


def _require_span(first_on: date | None, last_on: date) -> None:
    if first_on is not None and first_on >= last_on:
        raise SpanBackwards(first_on=first_on, last_on=last_on)
