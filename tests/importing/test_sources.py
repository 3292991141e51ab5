"""Every format gives the same sheets: cells by the numbers that Excel shows."""

from datetime import date
from typing import Any

import pytest

from shared.importing.sources.reading_apart import sheets_of
from shared.importing.table import Sheet, Span
from tests.importing.fixtures import set_a, workbook


def csv_of(data: bytes) -> Sheet:
    (sheet,) = sheets_of("danh sách.csv", data)
    return sheet


def cells(sheet: Sheet) -> list[tuple[Any, ...]]:
    return [row.cells for row in sheet.rows]


def test_a_workbook_keeps_numbers_days_and_what_a_person_sees_of_rows() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range("B2:D2", "Danh sách")
        sheet.write_row("C4", ["Học", 1_980, True])
        sheet.write_datetime("B5", date(1_980, 3, 4), book.add_format({"num_format": "d/m/yyyy"}))
        sheet.write("C6", "Thôi", book.add_format({"font_strikeout": True}))
        sheet.set_row(4, None, None, {"hidden": True})

    (sheet,) = sheets_of("a.xlsx", workbook(fill))

    assert (sheet.name, sheet.hidden, sheet.merged) == ("Danh sách", False, [Span(2, 2, 2, 4)])
    assert {row.number: row.cells for row in sheet.rows} == {
        2: (None, "Danh sách"),
        4: (None, None, "Học", 1_980.0, True),
        5: (None, date(1_980, 3, 4)),
        6: (None, None, "Thôi"),
    }
    assert [row.number for row in sheet.rows if row.hidden] == [5]
    assert {row.number: row.struck for row in sheet.rows if row.struck} == {6: {3}}


def test_sheets_that_are_hidden_say_so() -> None:
    name = "A04_gia-dinh_moi-KP-mot-sheet.xlsx"
    sheets = sheets_of(name, (set_a() / name).read_bytes())
    assert [sheet.name for sheet in sheets if sheet.hidden] == ["DS 2021", "dm"]
    (filtered,) = [sheet for sheet in sheets if sheet.name == "kp4"]
    assert [row.number for row in filtered.rows if row.hidden] == [4, 7, 8, 11]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_text_is_read_in_every_encoding_and_with_every_delimiter(
    encoding: str, delimiter: str, ending: str
) -> None:
    lines = [["Ho và tên", "Khu"], ["Nguyên Hà", "Âu, Co"]]
    if encoding != "cp1258":
        lines.append(["Nguyễn Thị Học", "Ấp"])
    text = ending.join(delimiter.join(f'"{each}"' for each in line) for line in lines)

    sheet = csv_of(text.encode(encoding))

    assert cells(sheet) == [tuple(line) for line in lines]


def test_tones_that_windows_writes_after_letters_become_one_letter() -> None:
    assert cells(csv_of(b"ten;khu\nHo\xf2c;Thi\xf2")) == [("ten", "khu"), ("Học", "Thị")]


def test_records_are_counted_as_excel_counts_rows() -> None:
    sheet = csv_of('\ufeffsep=;\r\nA;B\r\n1;"hai\r\ndòng"\r\n;\r\n\r\n2;x\r\n'.encode())
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("A", "B")),
        (2, ("1", "hai\r\ndòng")),
        (5, ("2", "x")),
    ]


def test_digits_guarded_from_excel_are_read_as_digits() -> None:
    assert cells(csv_of(b'a;b\n"=""079000000001""";1')) == [("a", "b"), ("079000000001", "1")]
