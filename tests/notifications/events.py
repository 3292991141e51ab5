"""What others publish that somebody is told about."""

from datetime import date
from uuid import UUID

from services.notifications import rules
from services.notifications.deliveries.delivery import DeliveryRequested
from shared.contracts.funding import ScholarshipAwardedV1
from shared.contracts.recognition import RecognitionRevokedV1, TitleRecognisedV1
from shared.vocabulary.identifiers import derived_id
from tests.support.land import COMMUNE, HAMLET


def recognised(n: int = 0, place_id: UUID = HAMLET) -> TitleRecognisedV1:
    return TitleRecognisedV1(
        candidacy_id=derived_id("test candidacy", n),
        bearer_kind="family",
        bearer_id=derived_id("test family", n),
        place_id=place_id,
        title="family",
        title_year=2022,
        decided_on=date(2022, 11, 20),
        decision_number="123/QĐ-UBND",
    )


def revoked(n: int = 0, place_id: UUID = HAMLET) -> RecognitionRevokedV1:
    return RecognitionRevokedV1(
        candidacy_id=derived_id("test candidacy", n),
        bearer_kind="family",
        bearer_id=derived_id("test family", n),
        place_id=place_id,
        title="family",
        title_year=2022,
        revoked_on=date(2023, 2, 1),
        decision_number="45/QĐ-UBND",
        ground_code="false-declaration",
    )


def awarded(n: int = 0, place_id: UUID = COMMUNE) -> ScholarshipAwardedV1:
    return ScholarshipAwardedV1(
        fund_id=derived_id("test fund", place_id),
        award_id=derived_id("test award", n),
        recipient_ref=derived_id("test person", n),
        place_id=place_id,
        grants=2,
        amount_dong=1_500_000,
        awarded_on=date(2022, 9, 5),
    )


def request(
    event: TitleRecognisedV1 | RecognitionRevokedV1 | ScholarshipAwardedV1,
) -> DeliveryRequested:
    """The delivery that the event asks for."""
    (asked,) = rules.requests(derived_id("test event", event), event)
    return asked
