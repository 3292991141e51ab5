"""What is asked and a verdict must be like, whatever was recorded before."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from services.recognition.candidacies.candidacy.facts import Asked, Revocation, Verdict, Withdrawal
from services.recognition.candidacies.candidacy.refusals import (
    BearerKindUnfit,
    DecisionBeforeRegistration,
    DecisionNumberMalformed,
    GroundUnknown,
    OutsideTitleYear,
    RegisteredBeforeWithdrawal,
    RegistrationUnknown,
    RevokedBeforeRecognition,
    TitleUnknown,
    TitleYearImplausible,
    WithdrawnBeforeRegistration,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.documents import DocumentNumberMalformed, document_number
from shared.vocabulary.kinds import FIRST_TITLE_YEAR, GROUNDS, REGISTRATIONS, REVOKED_FOR
from shared.vocabulary.titles import TITLES


def require_fit(title: str, bearer_kind: str) -> None:
    """Refuse a title that there is not, and a bearer of a kind that does not run for it."""
    if title not in TITLES:
        raise TitleUnknown(titles=", ".join(TITLES))
    kinds = TITLES[title].kinds
    if bearer_kind not in kinds:
        raise BearerKindUnfit(title=title, kinds=", ".join(sorted(kinds)))


def require_sane(asked: Asked, today: date) -> None:
    require_fit(asked.title, asked.bearer_kind)
    if asked.registration not in REGISTRATIONS:
        raise RegistrationUnknown(registrations=", ".join(sorted(REGISTRATIONS)))
    if asked.title_year < FIRST_TITLE_YEAR:
        raise TitleYearImplausible(first=FIRST_TITLE_YEAR)
    require_come(asked.registered_on, today)
    if asked.registered_on.year != asked.title_year:
        raise OutsideTitleYear(day=asked.registered_on)


Decided = TypeVar("Decided", Verdict, Revocation)


def require_since(withdrawn_on: date, asked: Asked) -> None:
    """Refuse to register anew from a day on which it was not withdrawn yet."""
    if asked.registered_on < withdrawn_on:
        raise RegisteredBeforeWithdrawal(title_year=asked.title_year, withdrawn_on=withdrawn_on)


def with_one_number(decided: Decided) -> Decided:
    """The same with the number of the decision in the form that is kept and published."""
    try:
        return replace(decided, decision_number=document_number(decided.decision_number))
    except DocumentNumberMalformed:
        raise DecisionNumberMalformed from None


def require_fitting(verdict: Verdict, asked: Asked, today: date) -> None:
    require_come(verdict.decided_on, today)
    if verdict.decided_on < asked.registered_on:
        raise DecisionBeforeRegistration(registered_on=asked.registered_on)
    if verdict.ground_code is not None and verdict.ground_code not in GROUNDS:
        raise GroundUnknown(grounds=", ".join(sorted(GROUNDS)))


def require_withdrawable(withdrawal: Withdrawal, asked: Asked, today: date) -> None:
    require_come(withdrawal.withdrawn_on, today)
    if withdrawal.withdrawn_on < asked.registered_on:
        raise WithdrawnBeforeRegistration(registered_on=asked.registered_on)


def require_revocable(revocation: Revocation, verdict: Verdict, today: date) -> None:
    require_come(revocation.revoked_on, today)
    if revocation.revoked_on < verdict.decided_on:
        raise RevokedBeforeRecognition(decided_on=verdict.decided_on)
    if revocation.ground_code not in REVOKED_FOR:
        raise GroundUnknown(grounds=", ".join(sorted(REVOKED_FOR)))
