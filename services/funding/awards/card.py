"""All that belongs to awards."""

from uuid import UUID

from services.funding.awards import api
from services.funding.awards.award import ScholarshipAwarded
from services.funding.awards.views import AwardsByFund
from shared.contracts.funding import ScholarshipAwardedV1
from shared.web.card import Card


def _awarded(_stream: UUID, fact: ScholarshipAwarded) -> ScholarshipAwardedV1:
    """Under its fund, so that no award overtakes the fund it is of."""
    return ScholarshipAwardedV1(
        fund_id=fact.fund_id,
        place_id=fact.place_id,
        award_id=fact.award_id,
        recipient_ref=fact.recipient_ref,
        grants=fact.grants,
        amount_dong=fact.amount_dong,
        awarded_on=fact.awarded_on,
    )


CARD = Card(
    name="awards",
    facts=(ScholarshipAwarded,),
    told=(_awarded,),
    views=(AwardsByFund(),),
    routes=api.routes,
    actions=("funding.scholarship.award", "funding.scholarship.read"),
)
