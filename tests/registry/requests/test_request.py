"""The rules of a request, of its terms and of processing."""

from datetime import date, timedelta
from functools import reduce
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given as given_some
from hypothesis import strategies as st

from services.registry.people.person import PersonUnknown
from services.registry.requests.request.processing import (
    Processing,
    ProcessingRestricted,
    ProcessingResumed,
    ResumedBeforeRestricted,
)
from services.registry.requests.request.request import (
    ExtensionNotAllowed,
    Request,
    RequestAcknowledged,
    RequestAcknowledgementDue,
    RequestAnswered,
    RequestClosed,
    RequestDeclined,
    RequestDue,
    RequestExtended,
    RequestOtherwise,
    RequestReceived,
    RequestUnknown,
    RequestWithdrawn,
    receive,
)
from services.registry.requests.request.terms import DAYS, Terms
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

DAY = date(2026, 2, 13)
TODAY, ONE_DAY = DAY + timedelta(days=5), timedelta(days=1)
TERMS, PERSON, REQUEST = Terms(), uuid4(), uuid4()
RECEIVED = RequestReceived(
    PERSON,
    land.COMMUNE,
    "access",
    "in-person",
    DAY,
    TERMS.acknowledge_by(DAY),
    TERMS.due_on("access", DAY),
    TERMS.latest_on("access", DAY),
)
DUE, LATEST = RECEIVED.due_on, RECEIVED.latest_on
ACKNOWLEDGED, EXTENDED = RequestAcknowledged(TODAY), RequestExtended(LATEST, TODAY)
ANSWERED = RequestAnswered(TODAY)
RESTRICTED = ProcessingRestricted(PERSON, land.COMMUNE, DAY, "objection", REQUEST)
RESUMED = ProcessingResumed(PERSON, land.COMMUNE, TODAY)


def test_a_request_before_tet_is_acknowledged_within_two_working_days_after_it() -> None:
    assert TERMS.acknowledge_by(DAY) == date(2026, 2, 24)


@pytest.mark.parametrize("kind", DAYS)
def test_each_kind_is_due_after_its_days_and_an_extension_reaches_fifteen_further(
    kind: Any,
) -> None:
    assert TERMS.due_on(kind, DAY) == DAY + timedelta(days=DAYS[kind])
    assert TERMS.latest_on(kind, DAY) == TERMS.due_on(kind, DAY) + timedelta(days=15)


def test_a_request_is_received_on_a_day_that_has_come() -> None:
    assert receive(RECEIVED, DAY) == [RECEIVED]
    with pytest.raises(DayNotCome):
        receive(RECEIVED, DAY - ONE_DAY)


def test_it_is_acknowledged_extended_and_answered_each_once() -> None:
    given(Request, RECEIVED).when(lambda r: r.acknowledge(TODAY, TODAY)).then(ACKNOWLEDGED)
    given(Request, RECEIVED).when(lambda r: r.extend(LATEST, TODAY)).then(EXTENDED)
    given(Request, RECEIVED).when(lambda r: r.close(ANSWERED, TODAY)).then(ANSWERED)
    every = (RECEIVED, ACKNOWLEDGED, EXTENDED, ANSWERED)
    given(Request, *every).when(lambda r: r.acknowledge(TODAY, TODAY)).then()
    given(Request, *every).when(lambda r: r.extend(LATEST, TODAY)).then()
    given(Request, *every).when(lambda r: r.close(ANSWERED, TODAY)).then()


@pytest.mark.parametrize("answer", [RequestDeclined(TODAY, "unfounded"), RequestWithdrawn(TODAY)])
def test_it_is_declined_or_withdrawn_and_then_nothing_else(answer: Any) -> None:
    given(Request, RECEIVED).when(lambda r: r.close(answer, TODAY)).then(answer)
    given(Request, RECEIVED, answer).when(lambda r: r.close(ANSWERED, TODAY)).then_refused(
        RequestClosed
    )


@pytest.mark.parametrize(
    ("facts", "decide", "refusal"),
    [
        ((), lambda r: r.acknowledge(TODAY, TODAY), RequestUnknown),
        ((), lambda r: r.extend(LATEST, TODAY), RequestUnknown),
        ((), lambda r: r.close(ANSWERED, TODAY), RequestUnknown),
        ((RECEIVED,), lambda r: r.acknowledge(TODAY + ONE_DAY, TODAY), DayNotCome),
        ((RECEIVED,), lambda r: r.acknowledge(DAY - ONE_DAY, TODAY), RequestOtherwise),
        ((RECEIVED, ACKNOWLEDGED), lambda r: r.acknowledge(DAY, TODAY), RequestOtherwise),
        ((RECEIVED, ANSWERED), lambda r: r.acknowledge(DAY, TODAY), RequestClosed),
        ((RECEIVED, ANSWERED), lambda r: r.extend(LATEST, TODAY), RequestClosed),
        ((RECEIVED,), lambda r: r.extend(LATEST + ONE_DAY, TODAY), ExtensionNotAllowed),
        ((RECEIVED,), lambda r: r.extend(DUE, TODAY), ExtensionNotAllowed),
        ((RECEIVED,), lambda r: r.extend(LATEST, DUE + ONE_DAY), ExtensionNotAllowed),
        ((RECEIVED, EXTENDED), lambda r: r.extend(LATEST - ONE_DAY, TODAY), ExtensionNotAllowed),
        ((RECEIVED,), lambda r: r.close(RequestAnswered(DAY - ONE_DAY), TODAY), RequestOtherwise),
    ],
)
def test_what_contradicts_the_books_is_refused(
    facts: tuple[Any, ...], decide: Any, refusal: type[Refusal]
) -> None:
    given(Request, *facts).when(decide).then_refused(refusal)


