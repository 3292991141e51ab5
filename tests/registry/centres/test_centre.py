from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.domain.centre import (
    MOST_ATTENDANCES,
    TOPIC_CODES,
    AttendancesImplausible,
    Centre,
    CentreAlreadyEstablished,
    CentreEstablished,
    CentreUnknown,
    ClassAlreadyHeld,
    ClassBeforeCentre,
    ClassHeld,
    ClassReport,
    TopicCodeUnknown,
)
from services.registry.domain.siting import PlaceNotInForce, PlaceOfWrongLevel
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from tests.registry import land
from tests.support.story import given

DAY = date(2025, 8, 1)
ESTABLISHED = CentreEstablished(land.COMMUNE, DAY)
REPORT = ClassReport(uuid4(), date(2025, 9, 1), "health", 42)
HELD = ClassHeld(REPORT.class_id, land.COMMUNE, REPORT.held_on, "health", 42)

reports = any_.builds(
    ClassReport,
    any_.uuids(),
    any_.dates(min_value=DAY, max_value=land.TODAY),
    any_.sampled_from(sorted(TOPIC_CODES)),
    any_.integers(min_value=0, max_value=MOST_ATTENDANCES),
)


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
    given(Centre, ESTABLISHED).when(lambda centre: centre.hold(REPORT, land.TODAY)).then(HELD)


def test_a_class_needs_a_centre() -> None:
    given(Centre).when(lambda centre: centre.hold(REPORT, land.TODAY)).then_refused(CentreUnknown)


def test_a_class_is_not_held_before_its_centre_is_established() -> None:
    early = replace(REPORT, held_on=DAY - timedelta(days=1))
    given(Centre, ESTABLISHED).when(lambda centre: centre.hold(early, land.TODAY)).then_refused(
        ClassBeforeCentre
    )


def test_a_class_to_come_is_not_held_yet() -> None:
    late = replace(REPORT, held_on=land.TODAY + timedelta(days=1))
    given(Centre, ESTABLISHED).when(lambda centre: centre.hold(late, land.TODAY)).then_refused(
        DayNotCome
    )


def test_topics_are_a_closed_set() -> None:
    odd = replace(REPORT, topic_code="astrology")
    given(Centre, ESTABLISHED).when(lambda centre: centre.hold(odd, land.TODAY)).then_refused(
        TopicCodeUnknown
    )


@pytest.mark.parametrize("attendances", [-1, MOST_ATTENDANCES + 1])
def test_attendances_are_counted_from_none_to_a_plausible_number(attendances: int) -> None:
    odd = replace(REPORT, attendances=attendances)
    given(Centre, ESTABLISHED).when(lambda centre: centre.hold(odd, land.TODAY)).then_refused(
        AttendancesImplausible
    )


def test_other_figures_for_the_same_class_are_refused() -> None:
    other = replace(REPORT, attendances=43)
    given(Centre, ESTABLISHED, HELD).when(
        lambda centre: centre.hold(other, land.TODAY)
    ).then_refused(ClassAlreadyHeld)


def test_a_centre_before_a_class_does_not_know_it() -> None:
    before = fold(Centre(), [ESTABLISHED])
    after = fold(before, [HELD])
    assert before.hold(REPORT, land.TODAY) == [HELD]
    assert after.hold(REPORT, land.TODAY) == []


def test_a_centre_is_not_copied_for_each_of_its_classes() -> None:
    first = fold(Centre(), [ESTABLISHED, HELD])
    last = fold(first, [replace(HELD, class_id=uuid4()) for _ in range(100)])
    assert last.classes.book is first.classes.book


@whatever(reports)
def test_reporting_the_same_class_or_centre_twice_changes_nothing(report: ClassReport) -> None:
    centre = fold(Centre(), [ESTABLISHED])
    again = fold(centre, centre.hold(report, land.TODAY))
    assert again.hold(report, land.TODAY) == []
    assert again.establish(ESTABLISHED, land.NOW) == []


@whatever(reports)
def test_what_is_stored_of_a_centre_reads_back_equal(report: ClassReport) -> None:
    mapper = FactMapper((CentreEstablished, ClassHeld))
    for fact in (ESTABLISHED, *fold(Centre(), [ESTABLISHED]).hold(report, land.TODAY)):
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
