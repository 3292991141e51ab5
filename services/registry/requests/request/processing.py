"""Processing (xử lý dữ liệu) of a person's data: restricted, they are neither shown nor notified.

It has a stream of its own, made from the person's reference."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from services.registry.people.person import PersonUnknown
from shared.vocabulary.calendar import require_come
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class ProcessingRestricted:
    """`ground_code`: restriction or objection, as the request said that asked for it."""

    TYPE: ClassVar[str] = "registry.processing-restricted.v1"
    person_ref: UUID
    place_id: UUID
    restricted_on: date
    ground_code: str
    request_id: UUID


@dataclass(frozen=True)
class ProcessingResumed:
    TYPE: ClassVar[str] = "registry.processing-resumed.v1"
    person_ref: UUID
    place_id: UUID
    resumed_on: date


# Refusals.


class ResumedBeforeRestricted(Refusal):
    code = "registry.resumed-before-restricted"
    kind = Kind.CONFLICT
    sentence = "The restriction began on {restricted_on}; it cannot be lifted before that day."


# The processing.


@dataclass(frozen=True)
class Processing:
    restricted: ProcessingRestricted | None = None
    resumed: ProcessingResumed | None = None

    def evolve(self, fact: ProcessingRestricted | ProcessingResumed) -> Self:
        match fact:
            case ProcessingRestricted():
                return type(self)(restricted=fact)
            case ProcessingResumed():
                return type(self)(self.restricted, fact)

    @property
    def is_restricted(self) -> bool:
        return self.restricted is not None and self.resumed is None

    @property
    def place_id(self) -> UUID | None:
        return self.restricted.place_id if self.restricted else None

    def restrict(self, asked: ProcessingRestricted) -> list[ProcessingRestricted]:
        """A second request restricts nothing further."""
        return [] if self.is_restricted else [asked]

    def resume(self, day: date, today: date) -> list[ProcessingResumed]:
        require_come(day, today)
        if self.restricted is None:
            raise PersonUnknown
        if day < self.restricted.restricted_on:
            raise ResumedBeforeRestricted(restricted_on=self.restricted.restricted_on)
        if self.resumed is not None:
            return []
        return [ProcessingResumed(self.restricted.person_ref, self.restricted.place_id, day)]


def processing_id(person_ref: UUID) -> UUID:
    return derived_id("processing", person_ref)
