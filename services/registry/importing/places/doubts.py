"""Why a row of a list of places is not taken."""

from shared.importing.doubts import Doubt


class ChangedByDocument(Doubt):
    code, reason = "importing.changed-by-document", "document"
    sentence = (
        "The books call this place otherwise, or have it elsewhere: what a place is called, its "
        "kind, code and what it lies in are changed by a document. Bring that in as a list of the "
        "kind reorganisation, or correct the row."
    )


class OfficialNotHere(Doubt):
    code, reason = "importing.official-not-here", "place"
    sentence = (
        "No such place is on the books here, and a list of places makes hamlets alone: communes "
        "and what lies above come from the official list, or by a document (a list of the kind "
        "reorganisation). Correct the row, or leave it out."
    )


class NoCommune(Doubt):
    code, reason = "importing.no-commune", "place"
    sentence = "A hamlet lies in a commune: write which commune, by its name or its code."


class CodeOfHamlet(Doubt):
    code, reason, asks = "importing.code-of-hamlet", "code", True
    sentence = (
        "A hamlet has no official code, so that this one would be lost: delete it, or leave the "
        "column of codes out."
    )


class KindsContradict(Doubt):
    code, reason, asks = "importing.kinds-contradict", "kind", True
    sentence = "The name says another kind of place than the column of kinds: correct one of them."
