"""What facts of activities are told as, each beside its event."""

from typing import Any

from services.registry.activities.activity import facts
from services.registry.attendances.attendance.facts import AttendeeNamed, AttendeeWithdrawn
from services.registry.organised.held import Organiser, Partner
from shared.contracts.fields import Partner as PartnerTold
from shared.contracts.registry import activities as told
from tests.registry.told import DAY, LATER, OTHER, PLACE, STREAM

BY: dict[str, Any] = {"organiser_kind": "centre", "organiser_id": OTHER}
WHOSE: dict[str, Any] = {"activity_id": STREAM, "place_id": PLACE} | BY
CONGRESS: dict[str, Any] = {"activity_kind": "congress", "first_on": None, "held_on": LATER}
CAME = (facts.Attendees("pupils", 42), facts.Attendees("teachers"))
CAME_TOLD = (
    told.ActivityAttendees(attendee_kind="pupils", number=42),
    told.ActivityAttendees(attendee_kind="teachers", number=None),
)
NOBODY = facts.HeldActivity(PLACE, "congress", LATER)
FEWER: dict[str, Any] = {"attendances": 0, "attendees": (), "co_organisers": ()}
NOBODY_TOLD = told.ActivityCounted(place_id=PLACE, **CONGRESS, **FEWER)
WITH = (Organiser("association", PLACE),)
MANY = facts.HeldActivity(PLACE, "movement", LATER, DAY, CAME, WITH, (Partner("school"),), 7)
SAID: dict[str, Any] = {
    "activity_kind": "movement",
    "first_on": DAY,
    "held_on": LATER,
    "attendances": 42,
    "attendees": CAME_TOLD,
    "co_organisers": (told.ActivityOrganiser(organiser_kind="association", organiser_id=PLACE),),
    "partners": (PartnerTold(partner_kind="school"),),
}
MANY_TOLD = told.ActivityCounted(place_id=PLACE, **SAID, people=7)
ACTIVITIES_TOLD: list[tuple[Any, Any]] = [
    (
        facts.ActivityPlanned(PLACE, "centre", OTHER, "movement", LATER, DAY),
        told.ActivityPlannedV1(**WHOSE, activity_kind="movement", first_on=DAY, planned_on=LATER),
    ),
    (
        facts.ActivityHeld("centre", OTHER, MANY, DAY),
        told.ActivityHeldV1(**WHOSE, **SAID, planned_on=DAY),
    ),
    (
        facts.ActivityCorrected("centre", OTHER, MANY, NOBODY),
        told.ActivityCorrectedV1(**WHOSE, was=(NOBODY_TOLD,), now=(MANY_TOLD,)),
    ),
    (
        facts.ActivityCancelled(PLACE, "centre", OTHER, DAY, LATER),
        told.ActivityCancelledV1(**WHOSE, planned_on=DAY, cancelled_on=LATER),
    ),
    (
        facts.ActivityWithdrawn(PLACE, "centre", OTHER, MANY),
        told.ActivityWithdrawnV1(**WHOSE, was=(MANY_TOLD,), now=()),
    ),
    (
        facts.ActivityWithdrawn(PLACE, "centre", OTHER, None),
        told.ActivityWithdrawnV1(**WHOSE, was=(), now=()),
    ),
]
ACTIVITIES_KEPT = [
    facts.ActivityMinuteAttached(OTHER, "resolved"),
    facts.ActivityMinuteWithdrawn(OTHER),
    facts.ContestRoundHeld(1, "qualifying", DAY, (facts.Part("introduction"),)),
    facts.ContestRoundWithdrawn(1),
    facts.ContestResultStated(1, (facts.Result("place", PLACE, 1),)),
]
ATTENDANCES_KEPT = [
    AttendeeNamed("activity", OTHER, PLACE),
    AttendeeWithdrawn("activity", OTHER, PLACE),
]
