"""All that belongs to allocations of funds."""

from uuid import UUID

from services.funding.allocations import api
from services.funding.allocations.allocation import FundAllocated
from services.funding.allocations.views import FundAllocations
from shared.contracts.funding import FundAllocatedV1
from shared.web.card import Card


def _allocated(_stream: UUID, fact: FundAllocated) -> FundAllocatedV1:
    """Under its fund, after all that was told of it before."""
    return FundAllocatedV1(
        fund_id=fact.fund_id,
        place_id=fact.place_id,
        to_place_id=fact.to_place_id,
        effective_on=fact.effective_on,
        decision_number=fact.decision_number,
    )


CARD = Card(
    name="allocations",
    facts=(FundAllocated,),
    told=(_allocated,),
    views=(FundAllocations(),),
    routes=api.routes,
    actions=("funding.fund.allocate", "funding.fund.read"),
)
