"""All that belongs to documents. What they are about is kept apart, and told nobody."""

from typing import Any, get_args
from uuid import UUID

from services.registry.documents.api.routes import routes
from services.registry.documents.document.facts import (
    DocumentCorrected,
    DocumentFact,
    DocumentIssued,
    DocumentNumberReleased,
    DocumentNumberReserved,
    DocumentWithdrawn,
    IssuedDocument,
)
from services.registry.documents.views import DOCUMENTS
from shared.contracts.registry.documents import (
    DocumentCorrectedV1,
    DocumentCounted,
    DocumentIssuedV1,
    DocumentWithdrawnV1,
)
from shared.web.card import Card


def _issued(document: UUID, fact: DocumentIssued) -> DocumentIssuedV1:
    return DocumentIssuedV1(**_whose(document, fact) | vars(fact.issued))


def _corrected(document: UUID, fact: DocumentCorrected) -> DocumentCorrectedV1:
    was, now = _counted(fact.was), _counted(fact.issued)
    return DocumentCorrectedV1(**_whose(document, fact), was=was, now=now)


def _withdrawn(document: UUID, fact: DocumentWithdrawn) -> DocumentWithdrawnV1:
    return DocumentWithdrawnV1(**_whose(document, fact), was=_counted(fact.was), now=())


def _whose(document: UUID, fact: DocumentFact) -> dict[str, Any]:
    return {
        "document_id": document,
        "place_id": fact.place_id,
        "organiser_kind": fact.organiser_kind,
        "organiser_id": fact.organiser_id,
    }


def _counted(issued: IssuedDocument) -> tuple[DocumentCounted, ...]:
    return (DocumentCounted(**vars(issued)),)


KEPT = (DocumentNumberReserved, DocumentNumberReleased)
CARD = Card(
    name="documents",
    facts=(*get_args(DocumentFact), *KEPT),
    told=(_issued, _corrected, _withdrawn),
    kept=KEPT,
    views=(DOCUMENTS,),
    routes=routes,
    actions=(
        "registry.document.read",
        "registry.document.issue",
        "registry.document.correct",
        "registry.document.withdraw",
    ),
)
