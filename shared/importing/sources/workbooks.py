"""Workbooks: .xlsx, .xls and .ods, their values by python-calamine, all else from the parts."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from shared.importing.guard import Format
from shared.importing.refusals import FileDamaged, FileEncrypted, FileTooWide
from shared.importing.sources import parts
from shared.importing.sources.delimited import require_letters
from shared.importing.sources.parts import NOTHING, Marks
from shared.importing.sources.wire import RowSent, SheetSent, cell, without_empty_end

LONGEST_NAME: Final = 40
MOST_CELLS: Final = 8_000_000
"""A sheet reaches over at most so many, empty ones too: they are held in memory."""


def sheets(told: Format, data: bytes) -> list[SheetSent]:
    """Every worksheet, in the order of the file; raises FileRefused."""
    marks = {} if told is Format.XLS else _marks(told, data)
    try:
        found = _sheets(data, marks)
    except PasswordError:
        raise FileEncrypted from None
    except (CalamineError, OSError, ValueError):
        raise FileDamaged from None
    require_letters([*_names(found)])
    return found


def _names(found: list[SheetSent]) -> Iterator[str]:
    """Short texts: names have some words, and ask nothing."""
    for sheet in found:
        for row in sheet.rows:
            for each in row.cells:
                if isinstance(each, str) and "?" in each and len(each) <= LONGEST_NAME:
                    yield each


def _marks(told: Format, data: bytes) -> dict[str, Marks]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts.require_no_document_type(package)
            if told is Format.ODS:
                cells, marks = parts.cells_of_open_document(package), {}
            else:
                marks = parts.marks_of(package)
                cells = max((each.cells for each in marks.values()), default=0)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        raise FileDamaged from None
    if cells > MOST_CELLS:
        raise FileTooWide(cells=MOST_CELLS)
    return marks


def _sheets(data: bytes, marks: dict[str, Marks]) -> list[SheetSent]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        return [
            _sheet(
                workbook.get_sheet_by_name(each.name),
                each.visible != SheetVisibleEnum.Visible,
                marks.get(each.name, NOTHING),
            )
            for each in workbook.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet
        ]


def _sheet(found: Any, hidden: bool, marks: Marks) -> SheetSent:
    left_out = [None] * found.start[1] if found.start else []
    rows = []
    for number, values in enumerate(found.iter_rows(), 1):
        cells = without_empty_end([*left_out, *map(cell, values)])
        if cells:
            struck = sorted(marks.struck.get(number, ()))
            rows.append(RowSent(number, cells, number in marks.hidden, struck))
    merged = [
        (top + 1, bottom + 1, left + 1, right + 1)
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    ]
    return SheetSent(found.name, rows, hidden, merged)
