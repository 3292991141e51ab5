"""What happened to documents.

Stored for ever: fields are added with a default, never renamed, retyped or removed. `place_id`:
where whoever issued it was on its day; there it counts. `organiser_kind`, `organiser_id`: who
issued it; of an authority `organisers.authority_id`. `heading_id`: under which its heading (trích
yếu) is kept in own words, apart from all facts; None: nobody said.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.vocabulary.identifiers import derived_id


@dataclass(frozen=True)
class IssuedDocument:
    """What counts of it, and which document it takes the place of, if that is on the books. Stored
    in facts."""

    place_id: UUID
    document_kind: str
    document_number: str
    issued_on: date
    replaces_id: UUID | None = None


class _Issued:
    """What the view has columns for."""

    issued: IssuedDocument

    @property
    def place_id(self) -> UUID:
        return self.issued.place_id

    @property
    def document_kind(self) -> str:
        return self.issued.document_kind

    @property
    def document_number(self) -> str:
        return self.issued.document_number

    @property
    def issued_on(self) -> date:
        return self.issued.issued_on

    @property
    def replaces_id(self) -> UUID | None:
        return self.issued.replaces_id


@dataclass(frozen=True)
class DocumentIssued(_Issued):
    TYPE: ClassVar[str] = "registry.document-issued.v1"
    organiser_kind: str
    organiser_id: UUID
    issued: IssuedDocument
    heading_id: UUID | None = None


@dataclass(frozen=True)
class DocumentCorrected(_Issued):
    """Something was written wrongly: what it `was`, beside what it is."""

    TYPE: ClassVar[str] = "registry.document-corrected.v1"
    organiser_kind: str
    organiser_id: UUID
    issued: IssuedDocument
    was: IssuedDocument
    heading_id: UUID | None = None


@dataclass(frozen=True)
class DocumentWithdrawn:
    """It never was issued; `was`: what counted."""

    TYPE: ClassVar[str] = "registry.document-withdrawn.v1"
    organiser_kind: str
    organiser_id: UUID
    was: IssuedDocument

    @property
    def place_id(self) -> UUID:
        return self.was.place_id


@dataclass(frozen=True)
class DocumentNumberReserved:
    """On the stream of a number of an issuer in a year, at home only: that document has it."""

    TYPE: ClassVar[str] = "registry.document-number-reserved.v1"
    document_id: UUID


@dataclass(frozen=True)
class DocumentNumberReleased:
    """That document has it no more."""

    TYPE: ClassVar[str] = "registry.document-number-released.v1"
    document_id: UUID


DocumentFact = DocumentIssued | DocumentCorrected | DocumentWithdrawn


def number_id(organiser: tuple[str, UUID], day: date, number: str) -> UUID:
    """The stream that says which document of an issuer has this number in the year of that day."""
    return derived_id("document-number", *organiser, str(day.year), number)
