"""What registry tells the world of subjects allocated after a split."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code


class SubjectAllocatedV1(Contract, frozen=True, kw_only=True):
    """What stands on the books of a place that was split belongs to a part of it (phân bổ).

    From `effective_on` on all that was counted of the subject at `place_id` lies in `to_place_id`;
    what was told of the same subject and place for that day and later holds no more."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.subject-allocated.v1"
    TOPIC: ClassVar[str] = "registry.allocations"
    SUBJECT: ClassVar[str] = "subject_id"
    subject_id: UUID
    subject_kind: Code
    place_id: UUID
    to_place_id: UUID
    effective_on: date
