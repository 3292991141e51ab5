"""All that belongs to classes."""

from typing import Any
from uuid import UUID

from services.registry.classes import api
from services.registry.classes.learning_class.facts import (
    ClassCancelled,
    ClassCorrected,
    ClassHeld,
    ClassHeldByOrganiser,
    ClassPlanned,
    ClassWithdrawn,
)
from services.registry.classes.views import CLASSES, ClassesByDay
from services.registry.organised.held import Held
from shared.contracts.fields import organisers, partners
from shared.contracts.registry.centres import ClassHeldV1
from shared.contracts.registry.classes import (
    ClassCancelledV1,
    ClassCorrectedV1,
    ClassCounted,
    ClassHeldV2,
    ClassPlannedV1,
    ClassWithdrawnV1,
)
from shared.web.card import Card


def _reported(_stream: UUID, fact: ClassHeld) -> ClassHeldV1:
    """Under its centre, so that no class overtakes the centre that held it."""
    return ClassHeldV1(
        centre_id=fact.centre_id,
        place_id=fact.place_id,
        class_id=fact.class_id,
        held_on=fact.held_on,
        topic_code=fact.topic_code,
        attendances=fact.attendances,
        programme_code=fact.programme_code,
    )


def _planned(stream: UUID, fact: ClassPlanned) -> ClassPlannedV1:
    return ClassPlannedV1(
        **_whose(stream, fact),
        topic_code=fact.topic_code,
        planned_on=fact.planned_on,
        programme_code=fact.programme_code,
    )


def _held(stream: UUID, fact: ClassHeldByOrganiser) -> ClassHeldV2:
    return ClassHeldV2(
        **_whose(stream, fact),
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


def _corrected(stream: UUID, fact: ClassCorrected) -> ClassCorrectedV1:
    whose = _whose(fact.reported_as or stream, fact)
    return ClassCorrectedV1(**whose, was=_counted(fact.was), now=_counted(fact.counts))


def _cancelled(stream: UUID, fact: ClassCancelled) -> ClassCancelledV1:
    return ClassCancelledV1(
        **_whose(stream, fact), planned_on=fact.planned_on, cancelled_on=fact.cancelled_on
    )


def _withdrawn(stream: UUID, fact: ClassWithdrawn) -> ClassWithdrawnV1:
    whose = _whose(fact.reported_as or stream, fact)
    return ClassWithdrawnV1(**whose, was=_counted(fact.was), now=(), ground_code=fact.ground_code)


def _whose(class_id: UUID, fact: Any) -> dict[str, Any]:
    return {
        "class_id": class_id,
        "place_id": fact.place_id,
        "organiser_kind": fact.organiser_kind,
        "organiser_id": fact.organiser_id,
    }


def _counted(held: Held | None) -> tuple[ClassCounted, ...]:
    if held is None:
        return ()
    around = {
        "co_organisers": organisers(held.co_organisers),
        "partners": partners(held.partners),
    }
    return (ClassCounted(**vars(held) | around),)


CARD = Card(
    name="classes",
    facts=(
        ClassHeld,
        ClassPlanned,
        ClassHeldByOrganiser,
        ClassCorrected,
        ClassCancelled,
        ClassWithdrawn,
    ),
    told=(_reported, _planned, _held, _corrected, _cancelled, _withdrawn),
    views=(ClassesByDay(), CLASSES),
    routes=api.routes,
    actions=(
        "registry.class.read",
        "registry.class.plan",
        "registry.class.hold",
        "registry.class.correct",
        "registry.class.cancel",
        "registry.class.withdraw",
    ),
)
