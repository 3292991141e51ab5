"""What cells say of a pupil: the name in one column or two, and the class as it was before a
program made something else of it."""

import re
from datetime import date
from typing import Final

from services.funding.importing.scholarships.shape import BEGINNINGS
from shared.importing import people
from shared.importing.noting import NoteCode
from shared.importing.people import text
from shared.importing.reading.lists import Line
from shared.importing.table import Value
from shared.vocabulary.folding import bare

HIGHEST_CLASS: Final = 12


def name(line: Line) -> str:
    """One heading over two columns, or one for the last word: both together. Raises NameMissing."""
    parts = [line.values.get("name")]
    if _is_divided(line):
        parts.append(line.values.get("given_name"))
    return people.name(" ".join(filter(None, map(text, parts))))


def _is_divided(line: Line) -> bool:
    over = line.headings.get("name", ""), line.headings.get("given_name", "")
    first, last = map(bare, over)
    return bool(last) and (first == last or (first in BEGINNINGS and last == "ten"))


def school_class(value: Value) -> str | None:
    """«9/6» of a day, «6E1» of 60. None: nothing is said, or it may have been one of several."""
    if isinstance(value, date):
        return f"{value.day}/{value.month}"
    if isinstance(value, float) and value > HIGHEST_CLASS:
        found = {f"{each[1]}E{len(each[2])}" for each in _readings(f"{value:.0f}")}
        return found.pop() if len(found) == 1 else None
    return text(value) or None


def of_class(value: Value) -> NoteCode | None:
    if isinstance(value, date):
        return NoteCode.CLASS_BECAME_DATE
    if isinstance(value, float) and value > HIGHEST_CLASS:
        return NoteCode.CLASS_BECAME_NUMBER
    return None


def _readings(digits: str) -> list[re.Match[str]]:
    """100 may have been 1E2 or 10E1."""
    found = [re.fullmatch(each, digits) for each in (r"([1-9])(0+)", r"(1[0-2])(0+)")]
    return [each for each in found if each is not None]
