"""What registry tells the world of documents."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, DocumentNumber


class DocumentCounted(Struct, frozen=True, kw_only=True):
    """What counts of a document that was issued."""

    place_id: UUID
    document_kind: Code
    document_number: DocumentNumber
    issued_on: date
    replaces_id: UUID | None


class DocumentEvent(Contract, frozen=True, kw_only=True):
    """Something about one document (văn bản), under whoever issued it: a centre, an association, an
    establishment, or an authority of a place, whose id is always the same."""

    TOPIC: ClassVar[str] = "registry.documents"
    SUBJECT: ClassVar[str] = "organiser_id"
    document_id: UUID
    place_id: UUID
    organiser_kind: Code
    organiser_id: UUID


class DocumentIssuedV1(DocumentEvent, frozen=True, kw_only=True):
    """It was issued; `replaces_id` names the document that it takes the place of, if any."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.document-issued.v1"
    document_kind: Code
    document_number: DocumentNumber
    issued_on: date
    replaces_id: UUID | None


class DocumentCorrectedV1(DocumentEvent, frozen=True, kw_only=True):
    """It was written wrongly: `was` counted until now, `now` is right."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.document-corrected.v1"
    was: tuple[DocumentCounted, ...]
    now: tuple[DocumentCounted, ...]


class DocumentWithdrawnV1(DocumentEvent, frozen=True, kw_only=True):
    """It never was issued: `was` is taken back, and `now` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.document-withdrawn.v1"
    was: tuple[DocumentCounted, ...]
    now: tuple[DocumentCounted, ...]
