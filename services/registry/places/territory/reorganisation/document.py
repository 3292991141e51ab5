"""The document itself: its rows as they are written, and what is kept of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import ClassVar, Final, Literal, get_args
from uuid import UUID

from shared.vocabulary.documents import document_number
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.writing import in_one_form

RowHow = Literal["whole", "part", "renamed", "retyped", "moved", "made", "ended"]
HOWS: Final[tuple[str, ...]] = get_args(RowHow)
MOST_ROWS: Final = 5_000
"""A province has some hundred communes, and its hamlets go with them."""


class DocumentOtherwise(Refusal):
    code = "registry.document-otherwise"
    kind = Kind.CONFLICT
    sentence = (
        "Document {document_number} is on the books with other rows or another day: it takes "
        "effect on {effective_on} with {rows} rows. What it changed is changed again by a document "
        "of its own."
    )


class DocumentUnknown(Refusal):
    code = "registry.document-unknown"
    kind = Kind.NOT_FOUND
    sentence = (
        "Document {document_number} announced nothing, or what it announced is out of your reach: "
        "look its number up in the history of a place that it changes."
    )


class ReorganisationCome(Refusal):
    code = "registry.reorganisation-come"
    kind = Kind.CONFLICT
    sentence = (
        "Document {document_number} took effect on {effective_on}: it can be cancelled until the "
        "day before. What it changed is changed again by a document of its own."
    )


@dataclass(frozen=True)
class Row:
    """As it is written. A place is named by its code (the predecessor's of the day before, that of
    all others of the day itself, where what the document makes comes first), by its id, or by the
    `handle` of the row that makes it."""

    how: str
    predecessor: str | None = None
    successor: str | None = None
    handle: str | None = None
    level: str | None = None
    kind: str | None = None
    name: str | None = None
    code: str | None = None
    parent: str | None = None

    @property
    def gives(self) -> bool:
        """Whether it gives ground of the predecessor to a place, or to nobody."""
        return self.how == "ended" or self.successor is not None


@dataclass(frozen=True)
class Document:
    """`made_of` brings it into the one form."""

    document_number: str
    effective_on: date
    rows: tuple[Row, ...]

    @classmethod
    def made_of(cls, number: str, effective_on: date, rows: tuple[Row, ...]) -> Document:
        """Refuses DocumentNumberMalformed."""
        written = tuple(
            row if row.name is None else replace(row, name=in_one_form(row.name)) for row in rows
        )
        return cls(document_number(number), effective_on, written)

    @property
    def stream(self) -> UUID:
        return stream_of(self.document_number)

    def identity(self, row: Row) -> UUID:
        """Of what the row makes: of an official place as of one in a list that is brought in, its
        level, first code and first day."""
        if row.code is not None:
            return derived_id("place", row.level, row.code, self.effective_on.isoformat())
        day = self.effective_on.isoformat()
        return derived_id("place of a document", self.document_number, day, row.handle)

    @property
    def made(self) -> dict[int, UUID]:
        """The places that its rows make, by the number of the row."""
        rows = enumerate(self.rows, 1)
        return {number: self.identity(row) for number, row in rows if row.how == "made"}

    @property
    def digest(self) -> str:
        """The same for the same rows in whatever order."""
        rows = sorted(json.dumps(asdict(row), sort_keys=True) for row in self.rows)
        return sha256(json.dumps([self.effective_on.isoformat(), rows]).encode()).hexdigest()


def stream_of(number: str) -> UUID:
    """Of the document of that number, in its one form: a deployment is of one province, where a
    number is given once."""
    return derived_id("reorganisation", number)


@dataclass(frozen=True)
class ReorganisationAnnounced:
    """Places change by this document on the day, which may have come. The places' own facts stand
    beside it; it is known again by its rows."""

    TYPE: ClassVar[str] = "registry.reorganisation-announced.v1"
    document_number: str
    effective_on: date
    rows: int
    digest: str


@dataclass(frozen=True)
class ReorganisationCancelled:
    """The document was taken back before its day. What is so no more of each place stands beside
    it; the same number may be announced again."""

    TYPE: ClassVar[str] = "registry.reorganisation-cancelled.v1"
    document_number: str
    effective_on: date


@dataclass(frozen=True)
class Reorganisation:
    """What is known of a document: as it is announced, or as it was cancelled last."""

    TYPE: ClassVar[str] = "registry.reorganisation"
    STATE_VERSION: ClassVar[int] = 2
    announced: ReorganisationAnnounced | None = None
    cancelled: ReorganisationCancelled | None = None

    def evolve(self, fact: ReorganisationAnnounced | ReorganisationCancelled) -> Reorganisation:
        if isinstance(fact, ReorganisationCancelled):
            return Reorganisation(cancelled=fact)
        return Reorganisation(announced=fact)

    def announce(self, document: Document) -> list[ReorganisationAnnounced]:
        """Nothing for the same document again; refuses another one of its number."""
        told = ReorganisationAnnounced(
            document.document_number, document.effective_on, len(document.rows), document.digest
        )
        known = self.announced
        if known is None:
            return [told]
        if known.digest != told.digest:
            raise DocumentOtherwise(
                document_number=known.document_number,
                effective_on=known.effective_on,
                rows=known.rows,
            )
        return []

    def cancel(self, today: date) -> list[ReorganisationCancelled]:
        """Nothing for what is not announced, or no more; refuses what has come."""
        known = self.announced
        if known is None:
            return []
        if known.effective_on <= today:
            raise ReorganisationCome(
                document_number=known.document_number, effective_on=known.effective_on
            )
        return [ReorganisationCancelled(known.document_number, known.effective_on)]
