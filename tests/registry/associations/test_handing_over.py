"""To whom the members and the funds of an association that ended go."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.registry.associations.association.association import Association
from services.registry.associations.association.facts import AssociationFounded, HandoverAnnounced
from services.registry.associations.association.handing_over import Handover
from services.registry.associations.association.refusals import (
    AssociationGoesOn,
    AssociationNotThere,
    AssociationUnknown,
    HandoverBeforeFounding,
    HandoverOtherwise,
    HandoverToItself,
    HandoverToNobody,
)
from services.registry.bearers.founding import Ending
from services.registry.bearers.refusals import WithdrawnAlready
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.documents import DocumentNumberMalformed
from shared.vocabulary.refusals import Refusal
from tests.registry.associations.test_association import (
    DAY,
    DISTRICT,
    ENDED,
    ENDED_ON,
    FOUNDED,
    INTO,
    MERGED,
    NOW,
    OTHER,
    WITHDRAWN,
)
from tests.support import land
from tests.support.story import given

ITSELF, GONE, SECOND = (land.named(f"association {each}") for each in "abc")
HEIR = Association().evolve(AssociationFounded(land.COMMUNE, "commune", "Hội", ENDED_ON))
OTHERS = {INTO: OTHER, SECOND: HEIR, ITSELF: OTHER}
PAPER, ONE = "35/QĐ-UBND", timedelta(days=1)
TO = Handover(ENDED_ON, PAPER, (INTO, SECOND), (INTO,))
IN_ORDER = tuple(sorted((INTO, SECOND)))
ANNOUNCED = HandoverAnnounced(DISTRICT, "district", ENDED_ON, PAPER, IN_ORDER, (INTO,))


def handing(to: Handover, others: dict[UUID, Association] = OTHERS) -> Any:
    return lambda it: it.hand_over(ITSELF, to, others, NOW)


@pytest.mark.parametrize("over", [ENDED, MERGED])
def test_an_association_that_is_over_announces_to_whom_members_and_funds_go(over: Any) -> None:
    given(Association, FOUNDED, over).when(handing(TO)).then(ANNOUNCED)


def test_the_same_again_in_any_order_is_announced_once() -> None:
    turned = replace(TO, members_to=(SECOND, INTO, SECOND), document=f"Quyết định số {PAPER}")
    given(Association, FOUNDED, ENDED, ANNOUNCED).when(handing(turned)).then_nothing()


def test_announced_twice_otherwise_is_refused() -> None:
    told = given(Association, FOUNDED, ENDED, ANNOUNCED)
    for otherwise in (replace(TO, funds_to=(SECOND,)), replace(TO, document="36/QĐ-UBND")):
        told.when(handing(otherwise)).then_refused(HandoverOtherwise)


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        (replace(TO, members_to=(ITSELF,)), HandoverToItself),
        (replace(TO, members_to=(), funds_to=()), HandoverToNobody),
        (replace(TO, announced_on=land.TODAY + ONE), DayNotCome),
        (replace(TO, announced_on=DAY - ONE), HandoverBeforeFounding),
        (replace(TO, document="quyết định của bà An"), DocumentNumberMalformed),
    ],
)
def test_a_handover_that_cannot_be_is_refused(to: Handover, refusal: type[Refusal]) -> None:
    given(Association, FOUNDED, ENDED).when(handing(to)).then_refused(refusal)


def test_an_association_that_goes_on_hands_nothing_over() -> None:
    given(Association, FOUNDED).when(handing(TO)).then_refused(AssociationGoesOn)
    given(Association, FOUNDED, WITHDRAWN).when(handing(TO)).then_refused(WithdrawnAlready)
    given(Association).when(handing(TO)).then_refused(AssociationUnknown)


def test_an_association_that_is_no_more_gets_nothing() -> None:
    over = Association().evolve(FOUNDED).evolve(ENDED)
    to = replace(TO, members_to=(GONE,))
    told = given(Association, FOUNDED, ENDED)
    told.when(handing(to, {**OTHERS, GONE: over})).then_refused(AssociationNotThere)
    told.when(handing(to, {**OTHERS, GONE: Association()})).then_refused(AssociationUnknown)


def test_announced_before_the_end_it_goes_to_whom_is_there_when_it_ends() -> None:
    early = replace(TO, announced_on=date(2025, 6, 20))
    told = given(Association, FOUNDED, ENDED).when(handing(early))
    told.then(replace(ANNOUNCED, announced_on=early.announced_on))


def test_once_it_never_ended_another_handover_may_be_announced() -> None:
    over = Association().evolve(FOUNDED).evolve(ENDED).evolve(ANNOUNCED)
    (right,) = over.correct_end(ENDED_ON, None, NOW)
    again = over.evolve(right)
    (ended,) = again.dissolve(Ending(ENDED_ON, PAPER), NOW)
    (fact,) = again.evolve(ended).hand_over(ITSELF, replace(TO, members_to=()), OTHERS, NOW)
    assert fact == replace(ANNOUNCED, members_to=())


def test_what_is_stored_reads_back_equal() -> None:
    mapper = FactMapper([HandoverAnnounced])
    assert mapper.decode(ANNOUNCED.TYPE, mapper.encode(ANNOUNCED)) == ANNOUNCED
