"""All that belongs to funds."""

from uuid import UUID

from services.funding.funds import api
from services.funding.funds.fund import FundOpened
from services.funding.funds.views import Funds
from shared.contracts.funding import FundOpenedV1
from shared.web.card import Card


def _opened(fund_id: UUID, fact: FundOpened) -> FundOpenedV1:
    return FundOpenedV1(fund_id=fund_id, place_id=fact.place_id, opened_on=fact.opened_on)


CARD = Card(
    name="funds",
    facts=(FundOpened,),
    told=(_opened,),
    views=(Funds(),),
    routes=api.routes,
    actions=("funding.fund.open", "funding.fund.read"),
)
