"""What cells say of days on which something began or took place, as officers write them: a day, or
no more than the year of it. Each function raises the Doubt of what it cannot take."""

import re
from datetime import date
from typing import Final, NamedTuple

from shared.importing.doubts import DateDoubtful, DateWrong
from shared.importing.people import EARLIEST, YEAR_SHOWN_AS_DAY, text
from shared.importing.table import Value
from shared.vocabulary.folding import bare

_YEAR: Final = re.compile(r"(?:nam )?(\d{4})")
_MONTH: Final = re.compile(r"(?:thang |t )?(\d{1,2}) (?:nam )?(\d{4})")
_DAY: Final = re.compile(r"(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{2}|\d{4})")
_ISO: Final = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})(?: 0?0 00(?: 00)?)?")
_TOGETHER: Final = re.compile(r"(\d{2})(\d{2})(\d{4})")
_TOGETHER_ISO: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PART: Final = re.compile(r"\d+|[^\W\d_]+|[^\s\w./,:'’‘-]")


class Since(NamedTuple):
    """A day, or no more than the year of it, or nothing."""

    year: int | None = None
    day: date | None = None

    @property
    def first(self) -> date | None:
        """The first day that it may be."""
        return self.day or (date(self.year, 1, 1) if self.year else None)


def since(value: Value, today: date, *, mixed: bool = False) -> Since:
    """Of a month alone the year is taken. `mixed`: the column has days as text and as days; of one
    of the latter that could have day and month in each other's place, the year."""
    match value:
        case None:
            return Since()
        case date():
            if value.year == YEAR_SHOWN_AS_DAY:
                raise DateDoubtful
            if mixed and _may_be_swapped(value):
                return _of_year(value.year, today)
            return _come(value, today)
        case float() if value.is_integer() and value > 0:
            return _number(int(value), today)
        case str():
            return _written(value, today)
    raise DateWrong


def _may_be_swapped(day: date) -> bool:
    return day.day <= 12 and day.day != day.month


def _number(said: int, today: date) -> Since:
    if EARLIEST < said <= today.year:
        return Since(year=said)
    if 1_000_000 < said < 100_000_000:
        return _written(f"{said:08}", today)
    if 15_000 < said < 80_000:
        raise DateDoubtful  # a day shown as the number that a workbook counts it by
    raise DateWrong


def _written(value: str, today: date) -> Since:
    said = _said(value)
    if not said:
        return Since()
    if found := _YEAR.fullmatch(said):
        return _of_year(int(found[1]), today)
    if found := _MONTH.fullmatch(said):
        if not 1 <= int(found[1]) <= 12:
            raise DateWrong
        return _of_year(int(found[2]), today)
    for form, (day, month, year) in _FORMS:
        if (found := form.fullmatch(said)) and (right := _right(found, day, month, year, today)):
            return _come(right, today)
    raise DateWrong


_FORMS: Final = (
    (_ISO, (3, 2, 1)),
    (_DAY, (1, 2, 3)),
    (_TOGETHER, (1, 2, 3)),
    (_TOGETHER_ISO, (3, 2, 1)),
)


def _said(value: str) -> str:
    """Numbers, with their zeros, and words with a blank between them."""
    parts = _PART.findall(text(value).casefold())
    return " ".join(each if each.isdecimal() else bare(each) for each in parts).strip()


def _right(found: re.Match[str], day: int, month: int, year: int, today: date) -> date | None:
    """None: there is no such day."""
    number = int(found[year])
    if len(found[year]) == 2:
        number += 2000 if number <= today.year % 100 else 1900
    try:
        said = date(number, int(found[month]), int(found[day]))
    except ValueError:
        return None
    return said if said.year > EARLIEST else None


def _of_year(year: int, today: date) -> Since:
    if EARLIEST < year <= today.year:
        return Since(year=year)
    raise DateWrong


def _come(day: date, today: date) -> Since:
    if day > today or day.year <= EARLIEST:
        raise DateWrong
    return Since(day=day)
