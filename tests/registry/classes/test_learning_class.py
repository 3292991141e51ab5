"""A class is planned, held, corrected, cancelled and withdrawn, whoever organises it; also one that
its centre reported at its own counter."""

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
from services.registry.centres.centre.facts import CentreEstablished
from services.registry.classes.learning_class.facts import (
    ClassCancelled,
    ClassCorrected,
    ClassFact,
    ClassHeld,
    ClassHeldByOrganiser,
    ClassPlanned,
    ClassReport,
    ClassWithdrawn,
)
from services.registry.classes.learning_class.learning_class import CLASSES, LearningClass
from services.registry.classes.learning_class.of_centres import counted
from services.registry.classes.learning_class.refusals import (
    ClassAfterOrganiser,
    ClassBeforeOrganiser,
    ClassCancelledAlready,
    ClassCostImplausible,
    ClassHeldAlready,
    ClassNotHeld,
    ClassOrganisedOtherwise,
    ClassUnknown,
)
from services.registry.organised.held import Organiser, Partner
from services.registry.organised.organisers import place_on
from services.registry.organised.refusals import (
    AttendancesImplausible,
    BeforeProgramme,
    CoOrganiserTwice,
    PartnerKindUnknown,
    PartnerTwice,
    ProgrammeCodeUnknown,
    TopicCodeUnknown,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import MOST_ATTENDANCES, MOST_DONG
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
PLANNED = ClassPlanned(land.COMMUNE, *BY, "livelihood", DAY)
HELD = ClassHeldByOrganiser(land.COMMUNE, *BY, "livelihood", LATER, 35, 1_500_000, None, **AROUND)
AS_PLANNED = replace(HELD, planned_on=DAY)
CANCELLED = ClassCancelled(land.COMMUNE, *BY, DAY, LATER)
CORRECTED = ClassCorrected(land.COMMUNE, *BY, "health", DAY, 24, None, HELD.counts, **AROUND)
WITHDRAWN = ClassWithdrawn(land.COMMUNE, *BY, HELD.counts)
CENTRE, REPORTED_AS = uuid4(), uuid4()
REPORTED = ClassHeld(CENTRE, REPORTED_AS, land.COMMUNE, LATER, "livelihood", 35)
AT_WORK = fold(Centre(), [CentreEstablished(CENTRE, land.COMMUNE, DAY)])

reports = any_.builds(
    ClassHeldByOrganiser,
    any_.sampled_from([land.COMMUNE, land.OTHER_COMMUNE]),
    any_.just("centre"),
    any_.just(CENTRE),
    any_.sampled_from(sorted(TOPICS.names)),
    any_.dates(DAY, land.TODAY),
    any_.integers(0, MOST_ATTENDANCES),
    any_.none() | any_.integers(0, MOST_DONG),
    programme_code=any_.none() | any_.sampled_from(sorted(PROGRAMMES)),
    co_organisers=any_.sampled_from([(), (HELPER,)]),
    partners=any_.sampled_from([(), (SCHOOL,)]),
)


def holding(**said: Any) -> Callable[[LearningClass], list[ClassHeldByOrganiser]]:
    return lambda it: it.hold(replace(HELD, **said), land.TODAY)


def correcting(**said: Any) -> Callable[[LearningClass], list[ClassCorrected]]:
    return lambda it: it.correct(replace(HELD, **said), land.TODAY)


def cancelling(day: date = LATER) -> Callable[[LearningClass], list[ClassCancelled]]:
    return lambda it: it.cancel(day, land.TODAY)


def withdrawing(it: LearningClass) -> list[ClassWithdrawn]:
    return it.withdraw()


def reporting(**said: Any) -> Callable[[LearningClass], list[ClassHeld]]:
    report = replace(REPORTED.report, **said)
    return lambda it: it.report(report, AT_WORK, land.TODAY)


def test_a_class_of_any_organiser_is_held_as_planned_or_without_a_plan() -> None:
    given(LearningClass).when(lambda it: it.plan(PLANNED)).then(PLANNED)
    given(LearningClass, PLANNED).when(holding()).then(AS_PLANNED)
    given(LearningClass).when(holding()).then(HELD)
    given(LearningClass, HELD).when(holding()).then_nothing()
    given(LearningClass, HELD).when(holding(attendances=36)).then_refused(ClassHeldAlready)
    other = holding(organiser_kind="centre")
    given(LearningClass, PLANNED).when(other).then_refused(ClassOrganisedOtherwise)


def test_what_was_written_wrongly_of_it_is_corrected_and_it_stays_its_organisers() -> None:
    right: dict[str, Any] = {"topic_code": "health", "held_on": DAY, "attendances": 24}
    story = given(LearningClass, HELD)
    story.when(correcting(**right, cost_dong=None)).then(CORRECTED)
    story.when(correcting()).then_nothing()
    story.when(correcting(organiser_id=uuid4())).then_refused(ClassOrganisedOtherwise)
    given(LearningClass, PLANNED).when(correcting()).then_refused(ClassNotHeld)


def test_what_was_planned_is_cancelled_once() -> None:
    given(LearningClass, PLANNED).when(cancelling()).then(CANCELLED)
    story = given(LearningClass, PLANNED, CANCELLED)
    story.when(cancelling()).then_nothing()
    story.when(holding()).then_refused(ClassCancelledAlready)
    given(LearningClass, HELD).when(cancelling()).then_refused(ClassHeldAlready)
    given(LearningClass).when(cancelling()).then_refused(ClassUnknown)


def test_what_never_was_is_withdrawn_and_stays_so() -> None:
    given(LearningClass, HELD).when(withdrawing).then(WITHDRAWN)
    given(LearningClass, PLANNED).when(withdrawing).then(replace(WITHDRAWN, was=None))
    story = given(LearningClass, HELD, WITHDRAWN)
    story.when(withdrawing).then_nothing()
    for again in (holding(), correcting(), cancelling()):
        story.when(again).then_refused(WithdrawnAlready)
    given(LearningClass).when(withdrawing).then_refused(ClassUnknown)


def test_what_a_centre_reported_is_corrected_and_withdrawn_under_the_id_of_its_report() -> None:
    by: dict[str, Any] = {"organiser_kind": "centre", "organiser_id": CENTRE, "cost_dong": None}
    by |= {"programme_code": None, "co_organisers": (), "partners": ()}
    corrected = ClassCorrected(
        *(land.COMMUNE, "centre", CENTRE, "livelihood", LATER, 53, None, REPORTED.counts),
        reported_as=REPORTED_AS,
    )
    story = given(LearningClass, REPORTED)
    story.when(correcting(**by, attendances=53)).then(corrected)
    story.when(correcting(**by)).then_nothing()
    withdrawn = ClassWithdrawn(land.COMMUNE, "centre", CENTRE, REPORTED.counts, REPORTED_AS)
    story.when(withdrawing).then(withdrawn)
    after = given(LearningClass, REPORTED, corrected)
    after.when(reporting()).then_nothing()
    after.when(withdrawing).then(replace(withdrawn, was=corrected.counts))
    given(LearningClass, REPORTED, withdrawn).when(reporting()).then_refused(WithdrawnAlready)


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
        ({"cost_dong": -1}, ClassCostImplausible),
        ({"cost_dong": MOST_DONG + 1}, ClassCostImplausible),
    ],
)
def test_what_cannot_be_said_of_a_class_is_refused(said: Any, refusal: type[Refusal]) -> None:
    given(LearningClass, PLANNED).when(holding(**said)).then_refused(refusal)
    given(LearningClass, HELD).when(correcting(**said)).then_refused(refusal)


