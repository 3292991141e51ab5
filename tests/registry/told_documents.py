"""What facts of documents are told as, each beside its event."""

from typing import Any

from services.registry.documents.document import facts
from shared.contracts.registry import documents as told
from tests.registry.told import DAY, LATER, OTHER, PLACE, STREAM

BY: dict[str, Any] = {"organiser_kind": "party-committee", "organiser_id": OTHER}
WHOSE: dict[str, Any] = {"document_id": STREAM, "place_id": PLACE} | BY
DISPATCH = facts.IssuedDocument(PLACE, "dispatch", "2750-CV/HU", DAY)
SAID: dict[str, Any] = {
    "document_kind": "dispatch",
    "document_number": "2750-CV/HU",
    "issued_on": DAY,
    "replaces_id": None,
}
PLAN = facts.IssuedDocument(PLACE, "plan", "12/KH-UBND", LATER, OTHER)
NOW = told.DocumentCounted(
    place_id=PLACE,
    document_kind="plan",
    document_number="12/KH-UBND",
    issued_on=LATER,
    replaces_id=OTHER,
)
WAS = told.DocumentCounted(place_id=PLACE, **SAID)
DOCUMENTS_TOLD: list[tuple[Any, Any]] = [
    (
        facts.DocumentIssued("party-committee", OTHER, DISPATCH, STREAM),
        told.DocumentIssuedV1(**WHOSE, **SAID),
    ),
    (
        facts.DocumentCorrected("party-committee", OTHER, PLAN, DISPATCH),
        told.DocumentCorrectedV1(**WHOSE, was=(WAS,), now=(NOW,)),
    ),
    (
        facts.DocumentWithdrawn("party-committee", OTHER, DISPATCH),
        told.DocumentWithdrawnV1(**WHOSE, was=(WAS,), now=()),
    ),
]
DOCUMENTS_KEPT = [facts.DocumentNumberReserved(STREAM), facts.DocumentNumberReleased(STREAM)]
