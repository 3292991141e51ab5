"""Document (văn bản): a dispatch, plan, decision, report … that somebody issued under a number on a
day. The same issuer issues a number once in a year."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.documents.document.facts import (
    DocumentCorrected,
    DocumentFact,
    DocumentIssued,
    DocumentNumberReleased,
    DocumentNumberReserved,
    DocumentWithdrawn,
    IssuedDocument,
    number_id,
)
from services.registry.documents.document.refusals import (
    DocumentIssuedOtherwise,
    DocumentKindUnknown,
    DocumentNumberTaken,
    DocumentReplacesItself,
    DocumentReplacesLater,
    DocumentUnknown,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import DOCUMENT_KINDS

Organiser = tuple[str, UUID]
"""Kind and id of whoever issued it."""


@dataclass(frozen=True)
class Document:
    """`issued`: what counts of it; None: nobody spoke of it, or it never was. `heading_id`: its
    heading, kept apart. `last_place`: where it counts or, withdrawn, counted."""

    organiser: Organiser | None = None
    issued: IssuedDocument | None = None
    heading_id: UUID | None = None
    last_place: UUID | None = None
    withdrawn: bool = False

    @property
    def number_id(self) -> UUID | None:
        """The stream of its number; None: it has none."""
        if self.organiser is None or self.issued is None:
            return None
        return number_id(self.organiser, self.issued.issued_on, self.issued.document_number)

    def evolve(self, fact: DocumentFact) -> Self:
        by = (fact.organiser_kind, fact.organiser_id)
        at = replace(self, organiser=by, last_place=fact.place_id)
        match fact:
            case DocumentIssued():
                return replace(at, issued=fact.issued, heading_id=fact.heading_id)
            case DocumentCorrected():
                said = fact.heading_id or self.heading_id
                return replace(at, issued=fact.issued, heading_id=said)
            case DocumentWithdrawn():
                return replace(at, issued=None, withdrawn=True)

    def issue(
        self, by: Organiser, asked: IssuedDocument, heading_id: UUID | None, today: date
    ) -> list[DocumentIssued]:
        _require_sane(asked, today)
        return [DocumentIssued(*by, asked, heading_id)]

    def correct(
        self, by: Organiser, asked: IssuedDocument, heading_id: UUID | None, today: date
    ) -> list[DocumentCorrected]:
        """All that counts of it, as it is; whose it is does not change. Without a heading it keeps
        the one it has."""
        _require_sane(asked, today)
        if self.withdrawn:
            raise WithdrawnAlready
        if self.issued is None:
            raise DocumentUnknown
        if self.organiser != by:
            raise DocumentIssuedOtherwise
        if self.issued == asked and heading_id is None:
            return []
        return [DocumentCorrected(*by, asked, self.issued, heading_id)]

    def withdraw(self) -> list[DocumentWithdrawn]:
        """It was put on the books by mistake."""
        if self.withdrawn:
            return []
        if self.issued is None or self.organiser is None:
            raise DocumentUnknown
        return [DocumentWithdrawn(*self.organiser, self.issued)]

    def require_replaces(self, other: Self, asked: IssuedDocument) -> None:
        """Refuse that it takes the place of `other`, if that was issued after it or never was; the
        same state if it is itself."""
        if other is self:
            raise DocumentReplacesItself
        if other.issued is None:
            raise DocumentUnknown
        if other.issued.issued_on > asked.issued_on:
            raise DocumentReplacesLater(issued_on=other.issued.issued_on)


@dataclass(frozen=True)
class NumberOfYear:
    """Which document of an issuer has a number in a year, if one has."""

    document_id: UUID | None = None

    def evolve(self, fact: DocumentNumberReserved | DocumentNumberReleased) -> Self:
        reserved = isinstance(fact, DocumentNumberReserved)
        return replace(self, document_id=fact.document_id if reserved else None)

    def reserve(self, document_id: UUID, issued: IssuedDocument) -> list[DocumentNumberReserved]:
        if self.document_id == document_id:
            return []
        if self.document_id is not None:
            raise DocumentNumberTaken(
                document_number=issued.document_number,
                year=issued.issued_on.year,
                document_id=self.document_id,
            )
        return [DocumentNumberReserved(document_id)]

    def release(self, document_id: UUID) -> list[DocumentNumberReleased]:
        return [DocumentNumberReleased(document_id)] if self.document_id == document_id else []


def _require_sane(asked: IssuedDocument, today: date) -> None:
    require_come(asked.issued_on, today)
    if asked.document_kind not in DOCUMENT_KINDS:
        raise DocumentKindUnknown(kinds=", ".join(DOCUMENT_KINDS))
