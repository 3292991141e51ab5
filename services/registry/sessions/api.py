"""The counter for sessions: planned, held, corrected, cancelled and withdrawn, one or a thousand at
a time, and looked up by place and day."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from fastapi import APIRouter

from services.registry.organised.counter import (
    CancellationForm,
    Desk,
    Forms,
    HeldForm,
    PlanForm,
)
from services.registry.sessions.session.refusals import SessionUnknown
from services.registry.sessions.session.session import Session
from services.registry.sessions.views import SESSIONS
from shared.web.bulk import recording
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Form


class SessionPlanForm(PlanForm):
    """By a centre, an association or an establishment, named by `organiser_id`; or by an authority
    of `place_id`, as its people's committee."""


class SessionForm(HeldForm):
    """`session_id`: of one that was planned; `attendances` are lượt người."""

    session_id: UUID | None = None


class SessionCorrectionForm(HeldForm):
    """All of it, as it should stand; the organiser as it does."""

    session_id: UUID


class SessionCancellationForm(CancellationForm):
    session_id: UUID


class SessionWithdrawalForm(Form):
    session_id: UUID


@dataclass(frozen=True)
class Done:
    session_id: UUID


FORMS: Final = Forms(
    SessionPlanForm,
    SessionForm,
    SessionCorrectionForm,
    SessionCancellationForm,
    SessionWithdrawalForm,
)
DESK: Final = Desk(Session, "session_id", Done)


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/sessions", tags=["sessions"])
    for path, rows in DESK.rows("registry.session", FORMS).items():
        recording(router, counter, rows, path)
    looking_up(router, counter, SESSIONS, "registry.session.read", SessionUnknown)
    return [router]
