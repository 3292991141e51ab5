"""Which document a cell of a list names: its number and sign, and its day if it stands beside."""

import re
from datetime import date
from typing import Final, NamedTuple

from shared.importing import days
from shared.importing.doubts import DocumentWrong
from shared.importing.people import text
from shared.importing.table import Value
from shared.vocabulary.documents import DocumentNumberMalformed, document_number

_DAY: Final = re.compile(
    r"[\s,;(]*(?:ký\s+)?(?:ngày|ngay|ngày ký)\s*[:.]?\s*(\d.*?)\)?\s*(?:của\b.*|cua\b.*)?$",
    re.IGNORECASE,
)
_WHOSE: Final = re.compile(r"\s+(?:của|cua)\s.*$", re.IGNORECASE)
_NOTHING: Final = re.compile(r"[-–—./…\s]*|(?i:không|khong|không có|chưa có|không rõ)")


class Named(NamedTuple):
    """`number` None: none is named; `day` None: nobody said."""

    number: str | None = None
    day: date | None = None


def document(value: Value, today: date) -> Named:
    """«QĐ số 12/QĐ-UBND ngày 5/3/2012 của UBND xã». Raises the Doubt of a document or of a day."""
    said = text(value)
    if _NOTHING.fullmatch(said):
        return Named()
    found = _DAY.search(said)
    day = days.since(found[1], today).day if found else None
    number = _WHOSE.sub("", said[: found.start()] if found else said)
    try:
        return Named(document_number(number), day)
    except DocumentNumberMalformed:
        raise DocumentWrong from None
