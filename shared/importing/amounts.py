"""What cells say of how many and how much, as officers write them: 2.686, 1,897, 45 hộ, 5.000.000.

Each function raises the Doubt of what it cannot take; an empty cell is None.
"""

import re
from typing import Final

from shared.importing.doubts import AmountDoubtful, AmountWrong, CountDoubtful, CountWrong
from shared.importing.people import text
from shared.importing.table import Value
from shared.vocabulary.folding import bare

_THOUSANDS: Final = re.compile(r"\d{1,3}([.,\s])\d{3}(\1\d{3})*")
_UNIT: Final = re.compile(
    r"^(-?[\d.,\s]+?)\s*(người|hộ|gđ|gia đình|nhân khẩu|khẩu|em|học sinh|cán bộ|cb|lượt|nk)\.?$",
    re.IGNORECASE,
)
_CURRENCY: Final = re.compile(r"^(-?[\d.,\s]+?)\s*(đồng|đ|vnđ|vnd|dong|₫)\.?$", re.IGNORECASE)
_NOTHING: Final = frozenset({"", "khong", "khong co", "chua", "chua co", "ko", "chua ro"})
_ABSENT: Final = re.compile(r"[-–—./\s]*")
MOST: Final = 2**53


def count(value: Value) -> int | None:
    """A whole number, not below 0."""
    if isinstance(value, float):
        return _whole(value, CountWrong, CountDoubtful)
    said = text(value)
    if _ABSENT.fullmatch(said):
        return None
    unit = _UNIT.fullmatch(said)
    number = _written(unit[1] if unit else said)
    if number is None:
        raise CountWrong if _is_below_zero(said) else CountDoubtful
    return number


def money(value: Value) -> int | None:
    """Whole đồng. That there is none is said in words, too; an amount in words is asked about."""
    if isinstance(value, float):
        return _whole(value, AmountWrong, AmountDoubtful)
    said = text(value)
    if _ABSENT.fullmatch(said) or bare(said) in _NOTHING:
        return None
    unit = _CURRENCY.fullmatch(said)
    number = _written(unit[1] if unit else said)
    if number is None:
        raise AmountWrong if _is_below_zero(said) else AmountDoubtful
    return number


def _whole(
    value: float, wrong: type[CountWrong | AmountWrong], doubt: type[CountDoubtful | AmountDoubtful]
) -> int:
    if not 0 <= value < MOST:
        raise wrong
    if not value.is_integer():
        raise doubt
    return int(value)


def _written(said: str) -> int | None:
    """Digits, or digits in groups of three."""
    said = said.strip()
    if _THOUSANDS.fullmatch(said):
        said = re.sub(r"\D", "", said)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else None


def _is_below_zero(said: str) -> bool:
    return bool(re.fullmatch(r"[-−]\s*[\d.,]+", said))


def thousandfold(value: Value) -> int | None:
    """What a number with a fraction may have been, its dot one for thousands: 3.412 for 3,412."""
    if isinstance(value, float) and not value.is_integer():
        found = round(value * 1_000)
        return found if abs(value * 1_000 - found) < 1e-6 else None
    return None
