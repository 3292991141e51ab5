"""All that belongs to allocations."""

from uuid import UUID

from services.registry.allocations import api
from services.registry.allocations.allocation.subjects import SubjectAllocated
from services.registry.allocations.views import AllocationsView
from shared.contracts.registry.allocations import SubjectAllocatedV1
from shared.web.card import Card


def _allocated(_stream: UUID, fact: SubjectAllocated) -> SubjectAllocatedV1:
    return SubjectAllocatedV1(
        subject_id=fact.subject_id,
        subject_kind=fact.subject_kind,
        place_id=fact.place_id,
        to_place_id=fact.to_place_id,
        effective_on=fact.effective_on,
    )


CARD = Card(
    name="allocations",
    facts=(SubjectAllocated,),
    told=(_allocated,),
    views=(AllocationsView(),),
    routes=api.routes,
    actions=("registry.subject.allocate", "registry.subject.read"),
)
