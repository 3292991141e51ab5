"""What registry tells the world of requests of people."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code


class RequestAcknowledgementDueV1(Contract, frozen=True, kw_only=True):
    """A request of a person about their data is to be acknowledged by that day, which has come,
    and it was neither acknowledged nor answered."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.request-acknowledgement-due.v1"
    TOPIC: ClassVar[str] = "registry.requests"
    SUBJECT: ClassVar[str] = "request_id"
    request_id: UUID
    place_id: UUID
    kind_code: Code
    acknowledge_by: date


class RequestDueV1(Contract, frozen=True, kw_only=True):
    """A request of a person about their data was to be answered by that day, and was not."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.request-due.v1"
    TOPIC: ClassVar[str] = "registry.requests"
    SUBJECT: ClassVar[str] = "request_id"
    request_id: UUID
    place_id: UUID
    kind_code: Code
    due_on: date
