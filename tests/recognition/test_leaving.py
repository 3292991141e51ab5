"""What ends a candidacy or a title: the bearer withdraws, a decision revokes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.recognition.candidacies.candidacy import refusals as no
from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    Asked,
    BearerHeard,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    CandidacyWithdrawn,
    RecognitionRevoked,
    Revocation,
    Standing,
    TitleRecognised,
    Verdict,
    Withdrawal,
)
from shared.eventstore.facts import fold
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support.story import given

FAMILY, HAMLET = uuid4(), uuid4()
ONE_DAY = timedelta(days=1)
TODAY, DAY, GONE, DECIDED, REVOKED_ON = (
    date(2022, 12, 24),
    date(2022, 3, 15),
    date(2022, 5, 2),
    date(2022, 11, 20),
    date(2022, 12, 1),
)
YEAR = ("family", 2022)
WHOSE = ("family", FAMILY, HAMLET, *YEAR)

ASKED = Asked("family", FAMILY, *YEAR, "new", DAY)
AGAIN = replace(ASKED, registration="renewed", registered_on=GONE)
LEAVING = Withdrawal(*YEAR, GONE)
GIVEN = Verdict(*YEAR, DECIDED, "123/QĐ-UBND")
TAKEN = Revocation(*YEAR, REVOKED_ON, "45/QĐ-UBND", "false-declaration")

HEARD = BearerHeard("family", FAMILY, HAMLET)
WAITING = CandidacyWaiting("family", FAMILY, *YEAR, "new", DAY, HAMLET)
REGISTERED = CandidacyRegistered(*WHOSE, "new", DAY)
WITHDRAWN = CandidacyWithdrawn(*WHOSE, "new", GONE)
ANEW = CandidacyRegistered(*WHOSE, "renewed", GONE)
RECOGNISED = TitleRecognised(*WHOSE, DECIDED, "123/QĐ-UBND")
DECLINED = CandidacyDeclined(*WHOSE, DECIDED, "123/QĐ-UBND", "evidence-missing")
REVOKED = RecognitionRevoked(*WHOSE, REVOKED_ON, "45/QĐ-UBND", "false-declaration")
RUNNING = (HEARD, REGISTERED)
LEFT = (*RUNNING, WITHDRAWN)
HOLDING = (*RUNNING, RECOGNISED)

Ask = Callable[[Bearer], list[CandidacyFact]]


def registering(asked: Asked = ASKED) -> Ask:
    return lambda bearer: bearer.register(asked, HAMLET, TODAY)


def withdrawing(withdrawal: Withdrawal = LEAVING) -> Ask:
    return lambda bearer: bearer.withdraw(withdrawal, TODAY)


def deciding(verdict: Verdict = GIVEN) -> Ask:
    return lambda bearer: bearer.decide(verdict, TODAY)


def revoking(revocation: Revocation = TAKEN) -> Ask:
    return lambda bearer: bearer.revoke(revocation, TODAY)


def test_what_is_registered_may_be_withdrawn_and_twice_changes_nothing() -> None:
    given(Bearer, *RUNNING).when(withdrawing()).then(WITHDRAWN)
    given(Bearer, *LEFT).when(withdrawing()).then_nothing()
    given(Bearer, *LEFT).when(withdrawing(replace(LEAVING, withdrawn_on=TODAY))).then_refused(
        no.CandidacyAlreadyWithdrawn
    )


def test_what_is_decided_is_not_withdrawn() -> None:
    for decided in (RECOGNISED, DECLINED):
        given(Bearer, *RUNNING, decided).when(withdrawing()).then_refused(no.TooLateToWithdraw)


def test_what_was_never_registered_is_neither_withdrawn_nor_revoked() -> None:
    for ask in (withdrawing(), revoking()):
        given(Bearer, HEARD).when(ask).then_refused(no.CandidacyUnknown)
        given(Bearer, WAITING).when(ask).then_refused(no.CandidacyStillWaiting)


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(DAY - ONE_DAY, no.WithdrawnBeforeRegistration), (TODAY + ONE_DAY, DayNotCome)],
)
def test_a_withdrawal_is_of_a_day_since_the_registration(day: date, refusal: type[Refusal]) -> None:
    asked = replace(LEAVING, withdrawn_on=day)
    given(Bearer, *RUNNING).when(withdrawing(asked)).then_refused(refusal)


def test_what_was_withdrawn_is_not_decided() -> None:
    given(Bearer, *LEFT).when(deciding()).then_refused(no.CandidacyAlreadyWithdrawn)


def test_a_bearer_that_withdrew_may_register_again_from_that_day_on() -> None:
    given(Bearer, *LEFT).when(registering(AGAIN)).then(ANEW)
    early = replace(AGAIN, registered_on=GONE - ONE_DAY)
    for asked in (ASKED, early):
        given(Bearer, *LEFT).when(registering(asked)).then_refused(no.RegisteredBeforeWithdrawal)


def test_what_was_registered_by_mistake_may_be_put_right_on_its_own_day() -> None:
    gone = replace(WITHDRAWN, withdrawn_on=DAY)
    given(Bearer, *RUNNING).when(withdrawing(replace(LEAVING, withdrawn_on=DAY))).then(gone)
    right = replace(ASKED, registration="renewed")
    given(Bearer, *RUNNING, gone).when(registering(right)).then(
        replace(REGISTERED, registration="renewed")
    )


def test_what_was_registered_again_is_what_is_decided_and_withdrawn() -> None:
    anew = (*LEFT, ANEW)
    given(Bearer, *anew).when(registering(AGAIN)).then_nothing()
    given(Bearer, *anew).when(registering()).then_refused(no.CandidacyAlreadyRegistered)
    given(Bearer, *anew).when(deciding()).then(RECOGNISED)
    given(Bearer, *anew).when(deciding(replace(GIVEN, decided_on=DAY))).then_refused(
        no.DecisionBeforeRegistration
    )
    later = replace(LEAVING, withdrawn_on=TODAY)
    given(Bearer, *anew).when(withdrawing(later)).then(
        replace(WITHDRAWN, registration="renewed", withdrawn_on=TODAY)
    )


def test_a_title_that_was_given_may_be_revoked_and_twice_changes_nothing() -> None:
    given(Bearer, *HOLDING).when(revoking()).then(REVOKED)
    given(Bearer, *HOLDING, REVOKED).when(revoking()).then_nothing()
    written = replace(TAKEN, decision_number="Số 45 / qđ-ubnd")
    given(Bearer, *HOLDING, REVOKED).when(revoking(written)).then_nothing()
    for other in ({"ground_code": "forged-evidence"}, {"revoked_on": TODAY}):
        given(Bearer, *HOLDING, REVOKED).when(revoking(replace(TAKEN, **other))).then_refused(
            no.RecognitionAlreadyRevoked
        )


def test_only_a_title_that_is_held_is_revoked() -> None:
    for history in (RUNNING, LEFT, (*RUNNING, DECLINED)):
        given(Bearer, *history).when(revoking()).then_refused(no.NothingToRevoke)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"revoked_on": DECIDED - ONE_DAY}, no.RevokedBeforeRecognition),
        ({"revoked_on": TODAY + ONE_DAY}, DayNotCome),
        ({"decision_number": "because of Mr An"}, no.DecisionNumberMalformed),
        ({"ground_code": "criteria-not-met"}, no.GroundUnknown),
    ],
)
def test_a_revocation_must_make_sense(wrong: dict[str, Any], refusal: type[Refusal]) -> None:
    given(Bearer, *HOLDING).when(revoking(replace(TAKEN, **wrong))).then_refused(refusal)


def test_after_a_revocation_it_is_over_for_the_year() -> None:
    history = (*HOLDING, REVOKED)
    given(Bearer, *history).when(deciding()).then_nothing()
    given(Bearer, *history).when(withdrawing()).then_refused(no.TooLateToWithdraw)
    given(Bearer, *history).when(registering(AGAIN)).then_refused(no.CandidacyAlreadyRegistered)
    other = replace(GIVEN, decision_number="124/QĐ-UBND")
    given(Bearer, *history).when(deciding(other)).then_refused(no.CandidacyAlreadyDecided)


days = any_.dates(DAY, TODAY)
numbers = any_.sampled_from(["1/QĐ-UBND", "2/QĐ-UBND"])
hows = any_.sampled_from(["new", "renewed"])
asks = any_.one_of(
    any_.builds(lambda how, day: registering(Asked("family", FAMILY, *YEAR, how, day)), hows, days),
    any_.builds(lambda day: withdrawing(Withdrawal(*YEAR, day)), days),
    any_.builds(lambda day, number: deciding(Verdict(*YEAR, day, number)), days, numbers),
    any_.builds(
        lambda day, number: revoking(Revocation(*YEAR, day, number, "forged-evidence")),
        days,
        numbers,
    ),
)


def told(history: Sequence[Ask]) -> list[CandidacyFact]:
    """What is recorded when all this is asked, one after the other."""
    bearer, found = fold(Bearer(), [HEARD]), list[CandidacyFact]()
    for ask in history:
        facts = answered(bearer, ask)
        bearer, found = fold(bearer, facts), [*found, *facts]
    return found


def answered(bearer: Bearer, ask: Ask) -> list[CandidacyFact]:
    try:
        return ask(bearer)
    except Refusal:
        return []


@whatever(any_.lists(asks, max_size=12))
def test_whatever_is_asked_twice_in_a_row_is_recorded_once(history: Sequence[Ask]) -> None:
    bearer = fold(Bearer(), [HEARD, *told(history)])
    for ask in history:
        once = fold(bearer, answered(bearer, ask))
        assert answered(once, ask) == []


@whatever(any_.lists(asks, max_size=12))
def test_what_counts_is_never_less_than_none_nor_more_than_one(history: Sequence[Ask]) -> None:
    """On every day, whatever is recorded: so the sums of the figures say who runs and who holds."""
    facts = told(history)
    for day in sorted({_day(fact) for fact in facts}):
        known = [fact for fact in facts if _day(fact) <= day]
        assert _running(known) in (0, 1)
        assert _holding(known) in (0, _running(known))
    last = fold(Bearer(), [HEARD, *facts]).standing(*YEAR)
    assert _holding(facts) == (last is Standing.RECOGNISED)
    assert _running(facts) == (last not in (Standing.WITHDRAWN, Standing.WAITING))


def _day(fact: Any) -> date:
    names = ("registered_on", "withdrawn_on", "decided_on", "revoked_on")
    days: list[date | None] = [getattr(fact, name, None) for name in names]
    return next(day for day in days if day is not None)


def _running(facts: Sequence[CandidacyFact]) -> int:
    return _number(facts, CandidacyRegistered) - _number(facts, CandidacyWithdrawn)


def _holding(facts: Sequence[CandidacyFact]) -> int:
    return _number(facts, TitleRecognised) - _number(facts, RecognitionRevoked)


def _number(facts: Sequence[CandidacyFact], kind: type[CandidacyFact]) -> int:
    return sum(isinstance(fact, kind) for fact in facts)
