"""What a row says by itself: its cells read one by one, and why it is not taken if one is wrong."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from shared.importing.doubts import CellsBeyond, Doubt, NoMoreThere, RowHidden, RowStruck
from shared.importing.people import text
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import bare

Readers = Mapping[str, Callable[[Value], Any]]
_GONE: Final = re.compile(
    r"(da |moi )?(chuyen di|chuyen khau|chuyen noi|chuyen ho khau|chuyen cong tac|chuyen sinh hoat"
    r"|chuyen den noi khac|tu tran|qua doi|chet|xin thoi|xin ra|thoi hoi|ra khoi hoi|xoa ten"
    r"|khong con o|khong con sinh hoat|cat khau|bo di)\b.*"
    r"|chuyen|mat|da mat|hy sinh|(da )?mat (nam|thang|ngay|hoi|t)? ?\d.*"
)
_DIED: Final = re.compile(r"\b(đã )?mất\b(?! (thẻ|cccd|cmnd|giấy|sổ|liên lạc|số|đất|việc))")


def read(
    line: Line, readers: Readers, doubts: Iterable[tuple[Doubt, str | None]] = ()
) -> dict[str, Any] | Told:
    """By field what the reader of each says; or why the row is not taken, what is wrong before what
    is asked about."""
    found = [*((each, None) for each in of_the_row(line)), *doubts]
    said: dict[str, Any] = {}
    for field, reader in readers.items():
        try:
            said[field] = reader(line.values.get(field))
        except Doubt as doubt:
            found.append((doubt, field))
    return Told(line, *min(found, key=lambda each: each[0].asks)) if found else said


def of_the_row(line: Line) -> Iterator[Doubt]:
    if line.beyond:
        yield CellsBeyond()
    if line.hidden:
        yield RowHidden()
    if line.struck:
        yield RowStruck()


def no_more_there(line: Line, *fields: str) -> Iterator[tuple[Doubt, str]]:
    """Where one of these says that somebody died or moved away."""
    for field in fields:
        if says_gone(line.values.get(field)):
            yield NoMoreThere(), field


def says_gone(value: Value) -> bool:
    said = text(value) if isinstance(value, str) else ""
    found = _GONE.fullmatch(bare(said)) if said else None
    if found and found[0].startswith("mat") and not said.isascii():
        return bool(_DIED.search(said.casefold()))
    return bool(found) or bool(_DIED.search(said.casefold()))


def are_mixed(values: Iterable[Value]) -> bool:
    """Whether a column has days as days and days as text: of the former, a program may have taken
    the month for the day. A year alone is no day."""
    kinds = {type(each) for each in values if isinstance(each, date) or _is_day(each)}
    return len(kinds) > 1


def _is_day(value: Value) -> bool:
    return isinstance(value, str) and len(bare(value).split()) > 2
