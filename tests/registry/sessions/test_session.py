"""A session is planned, held, corrected, cancelled and withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.bearers.spells import Spell
from services.registry.centres.centre.centre import Centre
from services.registry.organised.held import Held, Organiser, Partner
from services.registry.organised.organisers import (
    authority_id,
    place_on,
    require_in_force,
    require_kind,
)
from services.registry.organised.refusals import (
    AttendancesImplausible,
    BeforeProgramme,
    CoOrganiserTwice,
    OrganiserKindUnknown,
    PartnerKindUnknown,
    PartnerTwice,
    ProgrammeCodeUnknown,
    TopicCodeUnknown,
)
from services.registry.sessions.session.facts import (
    SessionCancelled,
    SessionCorrected,
    SessionHeld,
    SessionPlanned,
    SessionWithdrawn,
)
from services.registry.sessions.session.refusals import (
    SessionAfterOrganiser,
    SessionBeforeOrganiser,
    SessionCancelledAlready,
    SessionCostImplausible,
    SessionHeldAlready,
    SessionNotHeld,
    SessionOrganisedOtherwise,
    SessionUnknown,
)
from services.registry.sessions.session.session import SESSIONS, Session
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import MOST_ATTENDANCES, MOST_DONG
from shared.vocabulary.places.siting import PlaceNotInForce
from shared.vocabulary.programmes import PROGRAMMES
from shared.vocabulary.refusals import Refusal
from shared.vocabulary.topics import TOPICS
from tests.support import land
from tests.support.story import given

DAY, LATER = date(2026, 3, 1), date(2026, 3, 5)
BY = ("association", uuid4())
HELPER, SCHOOL, DIGITAL = (
    Organiser("centre", uuid4()),
    Partner("school"),
    "digital-literacy-for-all",
)
AROUND: Any = {"programme_code": DIGITAL, "co_organisers": (HELPER,), "partners": (SCHOOL,)}
PLANNED = SessionPlanned(land.COMMUNE, *BY, "law", DAY)
HELD = SessionHeld(land.COMMUNE, *BY, "law", LATER, 42, 1_500_000, None, **AROUND)
AS_PLANNED = replace(HELD, planned_on=DAY)
CANCELLED = SessionCancelled(land.COMMUNE, *BY, DAY, LATER)
CORRECTED = SessionCorrected(land.COMMUNE, *BY, "health", DAY, 24, None, HELD.counts, **AROUND)
WITHDRAWN = SessionWithdrawn(land.COMMUNE, *BY, HELD.counts)

reports = any_.builds(
    SessionHeld,
    any_.sampled_from([land.COMMUNE, land.OTHER_COMMUNE]),
    any_.just(BY[0]),
    any_.just(BY[1]),
    any_.sampled_from(sorted(TOPICS.names)),
    any_.dates(DAY, land.TODAY),
    any_.integers(0, MOST_ATTENDANCES),
    any_.none() | any_.integers(0, MOST_DONG),
    programme_code=any_.none() | any_.sampled_from(sorted(PROGRAMMES)),
    co_organisers=any_.sampled_from([(), (HELPER,)]),
    partners=any_.sampled_from([(), (SCHOOL,)]),
)


def holding(**said: Any) -> Callable[[Session], list[SessionHeld]]:
    return lambda session: session.hold(replace(HELD, **said), land.TODAY)


def correcting(**said: Any) -> Callable[[Session], list[SessionCorrected]]:
    return lambda session: session.correct(replace(HELD, **said), land.TODAY)


def cancelling(day: date = LATER) -> Callable[[Session], list[SessionCancelled]]:
    return lambda session: session.cancel(day, land.TODAY)


def withdrawing(session: Session) -> list[SessionWithdrawn]:
    return session.withdraw()


def test_a_session_is_held_as_planned_or_without_a_plan() -> None:
    given(Session).when(lambda session: session.plan(PLANNED)).then(PLANNED)
    given(Session, PLANNED).when(holding()).then(AS_PLANNED)
    given(Session).when(holding()).then(HELD)
    given(Session, HELD).when(holding()).then_nothing()
    given(Session, HELD).when(holding(attendances=43)).then_refused(SessionHeldAlready)


def test_what_was_written_wrongly_of_it_is_corrected_and_it_stays_its_organisers() -> None:
    right: dict[str, Any] = {"topic_code": "health", "held_on": DAY, "attendances": 24}
    story = given(Session, HELD)
    story.when(correcting(**right, cost_dong=None)).then(CORRECTED)
    story.when(correcting()).then_nothing()
    story.when(correcting(organiser_id=uuid4())).then_refused(SessionOrganisedOtherwise)
    given(Session, PLANNED).when(correcting()).then_refused(SessionNotHeld)
    given(Session, HELD, CORRECTED).when(correcting(**right, cost_dong=None)).then_nothing()


def test_what_was_planned_is_cancelled_once() -> None:
    given(Session, PLANNED).when(cancelling()).then(CANCELLED)
    story = given(Session, PLANNED, CANCELLED)
    story.when(cancelling()).then_nothing()
    story.when(cancelling(DAY)).then_refused(SessionCancelledAlready)
    story.when(holding()).then_refused(SessionCancelledAlready)
    story.when(correcting()).then_refused(SessionCancelledAlready)
    given(Session, HELD).when(cancelling()).then_refused(SessionHeldAlready)
    given(Session, PLANNED).when(cancelling(land.TODAY + timedelta(1))).then_refused(DayNotCome)
    given(Session).when(cancelling()).then_refused(SessionUnknown)


def test_what_never_was_is_withdrawn_and_stays_so() -> None:
    given(Session, HELD).when(withdrawing).then(WITHDRAWN)
    given(Session, PLANNED).when(withdrawing).then(replace(WITHDRAWN, was=None))
    story = given(Session, HELD, WITHDRAWN)
    story.when(withdrawing).then_nothing()
    for again in (holding(), correcting(), cancelling()):
        story.when(again).then_refused(WithdrawnAlready)
    given(Session).when(withdrawing).then_refused(SessionUnknown)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"held_on": land.TODAY + timedelta(days=1)}, DayNotCome),
        ({"topic_code": "astrology"}, TopicCodeUnknown),
        ({"attendances": -1}, AttendancesImplausible),
        ({"programme_code": "astrology"}, ProgrammeCodeUnknown),
        ({"programme_code": DIGITAL, "held_on": date(2025, 3, 25)}, BeforeProgramme),
        ({"co_organisers": (HELPER, HELPER)}, CoOrganiserTwice),
        ({"co_organisers": (Organiser(*BY),)}, CoOrganiserTwice),
        ({"partners": (Partner("wizards"),)}, PartnerKindUnknown),
        ({"partners": (Partner("school"), Partner("school"))}, PartnerTwice),
        ({"attendances": MOST_ATTENDANCES + 1}, AttendancesImplausible),
        ({"cost_dong": -1}, SessionCostImplausible),
        ({"cost_dong": MOST_DONG + 1}, SessionCostImplausible),
    ],
)
def test_what_cannot_be_said_of_a_session_is_refused(said: Any, refusal: type[Refusal]) -> None:
    given(Session, PLANNED).when(holding(**said)).then_refused(refusal)
    given(Session, HELD).when(correcting(**said)).then_refused(refusal)


def test_what_was_planned_by_one_is_not_held_by_another() -> None:
    other = holding(organiser_kind="centre")
    given(Session, PLANNED).when(other).then_refused(SessionOrganisedOtherwise)
    plan = replace(PLANNED, topic_code="astrology")
    given(Session).when(lambda session: session.plan(plan)).then_refused(TopicCodeUnknown)


def test_an_organiser_is_where_it_was_on_that_day_and_nowhere_before_or_after() -> None:
    spells = Spell(land.COMMUNE, DAY, LATER), Spell(land.OTHER_COMMUNE, LATER, land.TODAY)
    centre = Centre(spells=spells)
    day = timedelta(days=1)
    where = [place_on(centre, on, SESSIONS) for on in (DAY, LATER - day, LATER, land.TODAY - day)]
    assert where == [land.COMMUNE] * 2 + [land.OTHER_COMMUNE] * 2
    for on, refusal in (
        (DAY - day, SessionBeforeOrganiser),
        (land.TODAY, SessionAfterOrganiser),
    ):
        with pytest.raises(refusal):
            place_on(centre, on, SESSIONS)
    with pytest.raises(WithdrawnAlready):
        place_on(Centre(), DAY, SESSIONS)


def test_an_authority_is_known_by_its_kind_and_place_as_long_as_that_is_in_force() -> None:
    one = authority_id("peoples-committee", land.COMMUNE)
    assert one == authority_id("peoples-committee", land.COMMUNE)
    assert one != authority_id("party-committee", land.COMMUNE)
    assert require_in_force(land.COMMUNE, DAY, land.NOW) == land.COMMUNE
    for place in (land.ENDED_COMMUNE, uuid4()):
        with pytest.raises(PlaceNotInForce):
            require_in_force(place, DAY, land.NOW)
    with pytest.raises(OrganiserKindUnknown):
        require_kind("club")


@whatever(any_.lists(reports, min_size=1, max_size=5))
def test_whatever_is_corrected_the_last_word_counts_and_twice_changes_nothing(
    said: list[SessionHeld],
) -> None:
    first, *others = said
    session = fold(Session(), [first])
    for each in others:
        told = session.correct(each, land.TODAY)
        assert [fact.was for fact in told] == [session.held] * len(told)
        session = fold(session, told)
        assert session.held == each.counts
        assert session.correct(each, land.TODAY) == []


def test_what_is_stored_reads_back_equal() -> None:
    for fact in (PLANNED, HELD, AS_PLANNED, CORRECTED, CANCELLED, WITHDRAWN):
        mapper = FactMapper((type(fact),))
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
    assert HELD.counts == Held(
        land.COMMUNE, "law", LATER, 42, 1_500_000, DIGITAL, (HELPER,), (SCHOOL,)
    )
