"""The rules of an association. What its spells may be is asked in `tests/registry/bearers`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest

from services.registry.associations.association.association import Association, Founding
from services.registry.associations.association.facts import (
    AssociationCorrected,
    AssociationEnded,
    AssociationFact,
    AssociationFounded,
    AssociationMerged,
    AssociationRenamed,
    AssociationSpell,
    AssociationWithdrawn,
    Named,
)
from services.registry.associations.association.refusals import (
    AssociationMergesIntoItself,
    AssociationNamedEarlier,
    AssociationNameImplausible,
    AssociationNotThere,
    AssociationNotYetNamed,
    AssociationOtherwise,
    AssociationUnknown,
)
from services.registry.bearers.founding import Ending
from services.registry.bearers.refusals import (
    EndedAlready,
    EndsOtherwise,
    NothingEnded,
    StoodNowhereYet,
    WentOnInAnother,
    WithdrawnAlready,
)
from services.registry.places.territory.facts import entry
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.documents import DocumentNumberMalformed
from shared.vocabulary.places import How, Tree
from shared.vocabulary.places.siting import PlaceNotInForce, PlaceOfWrongLevel
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

DISTRICT = land.named("district of the past")
HEARD = (
    *land.HEARD,
    *(
        replace(entry(fact), recorded_on=land.TODAY)
        for fact in (
            land.established(DISTRICT, "district", land.PROVINCE, "774"),
            *land.ended(DISTRICT, How.WHOLE),
        )
    ),
)
NOW = land.Now(Tree(HEARD), land.TODAY)
DAY, ENDED_ON = date(2020, 8, 1), land.REORGANISED
NAME, PAPER = "Hội Khuyến học Quận 5", "12/QĐ-UBND"
FOUNDED = AssociationFounded(DISTRICT, "district", NAME, DAY, PAPER)
WAS = (AssociationSpell(DISTRICT, DAY, level="district"),)
CLOSED = (AssociationSpell(DISTRICT, DAY, ENDED_ON, level="district"),)
LATE, INTO = date(2025, 11, 20), land.named("association of the commune")
OTHER = Association().evolve(
    AssociationFounded(land.COMMUNE, "commune", "Hội Khuyến học xã", ENDED_ON)
)
ENDED = AssociationEnded(DISTRICT, "district", ENDED_ON, "34/QĐ-UBND", WAS, CLOSED)
MERGED = AssociationMerged(DISTRICT, "district", INTO, ENDED_ON, "34/QĐ-UBND", WAS, CLOSED)
WITHDRAWN = AssociationWithdrawn(DISTRICT, "district", WAS)
EARLIER = DAY - timedelta(days=10)
FIRST = Named(NAME, DAY)
CORRECTED = AssociationCorrected(
    *(DISTRICT, "district", EARLIER, None, (Named(NAME, EARLIER),), WAS),
    (AssociationSpell(DISTRICT, EARLIER, level="district"),),
)
SECOND = Named("Hội Khuyến học – Cựu giáo chức", date(2021, 1, 1))
RENAMED = AssociationRenamed((FIRST, SECOND))

Ask = Callable[[Association], list[Any]]


def found(asked: AssociationFounded) -> Ask:
    where = Founding(asked.place_id, asked.founded_on, asked.document_number)
    return lambda it: it.found(where, asked.name, NOW)


def correct(it: Association) -> list[Any]:
    return it.correct(Founding(DISTRICT, EARLIER), NOW)


def call(it: Association) -> list[Any]:
    return it.call(SECOND.name, SECOND.since, NOW)


def end(it: Association) -> list[Any]:
    return it.dissolve(Ending(ENDED_ON, "34/QĐ-UBND"), NOW)


def merge(it: Association) -> list[Any]:
    return it.merge(INTO, OTHER, Ending(ENDED_ON, "34/QĐ-UBND"), NOW)


@pytest.mark.parametrize(
    ("place", "level"),
    [(land.PROVINCE, "province"), (DISTRICT, "district"), (land.OTHER_COMMUNE, "commune")],
)
def test_an_association_is_of_the_level_of_its_place(place: UUID, level: str) -> None:
    asked = AssociationFounded(place, level, NAME, DAY)
    given(Association).when(found(asked)).then(asked)


def test_a_document_and_a_name_are_kept_in_their_one_form() -> None:
    asked = replace(FOUNDED, name=f" {NAME} ", document_number="Quyết định số 12/qđ-ubnd")
    given(Association).when(found(asked)).then(FOUNDED)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"place_id": land.ELSEWHERE}, PlaceOfWrongLevel),
        ({"founded_on": ENDED_ON}, PlaceNotInForce),
        ({"place_id": land.PROVINCE, "founded_on": date(2027, 1, 1)}, DayNotCome),
        ({"name": ""}, AssociationNameImplausible),
        ({"name": "…"}, AssociationNameImplausible),
        ({"name": "a" * 201}, AssociationNameImplausible),
        ({"document_number": "giấy"}, DocumentNumberMalformed),
    ],
)
def test_what_cannot_be_an_association_is_refused(
    said: dict[str, Any], refusal: type[Refusal]
) -> None:
    given(Association).when(found(replace(FOUNDED, **said))).then_refused(refusal)


def test_an_association_is_not_founded_twice_otherwise() -> None:
    other = replace(FOUNDED, document_number=None)
    given(Association, FOUNDED).when(found(other)).then_refused(AssociationOtherwise)


@pytest.mark.parametrize(
    ("facts", "ask", "fact"),
    [
        ((FOUNDED,), end, ENDED),
        ((FOUNDED,), merge, MERGED),
        ((FOUNDED,), correct, CORRECTED),
        ((FOUNDED,), Association.withdraw, WITHDRAWN),
        ((FOUNDED,), call, RENAMED),
        (
            (FOUNDED, ENDED),
            Association.withdraw,
            AssociationWithdrawn(DISTRICT, "district", CLOSED),
        ),
    ],
)
def test_what_happens_to_it_says_its_spells_before_and_after(
    facts: tuple[object, ...], ask: Ask, fact: AssociationFact
) -> None:
    given(Association, *facts).when(ask).then(fact)


def test_its_document_alone_is_corrected() -> None:
    alone = AssociationCorrected(DISTRICT, "district", DAY, "1/QĐ-UBND", (FIRST,), WAS, WAS)
    right = Founding(DISTRICT, DAY, "1/QĐ-UBND")
    given(Association, FOUNDED).when(lambda it: it.correct(right, NOW)).then(alone)


def test_a_name_of_a_day_that_has_one_takes_its_place() -> None:
    right = AssociationRenamed((Named("Hội Khuyến học quận Năm", DAY), SECOND))
    named = given(Association, FOUNDED, RENAMED)
    named.when(lambda it: it.call("Hội Khuyến học quận Năm", DAY, NOW)).then(right)
    back = AssociationRenamed((FIRST,))
    named.when(lambda it: it.call(NAME, SECOND.since, NOW)).then(back)


@pytest.mark.parametrize(
    ("facts", "ask", "refusal"),
    [
        *(((), ask, AssociationUnknown) for ask in (correct, call, end, merge)),
        ((), Association.withdraw, AssociationUnknown),
        *(((FOUNDED, WITHDRAWN), ask, WithdrawnAlready) for ask in (correct, call, end, merge)),
        ((FOUNDED, MERGED), end, EndedAlready),
        ((FOUNDED, ENDED), merge, EndedAlready),
        ((FOUNDED,), lambda it: it.dissolve(Ending(EARLIER), NOW), StoodNowhereYet),
        ((FOUNDED,), lambda it: it.dissolve(Ending(date(2027, 1, 1)), NOW), DayNotCome),
        ((FOUNDED,), lambda it: it.dissolve(Ending(ENDED_ON, "x"), NOW), DocumentNumberMalformed),
        (
            (FOUNDED,),
            lambda it: it.merge(INTO, it, Ending(ENDED_ON), NOW),
            AssociationMergesIntoItself,
        ),
        ((FOUNDED,), lambda it: it.merge(INTO, OTHER, Ending(DAY), NOW), AssociationNotThere),
        ((FOUNDED,), lambda it: it.call("1", LATE, NOW), AssociationNameImplausible),
        ((FOUNDED,), lambda it: it.call(NAME, EARLIER, NOW), AssociationNotYetNamed),
        ((FOUNDED,), lambda it: it.call(NAME, date(2027, 1, 1), NOW), DayNotCome),
        (
            (FOUNDED, RENAMED),
            lambda it: it.correct(Founding(DISTRICT, SECOND.since), NOW),
            AssociationNamedEarlier,
        ),
    ],
)
def test_what_cannot_happen_to_it_is_refused(
    facts: tuple[object, ...], ask: Ask, refusal: type[Refusal]
) -> None:
    given(Association, *facts).when(ask).then_refused(refusal)


@pytest.mark.parametrize(
    ("fact", "ask"),
    [
        (FOUNDED, found(FOUNDED)),
        (RENAMED, call),
        (MERGED, merge),
        (ENDED, end),
        (CORRECTED, correct),
        (WITHDRAWN, Association.withdraw),
    ],
)
def test_asking_twice_changes_nothing_and_what_is_stored_reads_back_equal(
    fact: AssociationFact, ask: Ask
) -> None:
    facts = [FOUNDED, fact] if fact != FOUNDED else [FOUNDED]
    given(Association, *facts).when(ask).then_nothing()
    mapper = FactMapper(get_args(AssociationFact))
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


def ends_on(day: date | None, of: date = ENDED_ON) -> Ask:
    """It is put right that it ended on the day, or (None) never."""
    return lambda it: it.correct_end(of, day, NOW)


def end_put_right(until: date | None, was: AssociationFact = ENDED) -> AssociationCorrected:
    assert isinstance(was, AssociationEnded | AssociationMerged)
    now = (AssociationSpell(DISTRICT, DAY, until, level="district"),)
    return AssociationCorrected(DISTRICT, "district", DAY, PAPER, (FIRST,), was.now, now)


def test_when_or_that_it_ended_is_put_right_and_it_may_end_again() -> None:
    later = ENDED_ON + timedelta(days=9)
    given(Association, FOUNDED, ENDED).when(ends_on(later)).then(end_put_right(later))
    given(Association, FOUNDED, ENDED).when(ends_on(ENDED_ON)).then_nothing()
    never = end_put_right(None)
    given(Association, FOUNDED, ENDED).when(ends_on(None)).then(never)
    given(Association, FOUNDED, ENDED, never).when(ends_on(None)).then_nothing()
    given(Association, FOUNDED, ENDED, never).when(merge).then(MERGED)


def test_that_it_went_on_in_another_is_put_right_before_its_day_is() -> None:
    later = ENDED_ON + timedelta(days=9)
    given(Association, FOUNDED, MERGED).when(ends_on(later)).then_refused(WentOnInAnother)
    never = end_put_right(None, MERGED)
    given(Association, FOUNDED, MERGED).when(ends_on(None)).then(never)
    given(Association, FOUNDED, MERGED, never).when(end).then(ENDED)
    given(Association, FOUNDED, MERGED, never, ENDED).when(end).then_nothing()


@pytest.mark.parametrize(
    ("told", "ask", "refused"),
    [
        ((), ends_on(None), AssociationUnknown),
        ((FOUNDED,), ends_on(DAY), NothingEnded),
        ((FOUNDED, ENDED), ends_on(DAY, LATE), EndsOtherwise),
        ((FOUNDED, ENDED), ends_on(EARLIER), StoodNowhereYet),
        ((FOUNDED, ENDED), ends_on(land.TODAY + timedelta(days=1)), DayNotCome),
        ((FOUNDED, ENDED, WITHDRAWN), ends_on(None), WithdrawnAlready),
    ],
)
def test_an_end_that_cannot_be_is_refused(
    told: tuple[AssociationFact, ...], ask: Ask, refused: type[Refusal]
) -> None:
    given(Association, *told).when(ask).then_refused(refused)
