"""What facts of classes are told as, each beside its event."""

from typing import Any

from services.registry.classes.learning_class import facts
from services.registry.organised.held import Held
from shared.contracts.registry import classes as told
from tests.registry.told import DAY, LATER, OTHER, PLACE, STREAM

BY: dict[str, Any] = {"organiser_kind": "association", "organiser_id": OTHER}
WHOSE: dict[str, Any] = {"class_id": STREAM, "place_id": PLACE} | BY
AS_REPORTED: dict[str, Any] = WHOSE | {"class_id": OTHER}
LAW: dict[str, Any] = {"topic_code": "law", "held_on": LATER}
FEWER = Held(PLACE, "law", LATER, 24)
FEWER_TOLD = told.ClassCounted(place_id=PLACE, **LAW, attendances=24, cost_dong=None)
MORE_TOLD = told.ClassCounted(place_id=PLACE, **LAW, attendances=42, cost_dong=5)
CORRECTED = facts.ClassCorrected(PLACE, "association", OTHER, "law", LATER, 42, 5, FEWER)
CLASSES_TOLD: list[tuple[Any, Any]] = [
    (
        facts.ClassPlanned(PLACE, "association", OTHER, "law", DAY),
        told.ClassPlannedV1(**WHOSE, topic_code="law", planned_on=DAY),
    ),
    (
        facts.ClassHeldByOrganiser(PLACE, "association", OTHER, "law", LATER, 42, 5, DAY),
        told.ClassHeldV2(**WHOSE, **LAW, attendances=42, cost_dong=5, planned_on=DAY),
    ),
    (CORRECTED, told.ClassCorrectedV1(**WHOSE, was=(FEWER_TOLD,), now=(MORE_TOLD,))),
    (
        facts.ClassCorrected(PLACE, "association", OTHER, "law", LATER, 42, 5, FEWER, OTHER),
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
