"""What facts of classes are told as, each beside its event."""

from dataclasses import replace
from typing import Any

from services.registry.classes.learning_class import facts
from services.registry.organised.held import Held, Organiser, Partner
from shared.contracts import fields
from shared.contracts.registry import classes as told
from tests.registry.told import DAY, LATER, OTHER, PLACE, STREAM

BY: dict[str, Any] = {"organiser_kind": "association", "organiser_id": OTHER}
WHOSE: dict[str, Any] = {"class_id": STREAM, "place_id": PLACE} | BY
AS_REPORTED: dict[str, Any] = WHOSE | {"class_id": OTHER}
LAW: dict[str, Any] = {"topic_code": "law", "held_on": LATER}
PROGRAMME = "learners-needs"
AROUND: Any = (PROGRAMME, (Organiser("centre", PLACE),), (Partner("school"),))
AROUND_TOLD: dict[str, Any] = {
    "programme_code": PROGRAMME,
    "co_organisers": (fields.Organiser(organiser_kind="centre", organiser_id=PLACE),),
    "partners": (fields.Partner(partner_kind="school"),),
}
FEWER = Held(PLACE, "law", LATER, 24)
FEWER_TOLD = told.ClassCounted(place_id=PLACE, **LAW, attendances=24, cost_dong=None)
MORE_TOLD = told.ClassCounted(
    place_id=PLACE, **LAW, attendances=42, cost_dong=5, **AROUND_TOLD, people=7
)
CORRECTED = facts.ClassCorrected(
    PLACE, "association", OTHER, "law", LATER, 42, 5, FEWER, None, *AROUND
)
CORRECTED = replace(CORRECTED, people=7)
CLASSES_TOLD: list[tuple[Any, Any]] = [
    (
        facts.ClassPlanned(PLACE, "association", OTHER, "law", DAY, PROGRAMME),
        told.ClassPlannedV1(**WHOSE, topic_code="law", planned_on=DAY, programme_code=PROGRAMME),
    ),
    (
        facts.ClassHeldByOrganiser(PLACE, "association", OTHER, "law", LATER, 42, 5, DAY, *AROUND),
        told.ClassHeldV2(
            **WHOSE, **LAW, attendances=42, cost_dong=5, planned_on=DAY, **AROUND_TOLD
        ),
    ),
    (CORRECTED, told.ClassCorrectedV1(**WHOSE, was=(FEWER_TOLD,), now=(MORE_TOLD,))),
    (
        replace(CORRECTED, reported_as=OTHER),
        told.ClassCorrectedV1(**AS_REPORTED, was=(FEWER_TOLD,), now=(MORE_TOLD,)),
    ),
    (
        facts.ClassCancelled(PLACE, "association", OTHER, DAY, LATER),
        told.ClassCancelledV1(**WHOSE, planned_on=DAY, cancelled_on=LATER),
    ),
    (
        facts.ClassWithdrawn(PLACE, "association", OTHER, FEWER, OTHER),
        told.ClassWithdrawnV1(**AS_REPORTED, was=(FEWER_TOLD,), now=()),
    ),
    (
        facts.ClassWithdrawn(PLACE, "association", OTHER, None),
        told.ClassWithdrawnV1(**WHOSE, was=(), now=()),
    ),
]
