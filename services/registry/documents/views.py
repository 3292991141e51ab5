"""What officers look up: the documents of a place (`documents`)."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.documents.document.facts import (
    DocumentCorrected,
    DocumentIssued,
    DocumentWithdrawn,
)
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class DocumentRow:
    """A document (văn bản) with its kind, its number, its day, who issued it and, if the books have
    that, which one it takes the place of."""

    document_id: UUID
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    document_kind: str
    document_number: str
    issued_on: date
    replaces_id: UUID | None = None


_ASKED: Final = """
and (%(since)s::date is null or issued_on >= %(since)s)
and (%(document_kind)s::text is null or document_kind = %(document_kind)s)
and (%(organiser_kind)s::text is null or organiser_kind = %(organiser_kind)s)
and (%(organiser_id)s::uuid is null or organiser_id = %(organiser_id)s)
and (%(document_number)s::text is null or document_number = %(document_number)s)
"""


class Documents(Things[DocumentRow]):
    """Those of a place may be asked for by period, kind, issuer and number."""

    @property
    def _wanted(self) -> str:
        return super()._wanted + _ASKED


DOCUMENTS = Documents(
    "documents",
    1,
    DocumentRow,
    DocumentIssued,
    (DocumentCorrected,),
    "issued_on",
    never_was=DocumentWithdrawn,
)
