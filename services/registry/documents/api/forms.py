"""What is filled in of documents."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, PrivateAttr

from services.registry.organised.naming import OrganisedForm
from services.registry.people.texts.reasons import InOwnWords, Worded
from shared.vocabulary.kinds import LONGEST_CODE
from shared.web.values import Day, Form, NumberOfDocument, Text

DocumentKind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["dispatch"])]


class OfDocument(Form):
    document_id: UUID
    _number_id: UUID | None = PrivateAttr(None)

    @property
    def number_known(self) -> UUID | None:
        """The stream of the number that it has, as its own stream says; None: it has none."""
        return self._number_id


class DocumentForm(OrganisedForm, Worded):
    """Issued by a centre, an association or an establishment, named by `organiser_id`, or by an
    authority of `place_id`. `heading`: what it is about (trích yếu), in own words. `replaces_id`:
    the document that it takes the place of."""

    document_kind: DocumentKind
    document_number: NumberOfDocument
    issued_on: Day
    heading: InOwnWords | None = None
    replaces_id: UUID | None = None


class DocumentCorrectionForm(DocumentForm, OfDocument):
    """All of it, as it should stand; the issuer as it does. Without `heading` it keeps the one it
    has."""


class DocumentWithdrawalForm(OfDocument):
    pass
