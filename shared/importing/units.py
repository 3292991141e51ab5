"""In which unit the money of a list is said: «ĐVT: 1.000 đồng» above it, «(nghìn đồng)» in the
heading of a column."""

import re
from collections.abc import Mapping
from typing import Final

from shared.importing.table import Row, Value
from shared.vocabulary.folding import bare

UNIT: Final = "unit"
"""As which what stands above a list is said of its rows."""
_SAID: Final = re.compile(
    r"\b(?:dvt|don vi tinh|don vi)\b.{0,6}?\b(1 0|nghin|ngan|trieu|tr|dong(?= vn|$))\b"
)
_IN_A_HEADING: Final = re.compile(r"\b(1 0|nghin|ngan|trieu|tr) ?(?:dong|d)\b|\btrd\b")
_THOUSANDS: Final = ("1 0", "nghin", "ngan")


def over(row: Row) -> Mapping[str, Value] | None:
    """What a row says of all below it, if it says no more than the unit."""
    if len(row.filled) > 2:
        return None
    texts = [bare(each) for each in row.filled.values() if isinstance(each, str)]
    found = next(filter(None, map(_SAID.search, texts)), None)
    return None if found is None else {UNIT: float(_unit(found[1]))}


def unit_of(heading: str, over: Value) -> int:
    """Of the numbers under a heading: as it says, else as what stands `over` the list. In đồng."""
    if found := _IN_A_HEADING.search(bare(heading)):
        return _unit(found[1] or "trieu")
    return int(over) if isinstance(over, float) else 1


def _unit(word: str) -> int:
    if word == "dong":
        return 1
    return 1_000 if word in _THOUSANDS else 1_000_000
