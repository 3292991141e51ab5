"""Who may say something of a subject: whoever has the place where it stands, which of an allocated
one is its part; of another's alias nothing is said."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from uuid import UUID

from services.registry.allocations.allocation.subjects import (
    SUBJECTS,
    Allocation,
    SubjectKind,
    allocation_stream,
)
from shared.vocabulary.refusals import Refusal

Decided = TypeVar("Decided")


class Asking(Protocol):
    """Whoever asks, at the counter."""

    def require(self, place_id: UUID | None, otherwise: Callable[[], Refusal]) -> None: ...

    def reaches(self, place_id: UUID) -> bool: ...


def within_reach(
    by: Asking, subject_kind: SubjectKind, decide: Callable[[Any], Decided]
) -> Callable[[Any, Allocation], Decided]:
    """The decision on a subject by what was said of it and where it was allocated; of one out of
    reach the same is said as of none."""

    def decided(subject: Any, allocation: Allocation) -> Decided:
        require_reached(by, subject_kind, subject, allocation)
        return decide(subject)

    return decided


def require_reached(
    by: Asking, subject_kind: SubjectKind, subject: Any, allocation: Allocation
) -> None:
    """As `within_reach`, where more is read than the subject."""
    kind = SUBJECTS[subject_kind]
    by.require(allocation.place_of(kind.place_id(subject)), kind.unknown)
    kind.require_itself(subject, by.reaches)


def allocated(subject_id: UUID) -> tuple[UUID, type[Allocation]]:
    """The stream that says to which part the subject belongs, if it says anything."""
    return allocation_stream(subject_id), Allocation
