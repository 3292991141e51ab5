"""How many who came are named stands beside how many came, whatever is said of either later."""

from dataclasses import replace
from typing import Any

import pytest

from services.registry.activities.activity.activity import Activity
from services.registry.activities.activity.facts import ActivityHeld, Attendees
from services.registry.activities.activity.refusals import ActivityNotHeld
from services.registry.organised.refusals import MoreNamedThanCame
from services.registry.sessions.session.refusals import SessionNotHeld
from services.registry.sessions.session.session import Session
from shared.eventstore.facts import fold
from tests.registry.activities.test_activity import CENTRE, COUNTS
from tests.registry.sessions.test_session import HELD
from tests.support import land

MET = replace(HELD, attendances=3)


def session(*said: Any) -> Session:
    met: Session = fold(Session(), [MET, *said])
    return met


def activity(number: int | None) -> Activity:
    counts = replace(COUNTS, attendees=(Attendees("teachers", number), Attendees("pupils", 0)))
    held = ActivityHeld(CENTRE.organiser_kind, CENTRE.organiser_id, counts)
    it: Activity = fold(Activity(), [held])
    return it


def test_who_is_named_is_told_anew_once_and_the_attendances_stay() -> None:
    (told,) = session().attended(3)
    assert (told.people, told.attendances, told.was) == (3, 3, MET.counts)
    named = session(told)
    assert named.attended(3) == []
    (fewer,) = named.attended(2)
    assert (fewer.people, fewer.attendances) == (2, 3)


def test_a_correction_leaves_who_is_named_and_the_same_said_again_changes_nothing() -> None:
    named = session(*session().attended(2))
    assert named.hold(replace(MET), land.TODAY) == []
    assert named.correct(MET, land.TODAY) == []
    (told,) = named.correct(replace(MET, attendances=4), land.TODAY)
    assert (told.people, told.attendances) == (2, 4)
    (gone,) = named.withdraw()
    assert gone.was.people == 2


def test_without_a_head_count_as_many_came_as_are_named() -> None:
    uncounted = replace(MET, attendances=0, of_names=True)
    it = session(uncounted)
    (told,) = it.attended(3)
    assert (told.people, told.attendances, told.was) == (3, 3, uncounted.counts)
    named = session(uncounted, told)
    assert named.hold(uncounted, land.TODAY) == named.correct(uncounted, land.TODAY) == []
    (fewer,) = named.attended(2)
    assert (fewer.people, fewer.attendances) == (2, 2)
    (counted,) = named.correct(replace(MET, attendances=5), land.TODAY)
    assert (counted.people, counted.attendances) == (3, 5)
    again = session(uncounted, told, counted)
    (more,) = again.attended(4)
    assert (more.people, more.attendances) == (4, 5)
    with pytest.raises(MoreNamedThanCame):
        again.attended(6)
    (names,) = again.correct(uncounted, land.TODAY)
    assert (names.people, names.attendances) == (3, 3)


def test_no_more_are_named_than_came() -> None:
    with pytest.raises(MoreNamedThanCame):
        session().attended(4)
    named = session(*session().attended(3))
    with pytest.raises(MoreNamedThanCame):
        named.correct(replace(MET, attendances=2), land.TODAY)
    with pytest.raises(MoreNamedThanCame):
        activity(1).attended(2)


def test_of_an_activity_whose_number_nobody_said_any_may_be_named() -> None:
    it = activity(None)
    (told,) = it.attended(7)
    assert (told.held.people, told.held.attendances) == (7, 0)
    named = fold(it, [told])
    assert named.held is not None
    assert named.hold(CENTRE, replace(named.held, people=0), land.TODAY) == []
    (right,) = named.correct(
        CENTRE, replace(named.held, people=0, first_on=None, partners=()), land.TODAY
    )
    assert right.held.people == 7


def test_nobody_comes_to_what_was_not_held() -> None:
    with pytest.raises(SessionNotHeld):
        Session().attended(1)
    with pytest.raises(ActivityNotHeld):
        Activity().attended(1)