def test_it_falls_due_on_its_day_unless_it_was_answered_or_put_off() -> None:
    due, later = RequestDue(land.COMMUNE, "access", DUE), RequestDue(land.COMMUNE, "access", LATEST)
    given(Request, RECEIVED).when(lambda r: r.fall_due(DUE)).then(due)
    given(Request, RECEIVED, ANSWERED).when(lambda r: r.fall_due(DUE)).then()
    given(Request, RECEIVED, EXTENDED).when(lambda r: r.fall_due(DUE)).then()
    given(Request, RECEIVED, due, EXTENDED).when(lambda r: r.fall_due(LATEST)).then(later)
    given(Request).when(lambda r: r.fall_due(DUE)).then()


def test_its_acknowledgement_falls_due_on_its_day_unless_it_was_acknowledged_or_answered() -> None:
    by = RECEIVED.acknowledge_by
    due = RequestAcknowledgementDue(land.COMMUNE, "access", by)
    given(Request, RECEIVED).when(lambda r: r.fall_due_to_acknowledge(by)).then(due)
    given(Request, RECEIVED, due).when(lambda r: r.fall_due_to_acknowledge(by)).then()
    given(Request, RECEIVED, EXTENDED).when(lambda r: r.fall_due_to_acknowledge(by)).then(due)
    for said in (ACKNOWLEDGED, ANSWERED):
        given(Request, RECEIVED, said).when(lambda r: r.fall_due_to_acknowledge(by)).then()
    given(Request, RECEIVED).when(lambda r: r.fall_due_to_acknowledge(by - ONE_DAY)).then()
    given(Request).when(lambda r: r.fall_due_to_acknowledge(by)).then()


@given_some(acknowledged=st.integers(0, 12), rounds=st.lists(st.integers(0, 20), max_size=6))
def test_what_is_acknowledged_before_its_day_never_falls_due_and_else_always_once(
    acknowledged: int, rounds: list[int]
) -> None:
    """Days are counted from the one it was received on; a worker's clock may jump either way."""
    facts: list[Any] = [RECEIVED]
    term = (RECEIVED.acknowledge_by - DAY).days
    for today in sorted(rounds):
        day = DAY + timedelta(days=today)
        if today >= acknowledged and not [f for f in facts if isinstance(f, RequestAcknowledged)]:
            facts.append(RequestAcknowledged(DAY + timedelta(days=acknowledged)))
        if RECEIVED.acknowledge_by <= day:
            facts += folded(facts).fall_due_to_acknowledge(RECEIVED.acknowledge_by)
    told = [fact for fact in facts if isinstance(fact, RequestAcknowledgementDue)]
    assert len(told) == any(term <= today < acknowledged for today in rounds)


def folded(facts: list[Any]) -> Request:
    return reduce(lambda request, fact: request.evolve(fact), facts, Request())


def test_processing_is_restricted_until_it_is_resumed_and_may_be_restricted_again() -> None:
    given(Processing).when(lambda p: p.restrict(RESTRICTED)).then(RESTRICTED)
    given(Processing, RESTRICTED).when(lambda p: p.restrict(RESTRICTED)).then()
    given(Processing, RESTRICTED).when(lambda p: p.resume(TODAY, TODAY)).then(RESUMED)
    given(Processing, RESTRICTED, RESUMED).when(lambda p: p.resume(TODAY, TODAY)).then()
    given(Processing, RESTRICTED, RESUMED).when(lambda p: p.restrict(RESTRICTED)).then(RESTRICTED)


def test_processing_that_is_not_restricted_or_only_later_is_not_resumed() -> None:
    given(Processing).when(lambda p: p.resume(TODAY, TODAY)).then_refused(PersonUnknown)
    early = DAY - ONE_DAY
    given(Processing, RESTRICTED).when(lambda p: p.resume(early, TODAY)).then_refused(
        ResumedBeforeRestricted
    )
    given(Processing, RESTRICTED).when(lambda p: p.resume(TODAY, DAY)).then_refused(DayNotCome)
