"""What is wrong with a row, and the one refusal of the document that names all such rows."""

from collections.abc import Iterable
from typing import Final

from shared.vocabulary.refusals import Kind, Refusal

MOST_TOLD: Final = 50
"""So many wrong rows are told at once: enough to see what is wrong."""

Wrong = tuple[int, Refusal]
"""The number of a row, from 1, and what is wrong with it."""


class ReorganisationWrong(Refusal):
    """`parts`: of each wrong row what is wrong with it."""

    code = "registry.reorganisation-wrong"
    kind = Kind.INVALID
    sentence = (
        "Nothing of document {document_number} was recorded: {number} of its rows are wrong "
        "({rows}). Correct them and send the whole document again."
    )

    @classmethod
    def because(cls, document_number: str, wrong: Iterable[Wrong]) -> "ReorganisationWrong":
        found = sorted(
            {(number, str(each)): (number, each) for number, each in wrong}.values(),
            key=lambda said: said[0],
        )
        rows = list(dict.fromkeys(number for number, _ in found))
        told = ", ".join(map(str, rows[:MOST_TOLD])) + (", …" if len(rows) > MOST_TOLD else "")
        refusal = cls(document_number=document_number, number=len(rows), rows=told)
        refusal.parts = tuple((f"row {number}", each) for number, each in found[:MOST_TOLD])
        return refusal


class RowIncomplete(Refusal):
    code = "registry.row-incomplete"
    kind = Kind.INVALID
    sentence = "A row {how} says {wanted}, and nothing else."


class MadeTwice(Refusal):
    code = "registry.made-twice"
    kind = Kind.INVALID
    sentence = "Rows {rows} make two places under one code or handle: {place}."


class GoesOverTwice(Refusal):
    """An overlap."""

    code = "registry.goes-over-twice"
    kind = Kind.INVALID
    sentence = (
        "Rows {rows} give ground of {place} twice: a place goes over whole to one, or in parts to "
        "several, or it stays."
    )


class RestGoesNowhere(Refusal):
    """A hole."""

    code = "registry.rest-goes-nowhere"
    kind = Kind.INVALID
    sentence = (
        "Only one part of {place} goes anywhere: add rows for the others, or a row part with "
        "itself as the successor if the rest stays."
    )


class NothingTakesOver(Refusal):
    """A hole."""

    code = "registry.nothing-takes-over"
    kind = Kind.INVALID
    sentence = "{place} ends and nothing takes over: say which place does, whole or in parts."


class LeftBehind(Refusal):
    """A hole."""

    code = "registry.left-behind"
    kind = Kind.INVALID
    sentence = "{place} ends while {left} lies in it: add a row that says what becomes of that."


class MadeOfNothing(Refusal):
    """An overlap: its ground is somebody's."""

    code = "registry.made-of-nothing"
    kind = Kind.INVALID
    sentence = (
        "No row says what {place} is made of: name it as the successor of one, or as the place "
        "that another lies in."
    )


class GoesInACircle(Refusal):
    code = "registry.goes-in-a-circle"
    kind = Kind.INVALID
    sentence = "{place} would go over into itself through {successor}; one of them has to stay."


class SuccessorEnds(Refusal):
    code = "registry.successor-ends"
    kind = Kind.INVALID
    sentence = "{successor} ends by this document: name the place that is there afterwards."


class AnnouncedOtherwise(Refusal):
    code = "registry.announced-otherwise"
    kind = Kind.CONFLICT
    sentence = "{place} is on the books as ending on {ended_on}; it cannot end on {day} as well."


class GoesOverAlready(Refusal):
    """An overlap of two documents."""

    code = "registry.goes-over-already"
    kind = Kind.CONFLICT
    sentence = (
        "{place} gives ground to others on {day} by document {document_number} already: what "
        "becomes of it that day, one document says."
    )
