"""A centre is renamed, corrected, moved, merged, dissolved and withdrawn. What spells may be is
asked in `tests/registry/bearers`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.registry.bearers.refusals import (
    EndedAlready,
    EndsOtherwise,
    NothingEnded,
    NothingOfThatDay,
    StandsThereAlready,
    StoodNowhereYet,
    WentOnInAnother,
    WithdrawnAlready,
)
from services.registry.bearers.spells import Site, Spell
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.facts import (
    CentreCorrected,
    CentreFact,
    CentreMerged,
    CentreRenamed,
)
from services.registry.centres.centre.refusals import (
    CentreAlreadyEstablished,
    CentreMergedIntoItself,
    CentreNamedSince,
    CentreNameImplausible,
    CentreNotAtWork,
    CentreUnknown,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.documents import DocumentNumberMalformed
from shared.vocabulary.refusals import Refusal
from tests.registry.centres.test_centre import (
    DAY,
    ENDED,
    ESTABLISHED,
    GONE,
    LATER,
    MOVED,
    WAS,
    WITHDRAWN,
)
from tests.support import land
from tests.support.story import given

PAPER, ONE_DAY = "131/QĐ-UBND", timedelta(days=1)
NAME, NEW_NAME = "Trung tâm học tập cộng đồng", "Trung tâm Văn hóa và Học tập cộng đồng"
NAMED = replace(ESTABLISHED, name=NAME, document_number=PAPER)
RENAMED = CentreRenamed(land.COMMUNE, NEW_NAME, LATER, PAPER)
INTO = replace(ESTABLISHED, centre_id=uuid4(), place_id=land.OTHER_COMMUNE)
OTHER = INTO.centre_id, fold(Centre(), [INTO])
MERGED = CentreMerged(land.COMMUNE, INTO.centre_id, LATER, PAPER, WAS, GONE)
CORRECTED = CentreCorrected.of(WAS, (Spell(land.HAMLET, DAY - ONE_DAY * 2),))

Asking = Callable[[Centre], list[Any]]


def renaming(name: str = NEW_NAME, day: date = LATER, by: str = PAPER) -> Asking:
    return lambda centre: centre.rename(name, day, by, land.NOW)


def correcting(of: date, place: Any, day: date) -> Asking:
    return lambda centre: centre.correct(of, Site(place, day), land.NOW)


def moving(place: Any = land.OTHER_COMMUNE, day: date = LATER) -> Asking:
    return lambda centre: centre.move(Site(place, day), land.NOW)


def dissolving(day: date = LATER, by: str = PAPER) -> Asking:
    return lambda centre: centre.dissolve(day, by, land.NOW)


def merging(into: Any = OTHER, day: date = LATER, by: str = PAPER) -> Asking:
    return lambda centre: centre.merge(into, day, by, land.NOW)


def test_a_centre_is_established_by_a_document_under_a_name_in_their_one_form() -> None:
    asked = replace(NAMED, name=f" {NAME} ", document_number="131/qđ-ubnd")
    given(Centre).when(lambda centre: centre.establish(asked, land.NOW)).then(NAMED)
    other = replace(NAMED, name=NEW_NAME)
    given(Centre, NAMED).when(lambda centre: centre.establish(other, land.NOW)).then_refused(
        CentreAlreadyEstablished
    )


def test_a_centre_has_another_name_from_a_day_on() -> None:
    given(Centre, NAMED).when(renaming()).then(RENAMED)
    given(Centre, NAMED, RENAMED).when(renaming()).then_nothing()


def test_the_last_name_is_corrected_by_its_own_day_and_no_earlier_one() -> None:
    right = replace(RENAMED, name=NAME)
    given(Centre, NAMED, RENAMED).when(renaming(NAME)).then(right)
    given(Centre, NAMED, RENAMED).when(renaming(day=LATER - ONE_DAY)).then_refused(CentreNamedSince)


@pytest.mark.parametrize(
    ("asking", "refusal"),
    [
        (renaming(day=DAY - ONE_DAY), StoodNowhereYet),
        (renaming(day=land.TODAY + ONE_DAY), DayNotCome),
        (renaming("12"), CentreNameImplausible),
        (renaming("x" * 201), CentreNameImplausible),
        (renaming(by="by word of mouth"), DocumentNumberMalformed),
        (dissolving(by="by word of mouth"), DocumentNumberMalformed),
        (dissolving(day=land.TODAY + ONE_DAY), DayNotCome),
        (merging(by="by word of mouth"), DocumentNumberMalformed),
        (merging((ESTABLISHED.centre_id, Centre())), CentreMergedIntoItself),
        (merging((INTO.centre_id, Centre())), CentreUnknown),
        (merging(day=DAY - ONE_DAY), StoodNowhereYet),
        (moving(land.COMMUNE), StandsThereAlready),
        (correcting(LATER, land.HAMLET, DAY), NothingOfThatDay),
    ],
)
def test_what_a_centre_cannot_be_is_refused(asking: Asking, refusal: type[Refusal]) -> None:
    given(Centre, ESTABLISHED).when(asking).then_refused(refusal)


@pytest.mark.parametrize(
    "asking", [renaming(), correcting(DAY, land.COMMUNE, DAY), moving(), dissolving(), merging()]
)
def test_of_a_centre_that_is_unknown_or_was_withdrawn_nothing_is_recorded(asking: Asking) -> None:
    given(Centre).when(asking).then_refused(CentreUnknown)
    given(Centre, ESTABLISHED, WITHDRAWN).when(asking).then_refused(WithdrawnAlready)


def test_a_centre_is_corrected_moved_merged_dissolved_and_withdrawn_once() -> None:
    right = CentreCorrected.of(WAS, (Spell(land.HAMLET, DAY + ONE_DAY),))
    steps: list[tuple[Asking, CentreFact]] = [
        (correcting(DAY, land.HAMLET, DAY + ONE_DAY), right),
        (moving(), MOVED),
        (merging(), MERGED),
        (dissolving(), ENDED),
        (lambda centre: centre.withdraw(), WITHDRAWN),
    ]
    for asking, fact in steps:
        given(Centre, ESTABLISHED).when(asking).then(fact)
        given(Centre, ESTABLISHED, fact).when(asking).then_nothing()


def test_a_centre_that_is_no_more_has_no_name_since_and_goes_nowhere() -> None:
    for gone in (ENDED, MERGED):
        for asking in (renaming(), moving(day=LATER + ONE_DAY), dissolving(LATER + ONE_DAY)):
            given(Centre, ESTABLISHED, gone).when(asking).then_refused(EndedAlready)


def test_what_was_merged_is_not_dissolved_and_the_reverse() -> None:
    given(Centre, ESTABLISHED, MERGED).when(dissolving()).then_refused(EndedAlready)
    given(Centre, ESTABLISHED, ENDED).when(merging()).then_refused(EndedAlready)
    elsewhere = merging((uuid4(), OTHER[1]))
    given(Centre, ESTABLISHED, MERGED).when(elsewhere).then_refused(EndedAlready)


def test_a_centre_goes_on_in_one_that_is_at_work_on_that_day() -> None:
    late = replace(INTO, established_on=LATER + ONE_DAY)
    for lived in ([late], [INTO, replace(ENDED, place_id=land.OTHER_COMMUNE)]):
        into = INTO.centre_id, fold(Centre(), lived)
        given(Centre, ESTABLISHED).when(merging(into)).then_refused(CentreNotAtWork)


@pytest.mark.parametrize(
    "fact", [NAMED, RENAMED, MOVED, MERGED, ENDED, WITHDRAWN, CORRECTED], ids=lambda fact: fact.TYPE
)
def test_what_is_stored_of_a_centre_over_time_reads_back_equal(fact: CentreFact) -> None:
    mapper = FactMapper((type(fact),))
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


def test_a_centre_of_the_first_records_is_read_without_a_name() -> None:
    old = (
        f'{{"centre_id":"{ESTABLISHED.centre_id}","place_id":"{land.COMMUNE}",'
        f'"established_on":"{DAY}"}}'
    )
    mapper = FactMapper((type(ESTABLISHED),))
    assert mapper.decode(ESTABLISHED.TYPE, old.encode()) == ESTABLISHED


def ending_right(day: date | None, of: date = LATER) -> Asking:
    return lambda centre: centre.correct_end(of, day, land.NOW)


def test_when_or_that_a_centre_ended_is_put_right_and_it_may_end_again() -> None:
    earlier = (Spell(land.COMMUNE, DAY, LATER - ONE_DAY),)
    never, sooner = CentreCorrected.of(GONE, WAS), CentreCorrected.of(GONE, earlier)
    given(Centre, ESTABLISHED, ENDED).when(ending_right(LATER - ONE_DAY)).then(sooner)
    given(Centre, ESTABLISHED, ENDED).when(ending_right(LATER)).then_nothing()
    for told in (ENDED, MERGED):
        given(Centre, ESTABLISHED, told).when(ending_right(None)).then(never)
        given(Centre, ESTABLISHED, told, never).when(ending_right(None)).then_nothing()
        given(Centre, ESTABLISHED, told, never).when(dissolving()).then(ENDED)
        given(Centre, ESTABLISHED, told, never, ENDED).when(dissolving()).then_nothing()


@pytest.mark.parametrize(
    ("told", "asking", "refusal"),
    [
        ((), ending_right(None), CentreUnknown),
        ((ESTABLISHED,), ending_right(DAY), NothingEnded),
        ((ESTABLISHED, ENDED), ending_right(DAY, of=DAY), EndsOtherwise),
        ((ESTABLISHED, ENDED), ending_right(DAY - ONE_DAY), StoodNowhereYet),
        ((ESTABLISHED, ENDED), ending_right(land.TODAY + ONE_DAY), DayNotCome),
        ((ESTABLISHED, MERGED), ending_right(DAY), WentOnInAnother),
        ((ESTABLISHED, WITHDRAWN), ending_right(None), WithdrawnAlready),
    ],
)
def test_an_end_that_cannot_be_is_refused(
    told: tuple[CentreFact, ...], asking: Asking, refusal: type[Refusal]
) -> None:
    given(Centre, *told).when(asking).then_refused(refusal)
