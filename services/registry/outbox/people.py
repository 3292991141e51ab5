"""What leaves the books about people: only that somebody is gone, and from whose books."""

from services.registry.domain.person import PersonErased
from shared.contracts.registry import PersonErasedV1
from shared.eventstore.facts import Recorded


def translate(recorded: Recorded[PersonErased]) -> PersonErasedV1:
    return PersonErasedV1(
        person_ref=recorded.originator_id,
        erased_on=recorded.fact.erased_on,
        place_id=recorded.fact.place_id,
    )
