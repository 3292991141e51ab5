"""The rules of a count of a place."""

from datetime import date, timedelta

import pytest

from services.registry.populations.population import (
    Population,
    PopulationCorrected,
    PopulationFact,
    PopulationImplausible,
    PopulationKindUnknown,
    PopulationSourceUnknown,
    PopulationStated,
    PopulationStatedAlready,
    PopulationUnknown,
    PopulationWithdrawn,
    Source,
    Which,
)
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.documents import DocumentNumberMalformed
from shared.vocabulary.kinds import MOST_STATED, POPULATION_KINDS, POPULATION_SOURCES
from shared.vocabulary.places.siting import PlaceNotInForce
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

DAY = date(2025, 8, 1)
OF = Which(land.COMMUNE, "households", DAY)
CENSUS, PAPER = Source("census"), Source(document="BC số 12/BC-CTK")
STATED = PopulationStated(land.COMMUNE, "households", DAY, 1_204, "census")
CORRECTED = PopulationCorrected(land.COMMUNE, "households", DAY, 1_240, None, "12/BC-CTK")
WITHDRAWN = PopulationWithdrawn(land.COMMUNE, "households", DAY)


@pytest.mark.parametrize("kind", POPULATION_KINDS)
def test_a_place_states_how_many_of_a_kind_it_has(kind: str) -> None:
    of = Which(land.HAMLET, kind, DAY)
    fact = PopulationStated(land.HAMLET, kind, DAY, 0, "census")
    given(Population).when(lambda known: known.state(of, 0, CENSUS, land.NOW)).then(fact)


@pytest.mark.parametrize("code", POPULATION_SOURCES)
def test_a_count_has_a_source_of_the_list(code: str) -> None:
    fact = PopulationStated(land.COMMUNE, "households", DAY, MOST_STATED, code)
    asked = given(Population).when(lambda p: p.state(OF, MOST_STATED, Source(code), land.NOW))
    asked.then(fact)


def test_a_document_that_says_it_is_kept_in_the_one_form() -> None:
    fact = PopulationStated(land.COMMUNE, "households", DAY, 1_204, None, "12/BC-CTK")
    given(Population).when(lambda known: known.state(OF, 1_204, PAPER, land.NOW)).then(fact)


@pytest.mark.parametrize(
    ("of", "refusal"),
    [
        (Which(land.named("nothing"), "households", DAY), PlaceNotInForce),
        (Which(land.ENDED_COMMUNE, "households", DAY), PlaceNotInForce),
        (Which(land.COMMUNE, "households", land.REORGANISED - timedelta(days=1)), PlaceNotInForce),
        (Which(land.COMMUNE, "households", land.TODAY + timedelta(days=1)), DayNotCome),
        (Which(land.COMMUNE, "dogs", DAY), PopulationKindUnknown),
    ],
)
def test_there_is_no_count_where_or_when_or_of_what_there_is_nothing(
    of: Which, refusal: type[Refusal]
) -> None:
    asked = given(Population).when(lambda known: known.state(of, 1, CENSUS, land.NOW))
    asked.then_refused(refusal)


@pytest.mark.parametrize("number", [-1, MOST_STATED + 1])
def test_a_number_that_is_none_is_neither_stated_nor_right(number: int) -> None:
    once = given(Population, STATED)
    asked = given(Population).when(lambda known: known.state(OF, number, CENSUS, land.NOW))
    asked.then_refused(PopulationImplausible)
    once.when(lambda p: p.correct(OF, number, CENSUS)).then_refused(PopulationImplausible)


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        (Source(), PopulationSourceUnknown),
        (Source("census", "12/BC-CTK"), PopulationSourceUnknown),
        (Source("ông Tư"), PopulationSourceUnknown),
        (Source(document="ông Tư"), DocumentNumberMalformed),
    ],
)
def test_a_source_that_is_none_is_neither_stated_nor_right(
    source: Source, refusal: type[Refusal]
) -> None:
    once = given(Population, STATED)
    asked = given(Population).when(lambda known: known.state(OF, 1, source, land.NOW))
    asked.then_refused(refusal)
    once.when(lambda p: p.correct(OF, 1, source)).then_refused(refusal)


def test_stated_twice_alike_is_once_and_another_number_is_a_correction() -> None:
    once = given(Population, STATED)
    once.when(lambda known: known.state(OF, 1_204, CENSUS, land.NOW)).then_nothing()
    again = once.when(lambda known: known.state(OF, 1_240, CENSUS, land.NOW))
    again.then_refused(PopulationStatedAlready)
    other = once.when(lambda known: known.state(OF, 1_204, PAPER, land.NOW))
    other.then_refused(PopulationStatedAlready)
    once.when(lambda known: known.correct(OF, 1_240, PAPER)).then(CORRECTED)


def test_correcting_twice_changes_nothing() -> None:
    twice = given(Population, STATED, CORRECTED)
    twice.when(lambda known: known.correct(OF, 1_240, PAPER)).then_nothing()


def test_what_was_withdrawn_may_be_stated_anew_and_withdrawing_twice_changes_nothing() -> None:
    given(Population, STATED).when(lambda known: known.withdraw(OF)).then(WITHDRAWN)
    gone = given(Population, STATED, CORRECTED, WITHDRAWN)
    gone.when(lambda known: known.withdraw(OF)).then_nothing()
    gone.when(lambda known: known.correct(OF, 1, CENSUS)).then_refused(PopulationUnknown)
    gone.when(lambda known: known.state(OF, 1_204, CENSUS, land.NOW)).then(STATED)


def test_what_was_never_stated_is_neither_corrected_nor_withdrawn() -> None:
    none = given(Population)
    none.when(lambda known: known.correct(OF, 1, CENSUS)).then_refused(PopulationUnknown)
    none.when(lambda known: known.withdraw(OF)).then_refused(PopulationUnknown)


def test_each_place_kind_and_day_has_a_count_of_its_own() -> None:
    others = (
        Which(land.HAMLET, "households", DAY),
        Which(land.COMMUNE, "adults", DAY),
        Which(land.COMMUNE, "households", DAY + timedelta(days=1)),
    )
    assert len({each.stream for each in (OF, *others)}) == 4


@pytest.mark.parametrize("fact", [STATED, CORRECTED, WITHDRAWN])
def test_what_is_stored_reads_back_equal(fact: PopulationFact) -> None:
    mapper = FactMapper([type(fact)])
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


def test_a_correction_that_never_was_gives_back_what_was_stated_before_it_once() -> None:
    back = PopulationCorrected(
        land.COMMUNE, "households", DAY, 1_204, "census", None, gives_back=True
    )
    given(Population, STATED, CORRECTED).when(lambda known: known.give_back(OF)).then(back)
    for facts in ((STATED,), (STATED, CORRECTED, back), (STATED, CORRECTED, WITHDRAWN), ()):
        asked = given(Population, *facts).when(lambda known: known.give_back(OF))
        asked.then_refused(PopulationUnknown)
