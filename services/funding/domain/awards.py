"""The awards of a fund: a mapping that grows by one without being copied."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Award:
    """A scholarship (học bổng) from the fund: `grants` counts suất, not pupils."""

    award_id: UUID
    recipient_ref: UUID
    grants: int
    amount_dong: int
    awarded_on: date


@dataclass(frozen=True)
class Awards:
    """The first `number` awards of a book. States that follow one another share the book, each
    reading no further than its own number; only a state that is not the newest copies it.

    A fund in use keeps its state between awards and has thousands of them: a copy of a plain
    mapping for each would cost more than everything else."""

    book: dict[UUID, tuple[int, Award]] = field(default_factory=dict)
    number: int = 0

    def get(self, award_id: UUID) -> Award | None:
        line, award = self.book.get(award_id, (self.number, None))
        return award if line < self.number else None

    def with_(self, award: Award) -> Awards:
        """These, and one more with an id of its own."""
        book = self.book
        if len(book) != self.number:
            book = {known: entry for known, entry in book.items() if entry[0] < self.number}
        book[award.award_id] = (self.number, award)
        return Awards(book, self.number + 1)
