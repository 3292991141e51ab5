"""Days of a month that stands above them: «05» under «Tháng 3/2025»."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from shared.importing import days
from shared.importing.doubts import DateDoubtful, DateWrong, DayAgainstItsMonth
from shared.importing.people import text
from shared.importing.reading.rows import sub_heading
from shared.importing.table import Row, Value
from shared.vocabulary.folding import bare

_MONTH: Final = re.compile(
    r"(?:(?:[ivxlc]{1,5}|[a-h]|\d{1,2}) )?(?:thang|t)(?: thu)? (\d{1,2}|\w+)(?: (?:nam )?(\d{4}))?"
    r"(?: \d+ (?:buoi|cuoc|lop|hoat dong)| .{0,30} \d+ (?:buoi|cuoc|lop))?"
)
_MONTH_OF: Final = re.compile(r"(\d{1,2}) (\d{4})")
_OTHER: Final = re.compile(
    r"(?:(?:[ivxlc]{1,5}|[a-h]|\d{1,2}) )?(?:quy [ivx\d]+|6 thang dau nam|6 thang cuoi nam|nam)"
    r"(?: nam)?(?: (\d{4}))?"
)
_NAMED: Final = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "chap": 12,
}  # fmt: skip
_TITLE: Final = re.compile(
    r"\b(?:so theo doi|theo doi|danh sach|tong hop|ke hoach|bao cao|bang|thong ke|lich|so lieu"
    r"|ket qua|hoat dong|nhat ky)\b.*?\b(20\d\d)\b"
)
_DAY: Final = re.compile(r"(?:ngay )?(\d{1,2})")
_DAY_MONTH: Final = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*([/.-])\s*(\d{1,2})", re.IGNORECASE)
_SEVERAL: Final = re.compile(
    r"(?:ngày\s*)?\d{1,2}\s*(?:-|–|—|,|;|&|\+|và|đến|tới)\s*\d{1,2}"
    r"(?:\s*(?:-|–|—|,|;|&|\+|và|đến|tới)\s*\d{1,2})*(?:\s*[/.]\s*\d{1,2})?(?:\s*[/.]\s*\d{4})?"
    r"|\d{1,2}/\d{1,2}(?:/\d{4})?\s*(?:-|–|—|,|;|&|và|đến|tới)\s*\d{1,2}/\d{1,2}(?:/\d{4})?",
    re.IGNORECASE,
)


def over(row: Row) -> Mapping[str, Value] | None:
    """What a row, or the name of a sheet, says of the month and the year of all below it."""
    alone = sub_heading(row)
    said = bare(alone) if alone else ""
    if found := _MONTH.fullmatch(said):
        month = _NAMED.get(found[1]) or (int(found[1]) if found[1].isdecimal() else 0)
        return _said(month, found[2])
    if row.number == 0 and (found := _MONTH_OF.fullmatch(said)):
        return _said(int(found[1]), found[2])
    if found := _OTHER.fullmatch(said):
        return {"month": None} | ({"year": found[1]} if found[1] else {})
    if found := _TITLE.search(said) or (
        re.fullmatch(r"(20\d\d)", said) if not row.number else None
    ):
        return {"year": found[1]}
    return None


def _said(month: int, year: str | None) -> Mapping[str, Value] | None:
    if not 1 <= month <= 12:
        return None
    return {"month": str(month)} | ({"year": year} if year else {})


def day(value: Value, month: Value, year: Value, today: date, *, other_year: int) -> date:
    """The day of a cell, under a month and in a year that stand above, of which either may be None;
    then it is in `other_year`. Raises the Doubt of a date."""
    in_month = _number(month) if _number(month) in range(1, 13) else None
    in_year = _number(year) or other_year
    if value is None or value is True or value is False:
        raise DateWrong
    said = text(value).strip("'’ ")
    found = _partly(said, in_month, in_year) if not isinstance(value, date) else None
    found = found or days.since(value, today).day
    if found is None:
        raise DateDoubtful
    if found > today:
        raise DateWrong
    if in_month is not None and found.month != in_month:
        raise DayAgainstItsMonth
    if in_month is not None and year is not None and found.year != in_year:
        raise DayAgainstItsMonth
    return found


def _partly(said: str, month: int | None, year: int) -> date | None:
    """Of a day alone, or a day and a month; None: more is said, or nothing."""
    if (found := _DAY_MONTH.fullmatch(said)) and int(found[3]) <= 12:
        if found[2] == "-" and int(found[1]) < int(found[3]) != (month or 0):
            raise DateDoubtful  # from one day to another
        if found[2] == "-" and int(found[1]) < int(found[3]) and month == int(found[3]):
            raise DateDoubtful
        return _date(year, int(found[3]), int(found[1]))
    if _SEVERAL.fullmatch(said):
        raise DateDoubtful
    if found := _DAY.fullmatch(bare(said)):
        if month is None:
            raise DateDoubtful
        return _date(year, month, int(found[1]))
    return None


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DateWrong from None


def _number(value: Value) -> int | None:
    found = re.search(r"\d+", text(value)) if isinstance(value, str | float) else None
    return int(found[0]) if found else None