def test_no_class_is_held_before_its_organiser_is_there_or_after() -> None:
    there = Centre(spells=(Spell(land.COMMUNE, DAY, LATER),))
    assert place_on(there, DAY, CLASSES) == land.COMMUNE
    with pytest.raises(ClassBeforeOrganiser):
        place_on(there, DAY - timedelta(days=1), CLASSES)
    with pytest.raises(ClassAfterOrganiser):
        place_on(there, LATER, CLASSES)


@whatever(any_.lists(reports, min_size=1, max_size=5), any_.booleans(), any_.booleans())
def test_whatever_is_corrected_the_last_word_counts_with_its_centre(
    said: list[ClassHeldByOrganiser], reported: bool, withdrawn: bool
) -> None:
    first, *others = said
    report = ClassReport(REPORTED_AS, first.held_on, first.topic_code, first.attendances)
    told: list[ClassFact] = (
        [ClassHeld(CENTRE, place_id=first.place_id, **vars(report))] if reported else [first]
    )
    for each in others:
        told += fold(LearningClass(), told).correct(each, land.TODAY)
        assert fold(LearningClass(), told).correct(each, land.TODAY) == []
    if withdrawn:
        told += fold(LearningClass(), told).withdraw()
    sums = [times * held.attendances for fact in told for _, held, times in counted(fact)]
    assert sum(sums) == (0 if withdrawn else said[-1].attendances)


def test_what_is_no_centres_counts_with_no_centre() -> None:
    for fact in (PLANNED, HELD, CORRECTED, CANCELLED, WITHDRAWN):
        assert list(counted(fact)) == []


def test_what_is_stored_reads_back_equal() -> None:
    for fact in (PLANNED, HELD, AS_PLANNED, CORRECTED, CANCELLED, WITHDRAWN, REPORTED):
        mapper = FactMapper((type(fact),))
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
