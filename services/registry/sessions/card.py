"""All that belongs to sessions."""

from typing import Any
from uuid import UUID

from services.registry.organised.held import Held
from services.registry.sessions.api import routes
from services.registry.sessions.session.facts import (
    SessionCancelled,
    SessionCorrected,
    SessionFact,
    SessionHeld,
    SessionPlanned,
    SessionWithdrawn,
)
from services.registry.sessions.views import SESSIONS
from shared.contracts.fields import organisers, partners
from shared.contracts.registry.sessions import (
    SessionCancelledV1,
    SessionCorrectedV1,
    SessionCounted,
    SessionHeldV1,
    SessionPlannedV1,
    SessionWithdrawnV1,
)
from shared.web.card import Card


def _planned(session: UUID, fact: SessionPlanned) -> SessionPlannedV1:
    return SessionPlannedV1(
        **_whose(session, fact),
        topic_code=fact.topic_code,
        planned_on=fact.planned_on,
        programme_code=fact.programme_code,
    )


def _held(session: UUID, fact: SessionHeld) -> SessionHeldV1:
    return SessionHeldV1(
        **_whose(session, fact),
        topic_code=fact.topic_code,
        held_on=fact.held_on,
        attendances=fact.attendances,
        cost_dong=fact.cost_dong,
        planned_on=fact.planned_on,
        programme_code=fact.programme_code,
        co_organisers=organisers(fact.co_organisers),
        partners=partners(fact.partners),
        of_names=fact.of_names,
    )


def _corrected(session: UUID, fact: SessionCorrected) -> SessionCorrectedV1:
    return SessionCorrectedV1(
        **_whose(session, fact), was=_counted(fact.was), now=_counted(fact.counts)
    )


def _cancelled(session: UUID, fact: SessionCancelled) -> SessionCancelledV1:
    return SessionCancelledV1(
        **_whose(session, fact), planned_on=fact.planned_on, cancelled_on=fact.cancelled_on
    )


def _withdrawn(session: UUID, fact: SessionWithdrawn) -> SessionWithdrawnV1:
    return SessionWithdrawnV1(
        **_whose(session, fact), was=_counted(fact.was), now=(), ground_code=fact.ground_code
    )


def _whose(session: UUID, fact: SessionFact) -> dict[str, Any]:
    return {
        "session_id": session,
        "place_id": fact.place_id,
        "organiser_kind": fact.organiser_kind,
        "organiser_id": fact.organiser_id,
    }


def _counted(held: Held | None) -> tuple[SessionCounted, ...]:
    if held is None:
        return ()
    around = {
        "co_organisers": organisers(held.co_organisers),
        "partners": partners(held.partners),
    }
    return (SessionCounted(**vars(held) | around),)


CARD = Card(
    name="sessions",
    facts=(SessionPlanned, SessionHeld, SessionCorrected, SessionCancelled, SessionWithdrawn),
    told=(_planned, _held, _corrected, _cancelled, _withdrawn),
    views=(SESSIONS,),
    routes=routes,
    actions=(
        "registry.session.read",
        "registry.session.plan",
        "registry.session.hold",
        "registry.session.correct",
        "registry.session.cancel",
        "registry.session.withdraw",
    ),
)
