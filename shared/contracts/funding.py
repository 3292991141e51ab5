"""What funding tells the world. Money is whole đồng."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Count, DocumentNumber, Dong


class FundEvent(Contract, frozen=True, kw_only=True):
    """Something about one fund (quỹ khuyến học)."""

    TOPIC: ClassVar[str] = "funding.funds"
    SUBJECT: ClassVar[str] = "fund_id"
    fund_id: UUID
    place_id: UUID


class FundOpenedV1(FundEvent, frozen=True, kw_only=True):
    """A fund exists, kept at a place, from a day on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.funding.fund-opened.v1"
    opened_on: date


class ScholarshipAwardedV1(FundEvent, frozen=True, kw_only=True):
    """A scholarship (học bổng): `grants` counts suất, which are not pupils."""

    TYPE: ClassVar[str] = "vn.hieuhoc.funding.scholarship-awarded.v1"
    award_id: UUID
    recipient_ref: UUID
    grants: Count
    amount_dong: Dong
    awarded_on: date


class FundAllocatedV1(FundEvent, frozen=True, kw_only=True):
    """A fund on the books of a place that was split belongs to a part of it (phân bổ quỹ).

    From `effective_on` on all that was counted of the fund at `place_id` lies in `to_place_id`;
    what was told of the same fund for that day and later holds no more."""

    TYPE: ClassVar[str] = "vn.hieuhoc.funding.fund-allocated.v1"
    to_place_id: UUID
    effective_on: date
    decision_number: DocumentNumber
