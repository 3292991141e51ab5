"""All that belongs to activities."""

from typing import Any
from uuid import UUID

from services.registry.activities.activity.facts import (
    ActivityCancelled,
    ActivityCorrected,
    ActivityHeld,
    ActivityMinuteAttached,
    ActivityMinuteWithdrawn,
    ActivityPlanned,
    ActivityWithdrawn,
    ContestResultStated,
    ContestRoundHeld,
    ContestRoundWithdrawn,
    HeldActivity,
    ToldOfActivity,
)
from services.registry.activities.api.routes import routes
from services.registry.activities.views import ACTIVITIES
from shared.contracts.fields import partners
from shared.contracts.registry.activities import (
    ActivityAttendees,
    ActivityCancelledV1,
    ActivityCorrectedV1,
    ActivityCounted,
    ActivityHeldV1,
    ActivityOrganiser,
    ActivityPlannedV1,
    ActivityWithdrawnV1,
)
from shared.web.card import Card


def _planned(activity: UUID, fact: ActivityPlanned) -> ActivityPlannedV1:
    return ActivityPlannedV1(
        **_whose(activity, fact),
        activity_kind=fact.activity_kind,
        first_on=fact.first_on,
        planned_on=fact.planned_on,
    )


def _held(activity: UUID, fact: ActivityHeld) -> ActivityHeldV1:
    said = _whose(activity, fact) | _said(fact.held)
    return ActivityHeldV1(**said, planned_on=fact.planned_on)


def _corrected(activity: UUID, fact: ActivityCorrected) -> ActivityCorrectedV1:
    return ActivityCorrectedV1(
        **_whose(activity, fact), was=_counted(fact.was), now=_counted(fact.held)
    )


def _cancelled(activity: UUID, fact: ActivityCancelled) -> ActivityCancelledV1:
    return ActivityCancelledV1(
        **_whose(activity, fact), planned_on=fact.planned_on, cancelled_on=fact.cancelled_on
    )


def _withdrawn(activity: UUID, fact: ActivityWithdrawn) -> ActivityWithdrawnV1:
    return ActivityWithdrawnV1(
        **_whose(activity, fact), was=_counted(fact.was), now=(), ground_code=fact.ground_code
    )


def _whose(activity: UUID, fact: ToldOfActivity) -> dict[str, Any]:
    return {
        "activity_id": activity,
        "place_id": fact.place_id,
        "organiser_kind": fact.organiser_kind,
        "organiser_id": fact.organiser_id,
    }


def _counted(held: HeldActivity | None) -> tuple[ActivityCounted, ...]:
    return (ActivityCounted(**_said(held), people=held.people),) if held is not None else ()


def _said(held: HeldActivity) -> dict[str, Any]:
    return {
        "place_id": held.place_id,
        "activity_kind": held.activity_kind,
        "first_on": held.first_on,
        "held_on": held.held_on,
        "attendances": held.attendances,
        "attendees": tuple(ActivityAttendees(**vars(each)) for each in held.attendees),
        "co_organisers": tuple(ActivityOrganiser(**vars(each)) for each in held.co_organisers),
        "partners": partners(held.partners),
    }


CARD = Card(
    name="activities",
    facts=(
        ActivityPlanned,
        ActivityHeld,
        ActivityCorrected,
        ActivityCancelled,
        ActivityWithdrawn,
        ActivityMinuteAttached,
        ActivityMinuteWithdrawn,
        ContestRoundHeld,
        ContestRoundWithdrawn,
        ContestResultStated,
    ),
    told=(_planned, _held, _corrected, _cancelled, _withdrawn),
    kept=(
        ActivityMinuteAttached,
        ActivityMinuteWithdrawn,
        ContestRoundHeld,
        ContestRoundWithdrawn,
        ContestResultStated,
    ),
    views=(ACTIVITIES,),
    routes=routes,
    actions=(
        "registry.activity.read",
        "registry.activity.plan",
        "registry.activity.hold",
        "registry.activity.correct",
        "registry.activity.cancel",
        "registry.activity.withdraw",
        "registry.activity.minute",
        "registry.activity.judge",
    ),
)
