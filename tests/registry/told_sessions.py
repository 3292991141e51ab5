"""What facts of sessions are told as, each beside its event."""

from dataclasses import replace
from typing import Any

from services.registry.organised.held import Held, Organiser, Partner
from services.registry.sessions.session import facts
from shared.contracts import fields
from shared.contracts.registry import sessions as told
from tests.registry.told import DAY, LATER, OTHER, PLACE, STREAM

BY: dict[str, Any] = {"organiser_kind": "association", "organiser_id": OTHER}
WHOSE: dict[str, Any] = {"session_id": STREAM, "place_id": PLACE} | BY
LAW: dict[str, Any] = {"topic_code": "law", "held_on": LATER}
PROGRAMME = "learners-needs"
AROUND: Any = (PROGRAMME, (Organiser("centre", PLACE),), (Partner("school"),))
AROUND_TOLD: dict[str, Any] = {
    "programme_code": PROGRAMME,
    "co_organisers": (fields.Organiser(organiser_kind="centre", organiser_id=PLACE),),
    "partners": (fields.Partner(partner_kind="school"),),
}
FEWER = Held(PLACE, "law", LATER, 24)
FEWER_TOLD = told.SessionCounted(place_id=PLACE, **LAW, attendances=24, cost_dong=None)
MORE_TOLD = told.SessionCounted(
    place_id=PLACE, **LAW, attendances=42, cost_dong=5, **AROUND_TOLD, people=7
)
CORRECTED = facts.SessionCorrected(PLACE, "association", OTHER, "law", LATER, 42, 5, FEWER, *AROUND)
SESSIONS_TOLD: list[tuple[Any, Any]] = [
    (
        facts.SessionPlanned(PLACE, "association", OTHER, "law", DAY, PROGRAMME),
        told.SessionPlannedV1(**WHOSE, topic_code="law", planned_on=DAY, programme_code=PROGRAMME),
    ),
    (
        facts.SessionHeld(PLACE, "association", OTHER, "law", LATER, 42, 5, DAY, *AROUND),
        told.SessionHeldV1(
            **WHOSE, **LAW, attendances=42, cost_dong=5, planned_on=DAY, **AROUND_TOLD
        ),
    ),
    (
        replace(CORRECTED, people=7),
        told.SessionCorrectedV1(**WHOSE, was=(FEWER_TOLD,), now=(MORE_TOLD,)),
    ),
    (
        facts.SessionCancelled(PLACE, "association", OTHER, DAY, LATER),
        told.SessionCancelledV1(**WHOSE, planned_on=DAY, cancelled_on=LATER),
    ),
    (
        facts.SessionWithdrawn(PLACE, "association", OTHER, FEWER),
        told.SessionWithdrawnV1(**WHOSE, was=(FEWER_TOLD,), now=()),
    ),
    (
        facts.SessionWithdrawn(PLACE, "association", OTHER, None),
        told.SessionWithdrawnV1(**WHOSE, was=(), now=()),
    ),
]
