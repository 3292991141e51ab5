"""All that belongs to classes."""

from uuid import UUID

from services.registry.classes import api
from services.registry.classes.centre_class import ClassHeld
from services.registry.classes.views import ClassesByDay
from shared.contracts.registry.centres import ClassHeldV1
from shared.web.card import Card


def _held(_stream: UUID, fact: ClassHeld) -> ClassHeldV1:
    """Under its centre, so that no class overtakes the centre that held it."""
    return ClassHeldV1(
        centre_id=fact.centre_id,
        place_id=fact.place_id,
        class_id=fact.class_id,
        held_on=fact.held_on,
        topic_code=fact.topic_code,
        attendances=fact.attendances,
    )


CARD = Card(
    name="classes",
    facts=(ClassHeld,),
    told=(_held,),
    views=(ClassesByDay(),),
    routes=api.routes,
    actions=("registry.class.hold",),
)
