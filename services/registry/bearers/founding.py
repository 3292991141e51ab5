"""What is founded and ended by a document, if its number is known."""

from dataclasses import dataclass
from datetime import date

from shared.vocabulary.documents import document_number


@dataclass(frozen=True)
class Ending:
    """The first day on which it is there no more, and by which document, if it is known."""

    day: date
    document: str | None = None

    @property
    def number(self) -> str | None:
        return number_of(self.document)


def number_of(document: str | None) -> str | None:
    """In its one form. Refuses what is none."""
    return None if document is None else document_number(document)
