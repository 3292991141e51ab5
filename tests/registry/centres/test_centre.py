from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.bearers.spells import Spell
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.facts import (
    CentreCorrected,
    CentreEnded,
    CentreEstablished,
    CentreFact,
    CentreMoved,
    CentreWithdrawn,
)
from services.registry.centres.centre.refusals import CentreAlreadyEstablished, CentreUnknown
from services.registry.classes.learning_class.facts import ClassHeld, ClassReport
from services.registry.classes.learning_class.learning_class import LearningClass, class_stream
from services.registry.classes.learning_class.refusals import (
    ClassAfterCentre,
    ClassAlreadyHeld,
    ClassBeforeCentre,
)
from services.registry.organised.refusals import AttendancesImplausible, TopicCodeUnknown
from shared.eventstore.facts import Fact, fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import MOST_ATTENDANCES
from shared.vocabulary.places.siting import PlaceNotInForce, PlaceOfWrongLevel
from shared.vocabulary.topics import TOPICS
from tests.support import land
from tests.support.story import given

DAY = date(2025, 8, 1)
ESTABLISHED = CentreEstablished(uuid4(), land.COMMUNE, DAY)
LATER = date(2026, 3, 1)
WAS = (Spell(land.COMMUNE, DAY),)
GONE = (Spell(land.COMMUNE, DAY, LATER),)
MOVED = CentreMoved(land.OTHER_COMMUNE, LATER, WAS, (*GONE, Spell(land.OTHER_COMMUNE, LATER)))
ENDED = CentreEnded(land.COMMUNE, LATER, "131/QĐ-UBND", WAS, GONE)
WITHDRAWN = CentreWithdrawn(land.COMMUNE, WAS)
REPORT = ClassReport(uuid4(), date(2025, 9, 1), "health", 42)
HELD = ClassHeld(ESTABLISHED.centre_id, REPORT.class_id, land.COMMUNE, REPORT.held_on, "health", 42)

reports = any_.builds(
    ClassReport,
    any_.uuids(),
    any_.dates(min_value=DAY, max_value=land.TODAY),
    any_.sampled_from(sorted(TOPICS.names)),
    any_.integers(min_value=0, max_value=MOST_ATTENDANCES),
)


def holding(report: ClassReport, *lived: CentreFact) -> Callable[[LearningClass], list[ClassHeld]]:
    """At a centre to which this happened since it was established."""
    centre = fold(Centre(), [ESTABLISHED, *lived])
    return lambda held: held.report(report, centre, land.TODAY)


def test_a_centre_is_established_in_a_commune() -> None:
    given(Centre).when(lambda centre: centre.establish(ESTABLISHED, land.NOW)).then(ESTABLISHED)


def test_a_centre_may_serve_a_hamlet_but_not_a_province() -> None:
    small, large = (
        replace(ESTABLISHED, place_id=land.HAMLET),
        replace(ESTABLISHED, place_id=land.PROVINCE),
    )
    given(Centre).when(lambda centre: centre.establish(small, land.NOW)).then(small)
    given(Centre).when(lambda centre: centre.establish(large, land.NOW)).then_refused(
        PlaceOfWrongLevel
    )


def test_a_centre_needs_a_place_in_force() -> None:
    early = replace(ESTABLISHED, established_on=land.REORGANISED - timedelta(days=1))
    given(Centre).when(lambda centre: centre.establish(early, land.NOW)).then_refused(
        PlaceNotInForce
    )


def test_a_centre_does_not_move_by_being_established_again() -> None:
    elsewhere = replace(ESTABLISHED, place_id=land.OTHER_COMMUNE)
    given(Centre, ESTABLISHED).when(
        lambda centre: centre.establish(elsewhere, land.NOW)
    ).then_refused(CentreAlreadyEstablished)


def test_a_class_is_counted_at_the_place_of_its_centre() -> None:
    given(LearningClass).when(holding(REPORT)).then(HELD)


def test_a_class_needs_a_centre() -> None:
    with pytest.raises(CentreUnknown):
        LearningClass().report(REPORT, Centre(), land.TODAY)


def test_a_class_counts_where_its_centre_was_on_that_day() -> None:
    later = replace(REPORT, held_on=LATER)
    given(LearningClass).when(holding(REPORT, MOVED)).then(HELD)
    there = replace(HELD, held_on=LATER, place_id=land.OTHER_COMMUNE)
    given(LearningClass).when(holding(later, MOVED)).then(there)


def test_a_class_is_not_held_by_a_centre_that_is_no_more_or_never_was() -> None:
    later = replace(REPORT, held_on=LATER)
    given(LearningClass).when(holding(REPORT, ENDED)).then(HELD)
    given(LearningClass).when(holding(later, ENDED)).then_refused(ClassAfterCentre)
    given(LearningClass).when(holding(REPORT, WITHDRAWN)).then_refused(WithdrawnAlready)


def test_a_class_on_the_books_is_not_counted_again_when_its_centre_was_corrected() -> None:
    correct = CentreCorrected.of(WAS, (Spell(land.HAMLET, DAY),))
    given(LearningClass, HELD).when(holding(REPORT, correct)).then_nothing()


def test_a_class_is_not_held_before_its_centre_is_established() -> None:
    early = replace(REPORT, held_on=DAY - timedelta(days=1))
    given(LearningClass).when(holding(early)).then_refused(ClassBeforeCentre)


def test_a_class_to_come_is_not_held_yet() -> None:
    late = replace(REPORT, held_on=land.TODAY + timedelta(days=1))
    given(LearningClass).when(holding(late)).then_refused(DayNotCome)


def test_topics_are_a_closed_set() -> None:
    odd = replace(REPORT, topic_code="astrology")
    given(LearningClass).when(holding(odd)).then_refused(TopicCodeUnknown)


@pytest.mark.parametrize("attendances", [-1, MOST_ATTENDANCES + 1])
def test_attendances_are_counted_from_none_to_a_plausible_number(attendances: int) -> None:
    odd = replace(REPORT, attendances=attendances)
    given(LearningClass).when(holding(odd)).then_refused(AttendancesImplausible)


def test_other_figures_for_the_same_class_are_refused() -> None:
    other = replace(REPORT, attendances=43)
    given(LearningClass, HELD).when(holding(other)).then_refused(ClassAlreadyHeld)


def test_a_class_on_the_books_is_not_counted_again() -> None:
    given(LearningClass, HELD).when(holding(REPORT)).then_nothing()


def test_each_class_has_a_stream_of_its_own_and_the_same_id_at_another_centre_another() -> None:
    one, other = uuid4(), uuid4()
    streams = {class_stream(*pair) for pair in ((one, one), (one, other), (other, one))}
    assert len(streams | {one, other}) == 5
    assert class_stream(one, other) == class_stream(one, other)


@whatever(reports)
def test_reporting_the_same_class_or_centre_twice_changes_nothing(report: ClassReport) -> None:
    again = fold(LearningClass(), holding(report)(LearningClass()))
    assert holding(report)(again) == []
    assert fold(Centre(), [ESTABLISHED]).establish(ESTABLISHED, land.NOW) == []


@whatever(reports)
def test_what_is_stored_of_a_centre_reads_back_equal(report: ClassReport) -> None:
    mapper = FactMapper((CentreEstablished, ClassHeld))
    facts: list[Fact] = [ESTABLISHED, *holding(report)(LearningClass())]
    for fact in facts:
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
