"""What leaves the books about centres and their classes."""

from typing import assert_never

from services.registry.domain.centre import CentreEstablished
from services.registry.domain.centre_class import ClassHeld
from shared.contracts.registry import CentreEstablishedV1, CentreEvent, ClassHeldV1
from shared.eventstore.facts import Recorded


def translate(recorded: Recorded[CentreEstablished | ClassHeld]) -> CentreEvent:
    """Both under their centre, so that no class overtakes the centre that held it."""
    match recorded.fact:
        case CentreEstablished() as fact:
            return CentreEstablishedV1(
                centre_id=fact.centre_id,
                place_id=fact.place_id,
                established_on=fact.established_on,
            )
        case ClassHeld() as fact:
            return ClassHeldV1(
                centre_id=fact.centre_id,
                place_id=fact.place_id,
                class_id=fact.class_id,
                held_on=fact.held_on,
                topic_code=fact.topic_code,
                attendances=fact.attendances,
            )
        case _:
            assert_never(recorded.fact)
