"""What is commanded of documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.registry.documents.api.forms import (
    DocumentCorrectionForm,
    DocumentForm,
    DocumentWithdrawalForm,
)
from services.registry.documents.document.document import Document, NumberOfYear
from services.registry.documents.document.facts import IssuedDocument, number_id
from services.registry.documents.document.refusals import (
    ORGANISED,
    DocumentChangedMeanwhile,
    DocumentUnknown,
)
from services.registry.organised.naming import Organiser, organiser
from services.registry.people.texts.reasons import attached
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.documents import document_number
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller

States = Mapping[UUID, Any]


@dataclass(frozen=True)
class Done:
    document_id: UUID


def issue(form: DocumentForm, by: Caller) -> Command:
    """It was issued on that day under that number, and counts where its issuer was."""
    id_, whose, number = new_id(), organiser(form, ORGANISED), document_number(form.document_number)
    numbered = number_id(whose.named, form.issued_on, number)

    def decide(states: States) -> Decision:
        document: Document = states[id_]
        asked = _asked(form, number, whose, states, by)
        _require_replaced(form, document, asked, states, by)
        facts = document.issue(whose.named, asked, form.text_id, by.day)
        reserved = states[numbered].reserve(id_, asked)
        said: dict[UUID, Sequence[Any]] = {id_: facts, numbered: reserved}
        return Decision({**said, **attached(form.text_id, id_)}, Done(id_))

    streams = {**whose.streams, **_replaced(form), id_: Document, numbered: NumberOfYear}
    return Command(by.origin, streams, decide, by.key)


def correct(form: DocumentCorrectionForm, by: Caller) -> Command:
    """Something was written wrongly: figures follow, and as known before they stay."""
    id_, whose, number = form.document_id, organiser(form, ORGANISED), form.document_number
    kept, known = document_number(number), form.number_known
    numbered = number_id(whose.named, form.issued_on, kept)

    def decide(states: States) -> Decision:
        document = _document(form.document_id, states, by)
        asked = _asked(form, kept, whose, states, by)
        _require_replaced(form, document, asked, states, by)
        facts = document.correct(whose.named, asked, form.text_id, by.day)
        if not facts:
            return Decision({}, Done(id_))
        if document.number_id != known:
            raise DocumentChangedMeanwhile
        said: dict[UUID, Sequence[Any]] = {id_: facts}
        if known is not None and known != numbered:
            said[known] = states[known].release(id_)
        said[numbered] = states[numbered].reserve(id_, asked)
        return Decision({**said, **attached(form.text_id, id_)}, Done(id_))

    streams = {**whose.streams, **_replaced(form), id_: Document, numbered: NumberOfYear}
    return Command(by.origin, _with(known, streams), decide, by.key)


def withdraw(form: DocumentWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day. Its issuer may issue
    that number again."""
    id_, known = form.document_id, form.number_known

    def decide(states: States) -> Decision:
        document = _document(id_, states, by)
        facts = document.withdraw()
        if not facts:
            return Decision({}, Done(id_))
        if document.number_id != known:
            raise DocumentChangedMeanwhile
        released = {} if known is None else {known: states[known].release(id_)}
        return Decision({id_: facts, **released}, Done(id_))

    return Command(by.origin, _with(known, {id_: Document}), decide, by.key)


def _with(known: UUID | None, streams: Mapping[UUID, type[Any]]) -> dict[UUID, type[Any]]:
    return {**streams} if known is None else {known: NumberOfYear, **streams}


def _document(id_: UUID, states: States, by: Caller) -> Document:
    document = states[id_]
    if not isinstance(document, Document):  # its id was said to be its issuer's, too
        raise DocumentUnknown
    by.require(document.last_place, DocumentUnknown)
    return document


def _asked(
    form: DocumentForm, number: str, whose: Organiser, states: States, by: Caller
) -> IssuedDocument:
    if any(not isinstance(states[id_], kind) for id_, kind in whose.streams.items()):
        raise DocumentUnknown  # one id was said to be a document's, too
    place = whose.place(states, form.issued_on, by)
    return IssuedDocument(place, form.document_kind, number, form.issued_on, form.replaces_id)


def _replaced(form: DocumentForm) -> dict[UUID, type[Any]]:
    return {} if form.replaces_id is None else {form.replaces_id: Document}


def _require_replaced(
    form: DocumentForm, document: Document, asked: IssuedDocument, states: States, by: Caller
) -> None:
    if form.replaces_id is not None:
        document.require_replaces(_document(form.replaces_id, states, by), asked)
