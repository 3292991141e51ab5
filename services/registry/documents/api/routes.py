"""The routes of documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from services.registry.documents.api.commands import Done, correct, issue, withdraw
from services.registry.documents.api.forms import (
    DocumentCorrectionForm,
    DocumentForm,
    DocumentKind,
    DocumentWithdrawalForm,
)
from services.registry.documents.document.document import Document
from services.registry.documents.document.refusals import DocumentUnknown
from services.registry.documents.views import DOCUMENTS, DocumentRow
from services.registry.organised.naming import Kind
from services.registry.people.texts.reading import shown
from services.registry.people.texts.reasons import Reasons, Then
from shared.vocabulary.documents import document_number as in_one_form
from shared.web.bulk import Around, Asked, AskedSpeech, Rows, recording
from shared.web.caller import Caller, reads
from shared.web.conversation import Page, paged_by
from shared.web.counter import Counter
from shared.web.looking_up import answer_of
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, NumberOfDocument

Reading = Annotated[Caller, reads("registry.document.read")]
Paging = Annotated[Page[UUID], paged_by(UUID)]
HEADING: Final = Reasons[DocumentForm](field="heading")


def _only(
    since: Day | None = None,
    document_kind: Annotated[DocumentKind | None, Query()] = None,
    organiser_kind: Annotated[Kind | None, Query()] = None,
    organiser_id: UUID | None = None,
    document_number: Annotated[NumberOfDocument | None, Query()] = None,
) -> dict[str, object]:
    number = None if document_number is None else in_one_form(document_number)
    return {
        "since": since,
        "document_kind": document_kind,
        "document_number": number,
        "organiser_kind": organiser_kind,
        "organiser_id": organiser_id,
    }


Only = Annotated[dict[str, object], Depends(_only)]


class HeadingShown(BaseModel):
    """What a document is about (trích yếu); null: nobody said; "(đã xoá)" if it is gone."""

    document_id: UUID
    heading: str | None


@dataclass(frozen=True)
class Numbered(Around[Any]):
    """Around what changes documents: which number each has."""

    async def before(self, counter: Counter, asked: Sequence[Asked[Any]]) -> Sequence[Any]:
        ids = dict.fromkeys(row.form.document_id for row in asked)
        reader = counter.transactions.store.reader
        found = await reader.read([(each, Document) for each in ids]) if ids else {}
        for row in asked:
            state = found[row.form.document_id, Document].state
            row.form._number_id = state.number_id  # read back by `OfDocument.number_known`
        return [row.form for row in asked]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/documents", tags=["documents"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    _listing(router, counter)
    _reading(router, counter)
    return [router]


def _listing(router: APIRouter, counter: Counter) -> None:
    @router.get("")
    async def at_place(
        place_id: UUID, caller: Reading, page: Paging, only: Only, on: Day | None = None
    ) -> PageOf[DocumentRow]:
        """Documents (văn bản) of a place: issued from the day `since` to the day `on`, of a kind,
        by an issuer, or under a number, however that is written."""
        seen = caller.sees(place_id)
        if caller.tree.place(place_id) is None or not seen.is_something:
            raise caller.unknown(place_id)
        wanted = {"place_id": place_id, "until": seen.until, "on": on, **only}
        count = DOCUMENTS.number_at_place
        return await counter.page(DocumentRow, DOCUMENTS.at_place, page, count, **wanted)

    answer_of(DOCUMENTS, at_place)


def _reading(router: APIRouter, counter: Counter) -> None:
    @router.get("/{document_id}")
    async def one(document_id: UUID, caller: Reading) -> DocumentRow:
        """A document (văn bản)."""
        row = await counter.one(DocumentRow, DOCUMENTS.one, document_id=document_id)
        found = None if row is None else DOCUMENTS.as_seen(row, caller.sees(row.place_id).until)
        if found is None:
            raise DocumentUnknown
        return found

    @router.get("/{document_id}/heading")
    async def heading(document_id: UUID, caller: Reading, speech: AskedSpeech) -> HeadingShown:
        """What a document is about. That it was read is recorded."""
        found = await counter.transactions.store.reader.read([(document_id, Document)])
        document: Document = found[document_id, Document].state
        if document.issued is None:
            raise DocumentUnknown
        if not caller.sees(document.last_place).shows(document.issued.issued_on):
            raise DocumentUnknown
        kept = document.heading_id
        words = await shown(counter, [] if kept is None else [kept], caller, speech.language)
        return HeadingShown(document_id=document_id, heading=None if kept is None else words[kept])

    answer_of(DOCUMENTS, one)


def _rows(does: str, form: Any, commanding: Any, around: Any) -> Rows[Any, Done]:
    return Rows(f"registry.document.{does}", form, commanding, Done, around=around)


_RECORDED: Final[Mapping[str, Rows[Any, Done]]] = {
    "": _rows("issue", DocumentForm, issue, HEADING),
    "/corrections": _rows("correct", DocumentCorrectionForm, correct, Then(Numbered(), HEADING)),
    "/withdrawals": _rows("withdraw", DocumentWithdrawalForm, withdraw, Numbered()),
}
