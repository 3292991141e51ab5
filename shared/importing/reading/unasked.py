"""Sheets without what nobody asked for, before anything of them is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from shared.importing.reading.headings import (
    MOST_COLUMNS,
    SEARCHED,
    Heading,
    Shape,
    heading_of,
)
from shared.importing.reading.legacy import in_unicode
from shared.importing.reading.unasked_words import is_unasked
from shared.importing.table import Row, Sheet, Value

_LONGEST: Final = 60
"""Letters of a heading, where nobody knows which row is one; and so many cells it has at least."""
_FEWEST: Final = 3


class _Dropped(NamedTuple):
    """A column from a row on."""

    column: int
    row: int


def without_unasked(sheets: Sequence[Sheet], shape: Shape) -> list[Sheet]:
    """The sheets with all that is read of them: of columns that nobody asked for nothing from their
    heading on, of hidden sheets nothing, of a row what stands in columns that are looked at."""
    return [_cleaned(each, shape) for each in sheets]


def _cleaned(sheet: Sheet, shape: Shape) -> Sheet:
    if sheet.hidden:
        return replace(sheet, rows=[], merged=[])
    heading = heading_of(sheet, shape) or heading_of(in_unicode(sheet, below=0), shape)
    found = _of_list(heading) if heading is not None else _of_any(sheet)
    dropped = {each.column: each.row for each in found}
    return replace(sheet, rows=[_without(row, dropped) for row in sheet.rows])


def _of_list(heading: Heading) -> Iterator[_Dropped]:
    for column, text in heading.texts.items():
        if is_unasked(text):
            yield _Dropped(column, heading.top)


def _of_any(sheet: Sheet) -> Iterator[_Dropped]:
    for row in reversed(sheet.rows[:SEARCHED]):
        filled = row.filled
        if len(filled) >= _FEWEST:
            for column, value in filled.items():
                if isinstance(value, str) and len(value) <= _LONGEST and is_unasked(value):
                    yield _Dropped(column, row.number)


def _without(row: Row, dropped: dict[int, int]) -> Row:
    if not dropped and len(row.cells) <= MOST_COLUMNS:
        return row
    cells: tuple[Value, ...] = tuple(
        None if row.number >= dropped.get(column, row.number + 1) else value
        for column, value in enumerate(row.cells[:MOST_COLUMNS], 1)
    )
    return replace(row, cells=cells)
