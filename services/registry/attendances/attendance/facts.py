"""What happened to those who are named as having come, all of it at home.

Stored for ever: fields are added with a default, never renamed, retyped or removed. `held_kind`:
`class`, `session` or `activity`; `held_id`: the id of its stream.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.vocabulary.identifiers import derived_id


@dataclass(frozen=True)
class AttendeeNamed:
    """On a stream beside the one of what was held: this person came to it."""

    TYPE: ClassVar[str] = "registry.attendee-named.v1"
    held_kind: str
    held_id: UUID
    person_ref: UUID


@dataclass(frozen=True)
class AttendeeWithdrawn:
    """That person did not come, and was named by mistake."""

    TYPE: ClassVar[str] = "registry.attendee-withdrawn.v1"
    held_kind: str
    held_id: UUID
    person_ref: UUID


AttendeeFact = AttendeeNamed | AttendeeWithdrawn


def attendance_id(held_id: UUID) -> UUID:
    """The stream that says who came to it."""
    return derived_id("attendance", held_id)
