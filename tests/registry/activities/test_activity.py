"""An activity is planned, held, corrected, cancelled and withdrawn, and minutes are kept of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.activities.activity.activity import MOST_MINUTES, Activity
from services.registry.activities.activity.facts import (
    ActivityCancelled,
    ActivityCorrected,
    ActivityHeld,
    ActivityMinuteAttached,
    ActivityMinuteWithdrawn,
    ActivityPlanned,
    ActivityWithdrawn,
    Attendees,
    HeldActivity,
)
from services.registry.activities.activity.refusals import (
    ActivityCancelledAlready,
    ActivityHeldAlready,
    ActivityKindUnknown,
    ActivityNotHeld,
    ActivityOrganisedOtherwise,
    ActivityUnknown,
    AttendeeKindUnknown,
    AttendeesImplausible,
    AttendeesTwice,
    MinutesFull,
    MinuteUnknown,
    SpanBackwards,
)
from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.organised.held import Organiser, Partner
from services.registry.organised.refusals import (
    CoOrganiserTwice,
    PartnerKindUnknown,
    PartnerTwice,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import ACTIVITY_KINDS, ATTENDEE_KINDS, MOST_ATTENDANCES
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

DAY, LATER = date(2026, 3, 1), date(2026, 3, 5)
TOMORROW = land.TODAY + timedelta(days=1)
CENTRE, HELPER = Organiser("centre", uuid4()), Organiser("association", uuid4())
BY: tuple[str, Any] = (CENTRE.organiser_kind, CENTRE.organiser_id)
HEADS, SECRETARIES = Attendees("chapter-heads", 42), Attendees("party-cell-secretaries")
PLANNED = ActivityPlanned(land.COMMUNE, *BY, "training-conference", DAY)
COUNTS = HeldActivity(
    land.COMMUNE,
    "training-conference",
    LATER,
    None,
    (HEADS, SECRETARIES),
    (HELPER,),
    (Partner("school"),),
)
HELD = ActivityHeld(*BY, COUNTS)
AS_PLANNED = replace(HELD, planned_on=DAY)
FEWER = replace(COUNTS, held_on=DAY, attendees=())
CORRECTED = ActivityCorrected(*BY, FEWER, COUNTS)
CANCELLED = ActivityCancelled(land.COMMUNE, *BY, DAY, LATER)
WITHDRAWN = ActivityWithdrawn(land.COMMUNE, *BY, COUNTS)
TARGET = ActivityMinuteAttached(uuid4(), "target")
NOT_NOTED = ActivityMinuteWithdrawn(TARGET.minute_id)

attendees = any_.builds(
    Attendees,
    any_.sampled_from(ATTENDEE_KINDS),
    any_.none() | any_.integers(0, MOST_ATTENDANCES),
)
reports = any_.builds(
    HeldActivity,
    any_.sampled_from([land.COMMUNE, land.OTHER_COMMUNE]),
    any_.sampled_from(ACTIVITY_KINDS),
    any_.dates(DAY, land.TODAY),
    any_.none() | any_.dates(date(2020, 1, 1), DAY - timedelta(days=1)),
    any_.just(()) | attendees.map(lambda each: (each,)),
)


def holding(by: Organiser = CENTRE, **said: Any) -> Callable[[Activity], list[ActivityHeld]]:
    return lambda activity: activity.hold(by, replace(COUNTS, **said), land.TODAY)


def correcting(
    by: Organiser = CENTRE, **said: Any
) -> Callable[[Activity], list[ActivityCorrected]]:
    return lambda activity: activity.correct(by, replace(COUNTS, **said), land.TODAY)


def cancelling(day: date = LATER) -> Callable[[Activity], list[ActivityCancelled]]:
    return lambda activity: activity.cancel(day, land.TODAY)


def withdrawing(activity: Activity) -> list[ActivityWithdrawn]:
    return activity.withdraw()


def noting(activity: Activity) -> list[ActivityMinuteAttached]:
    return activity.minute(TARGET)


def test_an_activity_is_held_as_planned_or_without_a_plan() -> None:
    given(Activity).when(lambda activity: activity.plan(PLANNED)).then(PLANNED)
    given(Activity, PLANNED).when(holding()).then(AS_PLANNED)
    given(Activity).when(holding()).then(HELD)
    given(Activity, HELD).when(holding()).then_nothing()
    given(Activity, HELD).when(holding(attendees=())).then_refused(ActivityHeldAlready)


def test_what_is_to_come_is_planned_and_not_held() -> None:
    to_come = replace(PLANNED, planned_on=TOMORROW)
    given(Activity).when(lambda activity: activity.plan(to_come)).then(to_come)
    ends_then: dict[str, Any] = {"held_on": TOMORROW, "first_on": DAY}
    given(Activity, to_come).when(holding(held_on=TOMORROW)).then_refused(DayNotCome)
    given(Activity).when(holding(**ends_then)).then_refused(DayNotCome)
    given(Activity, HELD).when(correcting(**ends_then)).then_refused(DayNotCome)


def test_an_activity_takes_a_day_or_a_span_that_ends_after_it_began() -> None:
    stage = holding(first_on=date(2015, 1, 1), held_on=date(2020, 12, 31))
    (told,) = stage(Activity())
    assert (told.first_on, told.held_on) == (date(2015, 1, 1), date(2020, 12, 31))
    given(Activity).when(holding(first_on=LATER)).then_refused(SpanBackwards)
    backwards = replace(PLANNED, first_on=LATER)
    given(Activity).when(lambda each: each.plan(backwards)).then_refused(SpanBackwards)


def test_attendances_are_those_of_the_kinds_of_which_somebody_said_how_many() -> None:
    assert COUNTS.attendances == 42
    teachers = Attendees("teachers", 8)
    assert replace(COUNTS, attendees=(HEADS, SECRETARIES, teachers)).attendances == 50


def test_what_was_written_wrongly_of_it_is_corrected_and_it_stays_its_organisers() -> None:
    right: dict[str, Any] = {"held_on": DAY, "attendees": ()}
    story = given(Activity, HELD)
    story.when(correcting(**right)).then(CORRECTED)
    story.when(correcting()).then_nothing()
    other = Organiser("centre", uuid4())
    story.when(correcting(other)).then_refused(ActivityOrganisedOtherwise)
    given(Activity, PLANNED).when(correcting()).then_refused(ActivityNotHeld)
    given(Activity, PLANNED).when(holding(other)).then_refused(ActivityOrganisedOtherwise)
    given(Activity, HELD, CORRECTED).when(correcting(**right)).then_nothing()


def test_what_was_planned_is_cancelled_once() -> None:
    given(Activity, PLANNED).when(cancelling()).then(CANCELLED)
    story = given(Activity, PLANNED, CANCELLED)
    story.when(cancelling()).then_nothing()
    story.when(cancelling(DAY)).then_refused(ActivityCancelledAlready)
    for again in (holding(), correcting(), noting):
        story.when(again).then_refused(ActivityCancelledAlready)
    given(Activity, HELD).when(cancelling()).then_refused(ActivityHeldAlready)
    given(Activity, PLANNED).when(cancelling(TOMORROW)).then_refused(DayNotCome)
    given(Activity).when(cancelling()).then_refused(ActivityUnknown)


def test_what_never_was_is_withdrawn_and_stays_so() -> None:
    given(Activity, HELD).when(withdrawing).then(WITHDRAWN)
    given(Activity, PLANNED).when(withdrawing).then(replace(WITHDRAWN, was=None))
    story = given(Activity, HELD, WITHDRAWN)
    story.when(withdrawing).then_nothing()
    for again in (holding(), correcting(), cancelling(), noting):
        story.when(again).then_refused(WithdrawnAlready)
    given(Activity).when(withdrawing).then_refused(ActivityUnknown)


def test_something_is_noted_of_it_and_taken_away_when_that_was_a_mistake() -> None:
    def taking_away(activity: Activity) -> list[ActivityMinuteWithdrawn]:
        return activity.withdraw_minute(TARGET.minute_id)

    given(Activity, HELD).when(noting).then(TARGET)
    given(Activity, HELD, TARGET).when(noting).then_nothing()
    given(Activity, HELD, TARGET).when(taking_away).then(NOT_NOTED)
    given(Activity, HELD, TARGET, NOT_NOTED).when(taking_away).then_nothing()
    given(Activity, HELD).when(taking_away).then_refused(MinuteUnknown)
    full = [ActivityMinuteAttached(uuid4(), "limit") for _ in range(MOST_MINUTES)]
    given(Activity, HELD, *full).when(noting).then_refused(MinutesFull)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"activity_kind": "party"}, ActivityKindUnknown),
        ({"attendees": (Attendees("wizards", 1),)}, AttendeeKindUnknown),
        ({"attendees": (HEADS, replace(HEADS, number=1))}, AttendeesTwice),
        ({"attendees": (replace(HEADS, number=-1),)}, AttendeesImplausible),
        ({"attendees": (replace(HEADS, number=MOST_ATTENDANCES + 1),)}, AttendeesImplausible),
        ({"co_organisers": (HELPER, HELPER)}, CoOrganiserTwice),
        ({"co_organisers": (CENTRE,)}, CoOrganiserTwice),
        ({"partners": (Partner("wizards"),)}, PartnerKindUnknown),
        ({"partners": (Partner("school"), Partner("school"))}, PartnerTwice),
    ],
)
def test_what_cannot_be_said_of_an_activity_is_refused(said: Any, refusal: type[Refusal]) -> None:
    given(Activity, PLANNED).when(holding(**said)).then_refused(refusal)
    given(Activity, HELD).when(correcting(**said)).then_refused(refusal)
    if "activity_kind" in said:
        plan = replace(PLANNED, **said)
        given(Activity).when(lambda activity: activity.plan(plan)).then_refused(refusal)


@whatever(any_.lists(reports, min_size=1, max_size=5))
def test_whatever_is_corrected_the_last_word_counts_and_twice_changes_nothing(
    said: list[HeldActivity],
) -> None:
    first, *others = said
    activity = fold(Activity(), Activity().hold(CENTRE, first, land.TODAY))
    for each in others:
        told = activity.correct(CENTRE, each, land.TODAY)
        assert [fact.was for fact in told] == [activity.held] * len(told)
        activity = fold(activity, told)
        assert activity.held == each
        assert activity.correct(CENTRE, each, land.TODAY) == []


def test_what_is_stored_reads_back_equal() -> None:
    all_of_it = (PLANNED, HELD, AS_PLANNED, CORRECTED, CANCELLED, WITHDRAWN, TARGET, NOT_NOTED)
    for fact in all_of_it:
        mapper = FactMapper((type(fact),))
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
