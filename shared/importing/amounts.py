"""What cells say of how many and how much, as officers write them: 2.686, 1,897, 45 hộ, «1.250
lượt», 5.000.000, 500.000đ. Each function raises the Doubt of what it cannot take: of what is rough,
a range or in words it asks; an empty cell is None."""

import re
from typing import Final

from shared.importing.doubts import AmountDoubtful, AmountWrong, CountDoubtful, CountWrong, Doubt
from shared.importing.people import text
from shared.importing.table import Value
from shared.vocabulary.folding import bare

_ABSENT: Final = re.compile(r"[-–—./…\s]*")
_NOTHING: Final = frozenset(
    {"khong", "khong co", "chua", "chua co", "ko", "k", "chua ro", "0d", "0 d"}
)
_GROUPED: Final = re.compile(r"\d{1,3}([.,\s])\d{3}(\1\d{3})*")
_COUNT: Final = re.compile(
    r"([\d.,\s]+?)\s*(?:lượt|lượt người|lượt ng|lượt học viên|người|ng|học viên|hv|ngườ|đại biểu"
    r"|đb|hội viên|suất|cuộc|lớp|buổi|hộ|gđ|gia đình|nhân khẩu|khẩu|nk|em|cháu|học sinh|cán bộ"
    r"|cb)?\.?",
    re.IGNORECASE,
)
_CURRENCY: Final = r"(?:đồng|đ|vnđ|vnd|dong|d|₫)"
_MONEY: Final = re.compile(rf"([\d.,\s]+?)\s*{_CURRENCY}?\.?", re.IGNORECASE)
_IN_DONG: Final = re.compile(rf".*\d\s*{_CURRENCY}\.?", re.IGNORECASE)
_ROUGH: Final = re.compile(
    r"^(khoảng|gần|trên|hơn|độ|chừng|ước|dưới|ít nhất|tối đa|tầm|cỡ|>|<|~|≈|\+)|\+$|\?|trở lên",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"\d+\s*(?:-|–|—|đến|tới|/|hoặc|\+|;)\s*\d+")
_THOUSANDS_LOST: Final = re.compile(r"\d+[.,]\d\d")
_OF_MILLIONS: Final = re.compile(r"\d+,\d{1,2}")
_UNITS: Final = {
    "nghìn": 1_000, "ngàn": 1_000, "k": 1_000, "ng": 1_000, "n": 1_000,
    "triệu": 1_000_000, "tr": 1_000_000, "trđ": 1_000_000,
    "tỷ": 1_000_000_000, "tỉ": 1_000_000_000,
}  # fmt: skip
_SHORT: Final = re.compile(
    r"(\d+(?:[.,]\d{1,3})?)\s*(nghìn|ngàn|ng|n|k|triệu|trđ|tr|tỷ|tỉ)\s*(\d{1,3})?\s*"
    r"(?:đồng|đ|vnđ)?\.?",
    re.IGNORECASE,
)
MOST: Final = 2**53


def count(value: Value) -> int | None:
    """A whole number, not below 0. A half is none; 3.412 or 1.29 may be thousands."""
    if isinstance(value, float) and not value.is_integer() and not (value * 10).is_integer():
        raise CountDoubtful
    said = _said(value)
    if said is not None and _THOUSANDS_LOST.fullmatch(said):
        raise CountDoubtful
    return _whole(value, _COUNT, CountWrong(), CountDoubtful())


def money(value: Value, unit: int = 1, *, short: bool = False) -> int | None:
    """Whole đồng. `unit`: that of the column, of numbers that name none. `short`: «1tr5», «500k»
    are understood, and not asked about. That there is none is said in words, too."""
    said = _said(value)
    if said is None:
        return _of_number(value, unit)
    if bare(said) in _NOTHING:
        return None
    if found := _SHORT.fullmatch(said):
        if not short:
            raise AmountDoubtful
        return _spelled_out(found)
    if _IN_DONG.fullmatch(said):
        unit = 1
    if re.fullmatch(r"\d+[.,]\d{1,2}", said) and unit > 1:
        return _of_number(float(said.replace(",", ".")), unit)
    if _OF_MILLIONS.fullmatch(said):
        raise AmountDoubtful
    whole = _whole(value, _MONEY, AmountWrong(), AmountDoubtful())
    return None if whole is None else whole * unit


def _said(value: Value) -> str | None:
    return text(value).strip("'’` ") if isinstance(value, str) else None


def _of_number(value: Value, unit: int) -> int | None:
    if isinstance(value, float) and unit > 1:
        value = float(round(value * unit, 3))
    return _whole(value, _MONEY, AmountWrong(), AmountDoubtful())


def _spelled_out(found: re.Match[str]) -> int:
    """«1tr5» is 1.500.000, and «1tr500» too."""
    number, named, rest = found.groups()
    unit = _UNITS[named.lower()]
    whole = float(number.replace(",", ".")) * unit
    if rest:
        whole += int(rest) * unit / 10 ** len(rest)
    if not float(round(whole, 3)).is_integer():
        raise AmountWrong
    return round(whole)


def _whole(value: Value, form: re.Pattern[str], wrong: Doubt, doubtful: Doubt) -> int | None:
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer() and 0 <= value < MOST:
        return int(value)
    said = _said(value)
    if said is None:
        raise wrong
    if _ABSENT.fullmatch(said):
        return None
    if _ROUGH.search(said) or _RANGE.search(said):
        raise doubtful
    number = _digits(said, form)
    if number is None:
        raise wrong if any(each.isdigit() for each in said) else doubtful
    return number


def _digits(said: str, form: re.Pattern[str]) -> int | None:
    """Digits, or digits in groups of three."""
    found = form.fullmatch(said)
    digits = found[1].strip() if found else ""
    if _GROUPED.fullmatch(digits):
        digits = re.sub(r"\D", "", digits)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None
