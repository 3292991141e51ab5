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
from shared.importing.refusals import FileDamaged, FileEncrypted
from shared.importing.sources import parts
from shared.importing.sources.delimited import require_letters
from shared.importing.sources.open_document import marks_of_open_document
from shared.importing.sources.parts import NOTHING, Marks, require_narrow
from shared.importing.sources.records import marks_of_records
from shared.importing.sources.wire import RowSent, SheetSent, cell, without_empty_end

LONGEST_NAME: Final = 40


def sheets(told: Format, data: bytes) -> list[SheetSent]:
    """Every worksheet, in the order of the file; raises FileRefused."""
    marks = _marks(told, data)
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


Marked = dict[str, Marks] | list[Marks]
"""Of each sheet, by its name or in their order."""


def _marks(told: Format, data: bytes) -> Marked:
    marks = marks_of_records(data) if told is Format.XLS else _marks_of_parts(told, data)
    sheets = marks if isinstance(marks, list) else marks.values()
    require_narrow(max((each.cells for each in sheets), default=0))
    return marks


def _marks_of_parts(told: Format, data: bytes) -> dict[str, Marks]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts.require_no_document_type(package)
            if told is Format.ODS:
                return marks_of_open_document(package)
            return parts.marks_of(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        raise FileDamaged from None


def _sheets(data: bytes, marks: Marked) -> list[SheetSent]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        return [
            _sheet(
                workbook.get_sheet_by_name(each.name),
                each.visible != SheetVisibleEnum.Visible,
                _of_sheet(marks, number, each.name),
            )
            for number, each in enumerate(workbook.sheets_metadata)
            if each.typ == SheetTypeEnum.WorkSheet
        ]


def _of_sheet(marks: Marked, number: int, name: str) -> Marks:
    if isinstance(marks, list):
        return marks[number] if number < len(marks) else NOTHING
    return marks.get(name, NOTHING)


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
