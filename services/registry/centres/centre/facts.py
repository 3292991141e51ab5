"""What happened to centres.

Stored for ever: fields are added with a default, never renamed, retyped or removed.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class CentreEstablished:
    TYPE: ClassVar[str] = "registry.centre-established.v1"
    centre_id: UUID
    place_id: UUID
    established_on: date
