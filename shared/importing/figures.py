"""What cells say of counts and of money, as officers write them. Each function raises the Doubt of
what it cannot take; an empty cell is None."""

import re
from typing import Final

from shared.importing.doubts import AmountDoubtful, AmountWrong, CountDoubtful, CountWrong, Doubt
from shared.importing.people import text
from shared.importing.table import Value
from shared.vocabulary.folding import bare

_NONE: Final = frozenset({"", "-", "--", "–", "—", "x", "không", "k", "0đ", "...", "…"})
_GROUPED: Final = re.compile(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*")
_COUNT: Final = re.compile(
    r"(\d[\d., ]*?)\s*(?:lượt|lượt người|lượt ng|lượt học viên|người|ng|học viên|hv|ngườ|đại biểu"
    r"|đb|hội viên|suất|cuộc|lớp|buổi|hộ|em|cháu)?\.?",
    re.IGNORECASE,
)
_ROUGH: Final = re.compile(
    r"^(khoảng|gần|trên|hơn|độ|chừng|ước|dưới|ít nhất|tối đa|tầm|cỡ|>|<|~|≈|\+)|\+$|\?|trở lên",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"\d+\s*(?:-|–|—|đến|tới|/|hoặc|\+|;)\s*\d+")
_MONEY: Final = re.compile(r"([\d., ]+?)\s*(?:đồng|đ|vnđ|vnd|d|₫)?\.?", re.IGNORECASE)
_UNITS: Final = {
    "nghìn": 1_000, "ngàn": 1_000, "k": 1_000, "ng": 1_000, "n": 1_000,
    "triệu": 1_000_000, "tr": 1_000_000, "trđ": 1_000_000,
    "tỷ": 1_000_000_000, "tỉ": 1_000_000_000,
}  # fmt: skip
_WITH_UNIT: Final = re.compile(
    r"(\d+(?:[.,]\d{1,3})?)\s*(nghìn|ngàn|ng|n|k|triệu|trđ|tr|tỷ|tỉ)\s*(\d{1,3})?\s*"
    r"(?:đồng|đ|vnđ)?\.?",
    re.IGNORECASE,
)


def count(value: Value) -> int | None:
    """Of people or things: «45 người», 45, «1.250 lượt». What is rough is asked about."""
    return _whole(value, _COUNT, CountWrong(), CountDoubtful())


def dong(value: Value, unit: int = 1) -> int | None:
    """Whole đồng: 750.000, «500.000đ», «1tr5», «1,5 triệu». `unit`: that of the column, of numbers
    that name none."""
    if isinstance(value, str) and (found := _WITH_UNIT.fullmatch(text(value))):
        return _in_unit(found)
    if isinstance(value, str) and text(value).casefold().rstrip(". ").endswith(
        ("đ", "đồng", "vnd")
    ):
        unit = 1
    if unit > 1 and isinstance(value, str) and re.fullmatch(r"\d+[.,]\d{1,2}", text(value)):
        value = float(text(value).replace(",", "."))
    if isinstance(value, float) and unit > 1:
        value = float(round(value * unit, 3))
        unit = 1
    whole = _whole(value, _MONEY, AmountWrong(), AmountDoubtful())
    return None if whole is None else whole * unit


def _in_unit(found: re.Match[str]) -> int:
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
    if isinstance(value, float):
        if not value.is_integer() or value < 0:
            raise wrong
        return int(value)
    if not isinstance(value, str):
        raise wrong
    said = text(value).strip("'’` ")
    if said.casefold() in _NONE:
        return None
    if _ROUGH.search(said) or _RANGE.search(said):
        raise doubtful
    found = form.fullmatch(said)
    digits = found[1].strip() if found else ""
    if digits.isdecimal():
        return int(digits)
    if _GROUPED.fullmatch(digits):
        return int(re.sub(r"\D", "", digits))
    raise wrong if any(each.isdigit() for each in bare(said)) or not said else doubtful
