"""What an officer is told who asks of a document what cannot be."""

from typing import Final

from services.registry.organised.life import Unorganised
from shared.vocabulary.refusals import Kind, Refusal


class DocumentUnknown(Refusal):
    code = "registry.issued-document-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such document: look it up among those of its place."


class DocumentBeforeIssuer(Refusal):
    code = "registry.document-before-issuer"
    kind = Kind.INVALID
    sentence = "Whoever issued it is there since {since}: compare the day, or name another issuer."


class DocumentAfterIssuer(Refusal):
    code = "registry.document-after-issuer"
    kind = Kind.INVALID
    sentence = (
        "Whoever issued it is there no more since {ended_on}: compare the day, or name another one."
    )


ORGANISED: Final = Unorganised(
    unknown=DocumentUnknown,
    before_organiser=DocumentBeforeIssuer,
    after_organiser=DocumentAfterIssuer,
)


class DocumentKindUnknown(Refusal):
    code = "registry.document-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of document; the kinds are {kinds}."


class DocumentNumberTaken(Refusal):
    code = "registry.document-number-taken"
    kind = Kind.CONFLICT
    sentence = (
        "Its issuer issued {document_number} in {year} already: look at document {document_id}, and"
        " correct that one or this number."
    )


class DocumentIssuedOtherwise(Refusal):
    code = "registry.document-issued-otherwise"
    kind = Kind.CONFLICT
    sentence = (
        "This document was issued by another one: name that one, or withdraw it and record it anew."
    )


class DocumentReplacesLater(Refusal):
    code = "registry.document-replaces-later"
    kind = Kind.INVALID
    sentence = (
        "What it replaces was issued on {issued_on}, after it: compare the days, or name another"
        " document."
    )


class DocumentReplacesItself(Refusal):
    code = "registry.document-replaces-itself"
    kind = Kind.INVALID
    sentence = "A document cannot replace itself: name another one."


class DocumentChangedMeanwhile(Refusal):
    code = "registry.document-changed-meanwhile"
    kind = Kind.CONFLICT
    sentence = "This document was changed just now: look it up, and send it again if it holds."
