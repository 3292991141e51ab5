"""What happened to families, and to whoever belongs to them.

Stored for ever: fields are added with a default, never renamed, retyped or removed. No names,
phones or identity numbers: people are spoken of by reference.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class FamilyRegistered:
    TYPE: ClassVar[str] = "registry.family-registered.v1"
    place_id: UUID
    head_ref: UUID
    registered_on: date


@dataclass(frozen=True)
class FamilyHeadReserved:
    """On the stream of the head: this is the family the person heads."""

    TYPE: ClassVar[str] = "registry.family-head-reserved.v1"
    family_id: UUID


FamilyFacts = dict[UUID, list[FamilyRegistered | FamilyHeadReserved]]
