"""Sessions and activities, and who is named as having come to them."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from services.registry.activities.activity.activity import Activity
from services.registry.activities.activity.facts import (
    ActivityHeld,
    ActivityPlanned,
    ActivityWithdrawn,
)
from services.registry.activities.api import commands as activities
from services.registry.activities.api import forms as of_activities
from services.registry.attendances import api as attendances
from services.registry.attendances.attendance.attendance import Attendance
from services.registry.attendances.attendance.facts import AttendeeNamed, AttendeeWithdrawn
from services.registry.importing.undoing.things.part import (
    Kind,
    Part,
    Said,
    comes,
    goes,
    named,
)
from services.registry.sessions import api as sessions
from services.registry.sessions.session.facts import SessionHeld, SessionPlanned, SessionWithdrawn
from services.registry.sessions.session.session import Session
from shared.importing.trail import Came, Thing, Went
from shared.web.bulk import Rows

SESSION: Final = "session"
ACTIVITY: Final = "activity"
ATTENDEE: Final = "attendee"


def _held(name: str) -> Said:
    """One that was planned before was there when it was held."""

    def said(thing_id: UUID, fact: Any) -> Came | None:
        return None if fact.planned_on is not None else Came(Thing(name, thing_id))

    return said


def _attendee(fact: AttendeeNamed | AttendeeWithdrawn) -> Thing:
    return Thing(ATTENDEE, fact.held_id, (fact.held_kind, fact.person_ref))


def _named(_stream: UUID, fact: AttendeeNamed) -> Came:
    return Came(_attendee(fact), frozenset({fact.person_ref}))


def _not_there(_stream: UUID, fact: AttendeeWithdrawn) -> Went:
    return Went(_attendee(fact))


def _came(thing: Thing) -> Mapping[str, object]:
    held_kind, person_ref = thing.said
    return {f"{held_kind}_id": thing.thing_id, "person_refs": [person_ref]}


HELD: Final = Part(
    {
        SESSION: Kind(
            Session,
            sessions.DESK.rows("registry.session", sessions.FORMS)["/withdrawals"],
            named("session_id"),
        ),
        ACTIVITY: Kind(
            Activity,
            Rows(
                "registry.activity.withdraw",
                of_activities.ActivityWithdrawalForm,
                activities.withdraw,
                activities.Done,
            ),
            named("activity_id"),
        ),
        ATTENDEE: Kind(
            Attendance,
            Rows(
                "registry.attendance.withdraw",
                attendances.AttendanceWithdrawalForm,
                attendances.withdraw,
                attendances.Done,
                around=attendances.Known(False),
            ),
            _came,
            alone=False,
        ),
    },
    {
        SessionPlanned: comes(SESSION),
        SessionHeld: _held(SESSION),
        SessionWithdrawn: goes(SESSION),
        ActivityPlanned: comes(ACTIVITY),
        ActivityHeld: _held(ACTIVITY),
        ActivityWithdrawn: goes(ACTIVITY),
        AttendeeNamed: _named,
        AttendeeWithdrawn: _not_there,
    },
)
