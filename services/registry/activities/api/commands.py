"""What is commanded of activities."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.registry.activities.activity.activity import Activity
from services.registry.activities.activity.facts import (
    ActivityPlanned,
    Attendees,
    HeldActivity,
)
from services.registry.activities.activity.refusals import ORGANISED, ActivityUnknown
from services.registry.activities.api.forms import (
    ActivityCancellationForm,
    ActivityCorrectionForm,
    ActivityForm,
    ActivityPlanForm,
    ActivityWithdrawalForm,
)
from services.registry.bearers.withdrawing import ground_of
from services.registry.organised.held import Organiser
from services.registry.organised.naming import organiser
from services.registry.organised.together import Together, together
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller

States = Mapping[UUID, Any]


@dataclass(frozen=True)
class Done:
    activity_id: UUID


def plan(form: ActivityPlanForm, by: Caller) -> Command:
    """It is to be held on that day, or in that span, by who is there on its last day."""
    id_, whose = new_id(), organiser(form, ORGANISED)

    def decide(states: States) -> Decision:
        place = whose.place(states, form.planned_on, by)
        days = form.planned_on, form.first_on
        asked = ActivityPlanned(place, *whose.named, form.activity_kind, *days)
        return Decision({id_: states[id_].plan(asked)}, Done(id_))

    return Command(by.origin, {id_: Activity, **whose.streams}, decide, by.key)


def hold(form: ActivityForm, by: Caller) -> Command:
    """It was held, as was planned or without a plan, and counts where its organiser was on its
    last day."""
    id_ = form.activity_id or new_id()

    def decided(activity: Activity, whose: Organiser, held: HeldActivity) -> Decision:
        if form.activity_id is not None:
            by.require(activity.place_id, ActivityUnknown)
        return Decision({id_: activity.hold(whose, held, by.day)}, Done(id_))

    return _of_held(id_, form, by, decided)


def correct(form: ActivityCorrectionForm, by: Caller) -> Command:
    """Of one that was held something was written wrongly: figures follow, and as known before they
    stay."""
    id_ = form.activity_id

    def decided(activity: Activity, whose: Organiser, held: HeldActivity) -> Decision:
        by.require(activity.place_id, ActivityUnknown)
        return Decision({id_: activity.correct(whose, held, by.day)}, Done(id_))

    return _of_held(id_, form, by, decided)


def cancel(form: ActivityCancellationForm, by: Caller) -> Command:
    """What was planned is not held."""
    id_ = form.activity_id

    def decide(activity: Activity) -> Decision:
        by.require(activity.place_id, ActivityUnknown)
        return Decision({id_: activity.cancel(form.cancelled_on, by.day)}, Done(id_))

    return command(by, decide, (id_, Activity))


def withdraw(form: ActivityWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day."""
    id_ = form.activity_id

    def decide(activity: Activity) -> Decision:
        by.require(activity.place_id, ActivityUnknown)
        return Decision({id_: activity.withdraw(ground_of(by))}, Done(id_))

    return command(by, decide, (id_, Activity))


def _of_held(
    id_: UUID,
    form: ActivityForm,
    by: Caller,
    decided: Callable[[Activity, Organiser, HeldActivity], Decision],
) -> Command:
    all_of = together(form, ORGANISED)

    def decide(states: States) -> Decision:
        activity = states[id_]
        if id_ in all_of.streams:  # its id was said to be an organiser's, too
            raise ActivityUnknown
        place = all_of.place(states, form.held_on, by)
        return decided(activity, Organiser(*all_of.whose.named), _held(form, place, all_of))

    return Command(by.origin, {**all_of.streams, id_: Activity}, decide, by.key)


def _held(form: ActivityForm, place: UUID, all_of: Together) -> HeldActivity:
    """Who came, in one order whichever they are said in."""
    came = [Attendees(each.attendee_kind, each.number) for each in form.attendees]
    return HeldActivity(
        place,
        form.activity_kind,
        form.held_on,
        form.first_on,
        tuple(sorted(came, key=lambda each: each.attendee_kind)),
        all_of.co_organisers,
        all_of.partners,
    )
