"""What is asked and a verdict must be like, whatever was recorded before."""

from dataclasses import replace
from datetime import date

from services.recognition.domain.candidacy.facts import Asked, Verdict
from services.recognition.domain.candidacy.refusals import (
    BearerKindUnfit,
    DecisionBeforeRegistration,
    DecisionNumberMalformed,
    GroundUnknown,
    OutsideTitleYear,
    RegistrationUnknown,
    TitleUnknown,
    TitleYearImplausible,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.documents import DocumentNumberMalformed, document_number
from shared.vocabulary.titles import TITLES

FIRST_TITLE_YEAR = 1990
REGISTRATIONS = frozenset({"new", "renewed"})  # đăng ký mới, tái đăng ký
GROUNDS = frozenset({"criteria-not-met", "evidence-missing", "withdrawn", "procedure-not-followed"})


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


def with_one_number(verdict: Verdict) -> Verdict:
    """The verdict with the number of its decision in the form that is kept and published."""
    try:
        return replace(verdict, decision_number=document_number(verdict.decision_number))
    except DocumentNumberMalformed:
        raise DecisionNumberMalformed from None


def require_fitting(verdict: Verdict, asked: Asked, today: date) -> None:
    require_come(verdict.decided_on, today)
    if verdict.decided_on < asked.registered_on:
        raise DecisionBeforeRegistration(registered_on=asked.registered_on)
    if verdict.ground_code is not None and verdict.ground_code not in GROUNDS:
        raise GroundUnknown(grounds=", ".join(sorted(GROUNDS)))
