"""The messy lists of set A, and small hostile files made on the spot."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

SET_A = Path(__file__).parents[2].parent / "shared" / "fixtures" / "import" / "A"


def set_a() -> Path:
    """Beside the project; what is asked of it is asked where it is."""
    if not SET_A.is_dir():
        pytest.fail(f"set A of the messy lists is expected at {SET_A}")
    return SET_A


def table(name: str) -> list[dict[str, str]]:
    """A csv file of set A by its heading."""
    with (set_a() / name).open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    """An .xlsx with one sheet, filled by who is given (workbook, sheet)."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        fill(made, made.add_worksheet("Danh sách"))
    return file.getvalue()


def rows(*lines: list[Any]) -> bytes:
    """An .xlsx of these rows."""

    def fill(_workbook: Any, sheet: Any) -> None:
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)

    return workbook(fill)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same package with a part put in, or instead of the one of that name."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
