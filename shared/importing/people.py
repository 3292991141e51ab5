"""What cells say of a person: names, identity numbers, phones, births, as officers write them.

Each function raises the Doubt of what it cannot take; an empty cell is None.
"""

import re
import unicodedata
from datetime import date
from typing import Final, NamedTuple

from shared.importing.doubts import (
    DateDoubtful,
    DateWrong,
    IdentityDoubtful,
    IdentityWrong,
    NameMissing,
    PhonesSeveral,
    PhoneWrong,
)
from shared.importing.table import Value
from shared.vocabulary.folding import APOSTROPHES

_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
TITLE: Final = re.compile(r"(ông|bà|anh|chị|cụ|đ/c|đồng chí|ô\.|b\.)\s+(?=\S+\s)", re.IGNORECASE)
BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*$")
_ASIDE: Final = str.maketrans("", "", " .-()\u00a0\t" + APOSTROPHES)
_POWER: Final = re.compile(r"[\d.,]+e\+?\d+", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[-/;,]\s*|\s{2,}|\n")
_YEAR: Final = re.compile(r"(?:\d{1,2}[/.-])?(\d{4})")
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
EARLIEST: Final = 1900
UNKNOWN: Final = date(1900, 1, 1)
"""What programs write where nobody knows a birthday."""
YEAR_SHOWN_AS_DAY: Final = 1905
"""A year 1900 to 2099 in a cell of dates is one of its days."""


class Identity(NamedTuple):
    """Of 12 digits, or of a former card."""

    number: str | None = None
    old_number: str | None = None


class Birth(NamedTuple):
    """A day, or no more than the year of it."""

    year: int | None = None
    day: date | None = None


def text(value: Value) -> str:
    """What is written there, in one form, without what is seen by nobody."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    said = str(value if value is not None else "")
    if said.isascii():
        return " ".join(said.split())
    said = _UNSEEN.sub("", said)
    return unicodedata.normalize("NFC", " ".join(said.split()))


def name(value: Value) -> str:
    """Without a title before it and what stands in brackets behind it; of capitals only, or of
    small letters only, every word begins with a capital."""
    said = text(value) if isinstance(value, str) else ""
    said = BRACKETS.sub("", said)
    said = TITLE.sub("", said, count=1) if TITLE.match(said) else said
    if not any(each.isalpha() for each in said):
        raise NameMissing
    return said.title() if said.isupper() or said.islower() else said


def identity(value: Value) -> Identity:
    """A zero that a number lost is put back; text of a digit less is asked about."""
    said = text(value)
    if isinstance(value, float):
        said = {8: "0", 11: "0"}.get(len(said), "") + said
    digits = said.translate(_ASIDE)
    if not digits:
        return Identity()
    if _POWER.fullmatch(said) or not digits.isdecimal():
        raise IdentityWrong
    if len(digits) == 12:
        return Identity(number=digits)
    if len(digits) == 9:
        return Identity(old_number=digits)
    raise IdentityDoubtful if len(digits) == 11 and digits[0] != "0" else IdentityWrong


def phone(value: Value) -> str | None:
    """10 digits, of a landline 11; a zero that was lost is put back, `0` is none."""
    said = text(value)
    parts = [each.translate(_ASIDE) for each in _BETWEEN.split(said)]
    if sum(len(each) >= 9 for each in parts) > 1:
        raise PhonesSeveral
    digits = said.translate(_ASIDE).removeprefix("+")
    if not digits.strip("0"):
        return None
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    if digits[0] != "0" and len(digits) == (10 if digits[0] == "2" else 9):
        digits = "0" + digits
    right = 11 if digits.startswith("02") else 10
    if not digits.isdecimal() or digits[0] != "0" or len(digits) != right:
        raise PhoneWrong
    return digits


def birth(value: Value, today: date, *, mixed: bool = False) -> Birth:
    """The first of January stands for a day nobody knows. `mixed`: the column has days as text and
    as days; of the latter day and month may have changed places, and the year alone is taken."""
    match value:
        case None:
            return Birth()
        case date():
            if value.year == YEAR_SHOWN_AS_DAY:
                raise DateDoubtful
            return Birth(year=value.year) if mixed else _born(value)
        case str():
            return _written(text(value), today)
        case float() if value.is_integer() and EARLIEST < value <= today.year:
            return Birth(year=int(value))
    raise DateWrong


def _written(said: str, today: date) -> Birth:
    said = said.strip(APOSTROPHES)
    if year := _YEAR.fullmatch(said):
        if EARLIEST < int(year[1]) <= today.year:
            return Birth(year=int(year[1]))
        raise DateWrong
    if found := _ISO.fullmatch(said):
        return _born(_day(found[3], found[2], found[1]))
    if not (found := _DAY.fullmatch(said)):
        raise DateWrong
    year_said = found[3]
    if len(year_said) == 2:
        if int(year_said) <= today.year % 100:
            raise DateDoubtful
        year_said = f"19{year_said}"
    return _born(_day(found[1], found[2], year_said))


def _day(day: str, month: str, year: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise DateWrong from None


def _born(day: date) -> Birth:
    if day == UNKNOWN:
        return Birth()
    return Birth(year=day.year) if (day.month, day.day) == (1, 1) else Birth(day=day)
