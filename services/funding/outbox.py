"""What leaves funding: private facts translated into the published language."""

from collections.abc import Sequence
from typing import assert_never

from services.funding.application import Funding
from services.funding.domain.fund import FundFact, FundOpened, ScholarshipAwarded
from shared.contracts.envelope import Contract
from shared.contracts.funding import FundOpenedV1, ScholarshipAwardedV1
from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper
from shared.messaging.relay import Outbox


def translate(recorded: Recorded[FundFact]) -> Sequence[Contract]:
    fund_id, fact = recorded.originator_id, recorded.fact
    match fact:
        case FundOpened():
            return [FundOpenedV1(fund_id=fund_id, **vars(fact))]
        case ScholarshipAwarded():
            return [ScholarshipAwardedV1(fund_id=fund_id, **vars(fact))]
        case _:
            assert_never(fact)


OUTBOX = Outbox("funding", FactMapper(Funding.facts), translate)
