"""Why a member of a list is asked about."""

from shared.importing.doubts import Doubt


class AssociationMissing(Doubt):
    code, reason, asks = "importing.association-missing", "association", True
    sentence = (
        "The place has no association on the day of this list: put it on the books first, with its "
        "chapters."
    )


class AssociationDoubtful(Doubt):
    code, reason, asks = "importing.association-doubtful", "association", True
    sentence = (
        "The place has several associations: answer the question `association` with the name of "
        "the one whose members these are."
    )


class ChapterNotFound(Doubt):
    code, reason, asks = "importing.chapter-not-found", "chapter", True
    sentence = (
        "The association has no chapter of this name: correct it, or put that chapter on the books "
        "first."
    )


class ChapterDoubtful(Doubt):
    code, reason, asks = "importing.chapter-doubtful", "chapter", True
    sentence = "Several chapters of the association are called so: write the name in full."
