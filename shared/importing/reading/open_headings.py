"""Headings of two rows in files that say nothing of merged cells: «Số lượt người dự» over «Tổng»
and «Nữ», the cell beside it left empty."""

from collections.abc import Iterator
from typing import Final

from shared.importing.table import Row, Sheet, Span

LONGEST: Final = 30
"""Letters of what stands under a heading that goes over several columns."""


def open_spans(sheet: Sheet, row: Row) -> list[Span]:
    """Cells of a row that go over empty ones on their right, where the next row says what stands
    under them and nothing else."""
    below = next((each for each in sheet.rows if each.number == row.number + 1), None)
    if below is None or len(below.filled) < 2:
        return []
    if not all(isinstance(each, str) and len(each) <= LONGEST for each in below.filled.values()):
        return []
    spans = [*_spans(row, len(below.cells))]
    under = {column for each in spans for column in range(each.left, each.right + 1)}
    return spans if below.filled.keys() <= under else []


def _spans(row: Row, last: int) -> Iterator[Span]:
    """From each cell as far as empty ones follow it, where some do."""
    filled = sorted(row.filled)
    for column, following in zip(filled, [*filled[1:], last + 1], strict=True):
        if following - column > 1:
            yield Span(row.number, row.number + 1, column, following - 1)
