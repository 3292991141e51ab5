"""What a state holds more and more of: a mapping that grows by one without being copied."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Growing(Generic[Thing]):
    """The first `number` things of a book. States that follow one another share the book, each
    reading no further than its own number; only a state that is not the newest copies it.

    A fund has thousands of awards and a centre of classes, and each is one more state: a copy of
    a plain mapping for each would cost more than everything else."""

    book: dict[UUID, tuple[int, Thing]] = field(default_factory=dict)
    number: int = 0

    def get(self, thing_id: UUID) -> Thing | None:
        line, thing = self.book.get(thing_id, (self.number, None))
        return thing if line < self.number else None

    def with_(self, thing_id: UUID, thing: Thing) -> Growing[Thing]:
        """These, and one more with an id of its own."""
        book = self.book
        if len(book) != self.number:
            book = {known: entry for known, entry in book.items() if entry[0] < self.number}
        book[thing_id] = (self.number, thing)
        return Growing(book, self.number + 1)
