"""Rows that are none of a list's: totals, page numbers, column numbers, samples, signatures."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from shared.importing.reading.headings import Heading, folded
from shared.importing.table import Row, Value
from shared.vocabulary.folding import bare


class Why(StrEnum):
    """Why a row is skipped."""

    COLUMN_NUMBERS = "column-numbers"
    HEADING = "heading-repeated"
    PLACE = "sub-heading"
    GROUP = "group"
    TOTAL = "total"
    PAGE = "page"
    SAMPLE = "sample"
    SIGNATURE = "signature"
    TAKEN = "taken-before"
    LEFT_OUT = "left-out"
    TEXT = "text"


_TOTAL: Final = re.compile(
    r"(tong|tong so|tong cong|cong|cong don|cong (trang|khu pho|kp|ap|thon|to|quy|thang)\b.*"
    r"|(tong|tong so|tong cong) (ho|cong|so|khu|trang|toan|ca|cac|danh|\d+)\b.*)"
)
_PAGE: Final = re.compile(r"(trang|page) \d+( \d+| tren \d+| of \d+)?")
_SIGNED: Final = re.compile(
    r"\b(nguoi lap( bieu| bang)?|ky ghi ro|ky ten|ky va ghi|dong dau|xac nhan cua"
    r"|ngay( \d+)? thang( \d+)? nam|chu tich hoi|tm (uy ban|ban|hoi))\b"
)
_SAMPLE: Final = re.compile(r"\b(vi du|dong mau|xoa dong nay)\b")
_COLUMN_NUMBER: Final = re.compile(r"\(?(\d{1,2}|[a-h])\)?", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"(khu pho|khu p|k pho|kp|khu|ap|thon|to dan pho|tdp|to dp|khom|buon|bon|ban|lang|xom"
    r"|khoi pho|tieu khu|phum|soc|to)"
    r"(?: |(?=\d))\w+( \w+){0,3}"
    r"|khoi ?(so )?\d\w*"
)
"""«Khối 5» is a hamlet, «Khối giáo dục» a group of units."""
_LONG_PLACE: Final = re.compile(
    r"(?:khu pho|khu p|k pho|kp|ap|thon|to dan pho|tdp|to dp|khom|buon|bon|xom|khoi pho|tieu khu"
    r"|phum|soc)(?: |(?=\d))\w+((?: [^\W\d_]+){4,6})"
)
"""Of kinds that no board, group or title begins with; each further word is written as a name is."""
_ASIDE: Final = re.compile(r"\s*\([^()]*\)\s*$")
_ROMAN: Final = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_NUMBER_OF_GROUP: Final = re.compile(rf"(?:{_ROMAN}|[A-H])[./)]?\s*")
_NUMBERED: Final = re.compile(rf"(?:{_ROMAN}|[A-H])\s*[./)\-–:]\s*(\S.*)")
_WORDS: Final = re.compile(r"[^\W\d_]{2}")
DITTO: Final = frozenset({"nt", "n t", "nhu tren", "nhutren", "ditto"})
_DITTO_SIGNS: Final = re.compile(r"[\"'`´’‘”“,〃\s.-]+")


def is_column_numbers(row: Row, heading: Heading) -> bool:
    """As «(1) (2) (3)» or «A B 1 2», right under a heading."""
    if row.number > heading.bottom + 2:
        return False
    said = [_number(each) for each in row.filled.values()]
    return len(said) > 2 and all(each and _COLUMN_NUMBER.fullmatch(each) for each in said)


def _number(value: Value) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else ""
    return value.strip() if isinstance(value, str) else ""


def is_total(row: Row, heading: Heading) -> bool:
    """Half of the fields or more in words say somebody, whatever his name; numbers are sums."""
    fields = [each for each in heading.columns.values() if isinstance(row.at(each), str)]
    words = any(_TOTAL.fullmatch(folded(each)) for each in row.filled.values())
    return words and len(fields) <= max(2, len(heading.columns) // 2)


def is_page(row: Row, _heading: Heading) -> bool:
    return all(_PAGE.fullmatch(folded(each)) for each in row.filled.values())


def is_sample(row: Row, _heading: Heading) -> bool:
    return any(_SAMPLE.search(folded(each)) for each in row.filled.values())


def is_signature(row: Row) -> bool:
    """The first row of what stands below a list."""
    texts = [folded(each) for each in row.filled.values()]
    return len(texts) <= 3 and any(_SIGNED.search(each) for each in texts)


def place_said(text: str) -> str | None:
    """The hamlet that a sub-heading or the name of a sheet says, as it stands there."""
    said = _ASIDE.sub("", " ".join(text.split()).strip(" :.-")).strip(" :.-")
    return said if _PLACE.fullmatch(bare(said)) or _is_long_place(said) else None


def _is_long_place(said: str) -> bool:
    found = _LONG_PLACE.fullmatch(bare(said))
    return found is not None and all(
        each[0].isupper() for each in said.split()[-len(found[1].split()) :]
    )


def sub_heading(row: Row) -> str | None:
    """The only text of a row, over whichever columns it stands; None: more stands there."""
    filled = [*row.filled.values()]
    (only, *more) = filled
    return only if isinstance(only, str) and not more else None


def group_said(row: Row) -> str | None:
    """What a sub-heading says that is numbered as «I», «A» or «II.», in a cell of its own or before
    the text; None: more stands there, or no number."""
    texts = [*row.filled.values()]
    if not all(isinstance(each, str) for each in texts) or len(texts) > 2:
        return None
    first, *rest = [str(each).strip() for each in texts]
    if rest:
        return rest[0] if _NUMBER_OF_GROUP.fullmatch(first) and _WORDS.search(rest[0]) else None
    found = _NUMBERED.fullmatch(" ".join(first.split()))
    return found[1] if found else None


def is_ditto(value: Value) -> bool:
    """As «"», «nt», «-nt-»: the same as above."""
    if not isinstance(value, str):
        return False
    return folded(value) in DITTO or bool(_DITTO_SIGNS.fullmatch(value))


def is_data(row: Row, heading: Heading, needs: Mapping[str, int]) -> bool:
    """Whether more than one field of the list stands there, or one that it needs."""
    fields = [column for column in heading.columns.values() if row.at(column) is not None]
    return len(fields) > 1 or any(row.at(column) is not None for column in needs.values())
