"""What several cells of a session say together: whether it was held, who came, what it cost, and
what stands above it."""

import re
from collections.abc import Mapping
from typing import Final

from shared.importing import months, units
from shared.importing.amounts import count, money
from shared.importing.doubts import Doubt
from shared.importing.people import text
from shared.importing.table import Row, Value
from shared.vocabulary.folding import bare

_CANCELLED: Final = re.compile(
    r"\b(hoãn|hủy|huỷ|không tổ chức|không thực hiện|chưa tổ chức|chưa thực hiện|dời|đình|bãi bỏ"
    r"|dời lịch|dời ngày|không mở được|nghỉ)\b"
)
_CANCELLED_BARE: Final = re.compile(
    r"\b(hoan(?! thanh| tat| toan| canh)|huy(?! dong| hieu| hoach)|khong to chuc"
    r"|khong thuc hien|chua to chuc|doi lich)\b"
)


def says_cancelled(values: Mapping[str, Value]) -> bool:
    """Whether a remark says that it was not held: postponed, cancelled."""
    said = text(values.get("note")).casefold()
    if said.isascii():
        return bool(_CANCELLED_BARE.search(bare(said)))
    return bool(_CANCELLED.search(said))


def women(values: Mapping[str, Value]) -> int | None:
    try:
        return count(values.get("women"))
    except Doubt:
        return None


def cost(values: Mapping[str, Value]) -> int | None:
    named = {"cost_in_thousands": 1_000, "cost_in_millions": 1_000_000}
    for field, unit in named.items():
        if values.get(field) is not None:
            return money(values[field], unit, short=True)
    return money(values.get("cost"), units.unit_of("", values.get(units.UNIT)), short=True)


def over(row: Row) -> Mapping[str, Value] | None:
    """The month and the year of what stands below, and of what its money is."""
    return units.over(row) or months.over(row)
