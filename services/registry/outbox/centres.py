"""What leaves the books about centres and their classes."""

from typing import assert_never

from services.registry.domain.centre import CentreEstablished, CentreFact, ClassHeld
from shared.contracts.registry import CentreEstablishedV1, CentreEvent, ClassHeldV1
from shared.eventstore.facts import Recorded


def translate(recorded: Recorded[CentreFact]) -> CentreEvent:
    centre_id, fact = recorded.originator_id, recorded.fact
    match fact:
        case CentreEstablished():
            return CentreEstablishedV1(
                centre_id=centre_id, place_id=fact.place_id, established_on=fact.established_on
            )
        case ClassHeld():
            return ClassHeldV1(
                centre_id=centre_id,
                place_id=fact.place_id,
                class_id=fact.class_id,
                held_on=fact.held_on,
                topic_code=fact.topic_code,
                attendances=fact.attendances,
            )
        case _:
            assert_never(fact)
