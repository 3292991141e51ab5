"""What registry tells the world of learning centres and their classes."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Count


class CentreEvent(Contract, frozen=True, kw_only=True):
    """Something about one community learning centre (trung tâm học tập cộng đồng)."""

    TOPIC: ClassVar[str] = "registry.centres"
    SUBJECT: ClassVar[str] = "centre_id"
    centre_id: UUID
    place_id: UUID


class CentreEstablishedV1(CentreEvent, frozen=True, kw_only=True):
    """A centre serves a place from a day on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-established.v1"
    established_on: date


class ClassHeldV1(CentreEvent, frozen=True, kw_only=True):
    """A class (lớp) was held; `attendances` are lượt người, not people."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.class-held.v1"
    class_id: UUID
    held_on: date
    topic_code: Code
    attendances: Count
