"""The rules of a committee. What its spells may be is asked in `tests/registry/bearers`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.bearers.founding import Ending
from services.registry.bearers.refusals import EndedAlready, StoodNowhereYet, WithdrawnAlready
from services.registry.committees.committee.agencies import Agency
from services.registry.committees.committee.committee import Committee, Founding
from services.registry.committees.committee.facts import (
    CommitteeCorrected,
    CommitteeEnded,
    CommitteeFact,
    CommitteeFounded,
    CommitteeMerged,
    CommitteeSpell,
    CommitteeWithdrawn,
    DaysOfPlace,
)
from services.registry.committees.committee.places import PlacesCommittees
from services.registry.committees.committee.refusals import (
    CommitteeAgencyKindUnknown,
    CommitteeAgencyNotThere,
    CommitteeMergesIntoItself,
    CommitteeNotThere,
    CommitteeOtherwise,
    CommitteeUnknown,
    PlaceHasCommitteeAlready,
)
from services.registry.establishments.establishment import (
    Establishment,
    EstablishmentRegistered,
    EstablishmentWithdrawn,
)
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import COMMITTEE_AGENCY_KINDS
from shared.vocabulary.places.siting import PlaceNotInForce, PlaceOfWrongLevel
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

NOW, PLACE = land.NOW, land.ENDED_COMMUNE
OFFICE, INTO = land.named("standing agency"), land.named("committee that goes on")
DAY, LATE, TO_COME = date(2020, 8, 1), date(2025, 11, 20), date(2027, 1, 1)
EARLIER, PAPER, KIND = DAY - timedelta(days=10), "15/QĐ-UBND", "education-office"
AGENCY = Establishment().evolve(
    EstablishmentRegistered(land.PROVINCE, "agency", "Sở", date(2010, 1, 1))
)
NEVER = AGENCY.evolve(EstablishmentWithdrawn(land.PROVINCE, "agency", AGENCY.spells))

FOUNDED = CommitteeFounded(PLACE, "commune", KIND, None, DAY, PAPER)
AS: Any = {"level": "commune", "agency_kind": KIND}
WAS = (CommitteeSpell(PLACE, DAY, **AS),)
CLOSED = (CommitteeSpell(PLACE, DAY, LATE, **AS),)
MERGED = CommitteeMerged(PLACE, "commune", KIND, None, INTO, LATE, PAPER, WAS, CLOSED)
ENDED = CommitteeEnded(PLACE, "commune", KIND, None, LATE, None, WAS, CLOSED)
WITHDRAWN = CommitteeWithdrawn(PLACE, "commune", KIND, None, WAS)
RIGHT = CommitteeFounded(land.PROVINCE, "province", "establishment", OFFICE, EARLIER)
OF_OFFICE: Any = {"level": "province", "agency_kind": "establishment", "agency_id": OFFICE}
NOW_THERE = (CommitteeSpell(land.PROVINCE, EARLIER, **OF_OFFICE),)
CORRECTED = CommitteeCorrected(
    *(land.PROVINCE, "province", "establishment", OFFICE, EARLIER, None, WAS, NOW_THERE)
)
OTHER = Committee().evolve(replace(FOUNDED, founded_on=date(2025, 1, 1)))

Ask = Callable[[Committee], list[Any]]


def as_(said: CommitteeFounded) -> Founding:
    agency = (said.agency_kind, said.agency_id)
    return Founding(said.place_id, said.founded_on, agency, said.document_number)


def found(asked: CommitteeFounded, agency: Agency = None) -> Ask:
    return lambda it: it.found(as_(asked), agency, NOW)


def correct(it: Committee) -> list[Any]:
    return it.correct(as_(RIGHT), AGENCY, NOW)


def end(it: Committee) -> list[Any]:
    return it.dissolve(Ending(LATE), NOW)


def merge(it: Committee) -> list[Any]:
    return it.merge(INTO, OTHER, Ending(LATE, PAPER), NOW)


@pytest.mark.parametrize("kind", COMMITTEE_AGENCY_KINDS)
@pytest.mark.parametrize(
    ("place", "level"), [(land.PROVINCE, "province"), (land.OTHER_COMMUNE, "commune")]
)
def test_a_committee_is_founded_of_the_level_of_its_place(
    place: UUID, level: str, kind: str
) -> None:
    asked = replace(FOUNDED, place_id=place, level=level, agency_kind=kind)
    given(Committee).when(found(asked)).then(asked)


@pytest.mark.parametrize(
    ("said", "agency", "refusal"),
    [
        ({"agency_kind": "chair"}, None, CommitteeAgencyKindUnknown),
        ({"agency_kind": "establishment", "founded_on": date(2009, 1, 1)}, AGENCY,
         CommitteeAgencyNotThere),
        ({"agency_kind": "establishment"}, NEVER, CommitteeAgencyNotThere),
        ({"place_id": land.HAMLET, "founded_on": LATE}, None, PlaceOfWrongLevel),
        ({"founded_on": LATE}, None, PlaceNotInForce),
        ({"place_id": land.PROVINCE, "founded_on": TO_COME}, None, DayNotCome),
    ],
)  # fmt: skip
def test_what_cannot_be_a_committee_is_refused(
    said: dict[str, Any], agency: Agency, refusal: type[Refusal]
) -> None:
    given(Committee).when(found(replace(FOUNDED, **said), agency)).then_refused(refusal)


def test_a_committee_is_not_founded_twice_otherwise() -> None:
    other = replace(FOUNDED, agency_kind="peoples-committee")
    given(Committee, FOUNDED).when(found(other)).then_refused(CommitteeOtherwise)


@pytest.mark.parametrize(
    ("ask", "fact"),
    [(end, ENDED), (merge, MERGED), (correct, CORRECTED), (Committee.withdraw, WITHDRAWN)],
)
def test_what_happens_to_it_says_its_spells_before_and_after(ask: Ask, fact: CommitteeFact) -> None:
    given(Committee, FOUNDED).when(ask).then(fact)


def test_the_document_alone_is_corrected_too() -> None:
    right = replace(FOUNDED, document_number=None)
    fact = CommitteeCorrected(PLACE, "commune", KIND, None, DAY, None, WAS, WAS)
    given(Committee, FOUNDED).when(lambda it: it.correct(as_(right), None, NOW)).then(fact)


@pytest.mark.parametrize(
    ("facts", "ask", "refusal"),
    [
        *(((), ask, CommitteeUnknown) for ask in (correct, end, merge, Committee.withdraw)),
        *(((FOUNDED, WITHDRAWN), ask, WithdrawnAlready) for ask in (correct, end, merge)),
        ((FOUNDED, MERGED), end, EndedAlready),
        ((FOUNDED, ENDED), merge, EndedAlready),
        ((FOUNDED,), lambda it: it.dissolve(Ending(EARLIER), NOW), StoodNowhereYet),
        ((FOUNDED,), lambda it: it.merge(INTO, it, Ending(LATE), NOW), CommitteeMergesIntoItself),
        ((FOUNDED,), lambda it: it.merge(INTO, OTHER, Ending(DAY), NOW), CommitteeNotThere),
    ],
)
def test_what_cannot_happen_to_it_is_refused(
    facts: tuple[object, ...], ask: Ask, refusal: type[Refusal]
) -> None:
    given(Committee, *facts).when(ask).then_refused(refusal)


@pytest.mark.parametrize(
    ("fact", "ask"),
    [
        (FOUNDED, found(FOUNDED)),
        (MERGED, merge),
        (ENDED, end),
        (CORRECTED, correct),
        (WITHDRAWN, Committee.withdraw),
    ],
)
def test_asking_twice_changes_nothing_and_what_is_stored_reads_back_equal(
    fact: CommitteeFact, ask: Ask
) -> None:
    facts = [FOUNDED, fact] if fact != FOUNDED else [FOUNDED]
    given(Committee, *facts).when(ask).then_nothing()
    mapper = FactMapper(get_args(CommitteeFact))
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


DAYS = any_.integers(0, 6).map(lambda number: DAY + timedelta(days=number))


@whatever(any_.lists(any_.tuples(any_.sampled_from([INTO, OFFICE, PLACE]), DAYS, DAYS)))
def test_no_place_ever_has_two_committees_on_one_day(
    asked: list[tuple[UUID, date, date]],
) -> None:
    at = PlacesCommittees()
    for id_, one, other in asked:
        since, until = min(one, other), max(one, other)
        try:
            (*told,) = at.reserve(id_, (CommitteeSpell(PLACE, since, until, **AS),))
        except PlaceHasCommitteeAlready:
            continue
        for fact in told:
            at = at.evolve(fact)
        assert at.known[id_] == (DaysOfPlace(since, until),)
    taken = [
        day.since + timedelta(days=number)
        for days in at.known.values()
        for day in days
        for number in range(((day.until or DAY) - day.since).days)
    ]
    assert len(taken) == len(set(taken))
