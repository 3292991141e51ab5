"""What leaves funding: private facts translated into the published language."""

from collections.abc import Sequence
from typing import assert_never

from services.funding.application import Funding
from services.funding.domain.award import ScholarshipAwarded
from services.funding.domain.fund import FundOpened
from shared.contracts.envelope import Contract
from shared.contracts.funding import FundOpenedV1, ScholarshipAwardedV1
from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper
from shared.messaging.relay import Outbox


def translate(recorded: Recorded[FundOpened | ScholarshipAwarded]) -> Sequence[Contract]:
    """Both under their fund, so that no award overtakes the fund it is of."""
    match recorded.fact:
        case FundOpened() as fact:
            return [FundOpenedV1(**vars(fact))]
        case ScholarshipAwarded() as fact:
            return [ScholarshipAwardedV1(**vars(fact))]
        case _:
            assert_never(recorded.fact)


OUTBOX = Outbox("funding", FactMapper(Funding.facts), translate)
