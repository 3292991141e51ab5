"""What registry tells the world of requests of people."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code


class RequestDueV1(Contract, frozen=True, kw_only=True):
    """A request of a person about their data was to be answered by that day, and was not."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.request-due.v1"
    TOPIC: ClassVar[str] = "registry.requests"
    SUBJECT: ClassVar[str] = "request_id"
    request_id: UUID
    place_id: UUID
    kind_code: Code
    due_on: date
