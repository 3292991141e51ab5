"""A list comes back with what is wrong of it, as it was besides, and sent again tries the rest."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_

from services.registry.importing.members.kind import MEMBERS
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.marking.marked import marked
from shared.importing.marking.workbooks import Cell, Page, Written, workbook
from shared.importing.reading.lists import Understood, understood
from shared.importing.reading.rows import Why
from shared.importing.reading.unasked_words import is_unasked
from shared.importing.report import Became, Report, Told
from shared.importing.sources.reading_apart import sheets_of
from shared.importing.table import Sheet, Value, letters
from shared.vocabulary.identifiers import new_id
from tests.importing.bringing import report
from tests.importing.fixtures import part, rows, set_a
from tests.importing.fixtures import workbook as filled
from tests.importing.set_a import (
    FILES,
    TODAY,
    file_of,
    kind_of,
    lines,
    read,
    told_of,
)


def told(file: str) -> Report:
    return report(new_id(), FILES[file]["kind"], read(file), told_of(file), str)


def sent_back(file: str, said: Report, *, ran: bool) -> bytes:
    data = (set_a() / file).read_bytes()
    return b"".join(marked(file, data, kind_of(file).shape, said, ran=ran))


def by_place(sheets: Sequence[Sheet]) -> dict[tuple[str, int, int], Value]:
    return {
        (sheet.name, row.number, column): value
        for sheet in sheets
        for row in sheet.rows
        for column, value in row.filled.items()
    }


@pytest.mark.parametrize("file", FILES)
def test_a_list_comes_back_as_it_was_with_what_is_said_of_each_row(file: str) -> None:
    said = told(file)
    sheets = sheets_of("a.xlsx", sent_back(file, said, ran=False))
    before = by_place(sheets_of(file, (set_a() / file).read_bytes()))
    after = by_place(sheets)
    lists = {each.sheet: each.heading for each in read(file) if each.heading}
    unasked = {
        (sheet, column)
        for sheet, heading in lists.items()
        for column, text in heading.texts.items()
        if is_unasked(text)
    }
    asked = {at: each for at, each in before.items() if (at[0], at[2]) not in unasked}
    assert {at: each for at, each in asked.items() if at[0] in lists}.items() <= after.items()
    assert bool(unasked) == file.startswith("A14")

    texts = {at[:2]: each for at, each in after.items() if at not in before}
    complained = {(each.sheet, each.row): each.detail for each in (*said.errors, *said.asks)}
    assert {at: each for at, each in texts.items() if each != "Lỗi"} == complained

    again = understood(sheets, kind_of(file).shape)
    assert [line.row for each in again for line in each.lines] == [row for _, row in lines(file)]


@pytest.mark.parametrize("file", [file_of(each) for each in ("A13", "A09", "A10")])
def test_sent_again_after_a_run_only_what_was_wrong_is_tried(file: str) -> None:
    said = told(file)
    sheets = sheets_of("a.xlsx", sent_back(file, said, ran=True))
    again = understood(sheets, kind_of(file).shape)

    tried = {(line.sheet, line.row) for each in again for line in each.lines}
    assert tried == {(each.sheet, each.row) for each in (*said.errors, *said.asks)}
    skipped = [each for one in again for each in one.skipped if each.why is Why.TAKEN]
    assert len(skipped) == said.rows.new
    assert {each.taken for each in skipped if each.row} == {
        f"{said.import_id} dòng {each.row}" for each in skipped
    }


HEADING: list[Any] = ["STT", "Họ và tên", "Dân tộc", "Năm sinh", "Chi hội", "Tôn giáo", "Ghi chú"]
ROWS: list[list[Any]] = [[1, "Nguyễn Thị Học", "Hoa", 1980, "Chi hội KP1", "Phật giáo", "=1+1"],
        [2, None, "Khơ-me", 1980, "Chi hội KP1", "Phật giáo", "@đi"],
        [3, "Trần Văn Tập", "Kinh", 2090, "nt", None, "-5"]]  # fmt: skip


def made(data: bytes, *, ran: bool = False, name: str = "a.xlsx") -> tuple[bytes, list[Understood]]:
    found = understood(sheets_of(name, data), MEMBERS.shape)
    there = [line for each in found for line in each.lines]
    judged = MEMBERS.judged(there, Context(new_id(), TODAY, TODAY, Hamlets({})))
    told = [each if isinstance(each, Told) else Told(each.line, Became.NEW) for each in judged]
    said = report(new_id(), "members", found, told, str)
    return b"".join(marked(name, data, MEMBERS.shape, said, ran=ran)), found


def test_what_nobody_asked_for_and_what_would_run_is_not_written_back() -> None:
    lines = [";".join(f'"{each or ""}"' for each in row) for row in [HEADING, *ROWS]]
    data, _ = made("\n".join(lines).encode(), name="a.csv")
    sheet = part(data, "xl/worksheets/sheet1.xml").decode()
    (back,) = sheets_of("a.xlsx", data)

    assert not {"Hoa", "Khơ-me", "Phật giáo", "Dân tộc", "Tôn giáo"} & {*by_place([back]).values()}
    assert "Khơ" not in sheet
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert [row.at(7) for row in back.rows] == ["Ghi chú", "=1+1", "@đi", "-5"]
    assert back.rows[0].at(8) == "Lỗi"


def test_the_cell_that_is_meant_is_red_and_of_what_is_asked_amber() -> None:
    lines = [*ROWS[1:], [4, "Lê Đọc", "Kinh", 1970, "nt", None, "mất 2024"]]
    data, _ = made(rows(HEADING, *lines))
    sheet, styles = part(data, "xl/worksheets/sheet1.xml"), part(data, "xl/styles.xml").decode()
    fills = styles[styles.index("<fills") : styles.index("</fills>")].split("<fill>")[1:]
    formats = styles[styles.index("<cellXfs") :].split("<xf ")[1:]

    def colour(at: str) -> str:
        cell = sheet.decode().partition(f'<c r="{at}" s="')[2]
        fill = int(formats[int(cell.partition('"')[0])].partition('fillId="')[2].partition('"')[0])
        return fills[fill].partition('rgb="')[2].partition('"')[0]

    assert [colour(at) for at in ("B2", "H2", "D3", "G4", "H4", "B3")] == [
        "FFFF9999", "FFFF9999", "FFFF9999", "FFFFD966", "FFFFD966", "",
    ]  # fmt: skip


def test_a_row_that_was_corrected_and_one_that_was_added_are_tried() -> None:
    data, _ = made(rows(HEADING, *ROWS), ran=True)
    (back,) = sheets_of("a.xlsx", data)
    corrected = [[*row.cells] for row in back.rows]
    corrected[2][1:2], corrected[2][7] = ["Lê Thị Đọc"], None
    corrected.append([4.0, "Lê Viết", None, 1971.0, "nt"])
    again = rows(*corrected)

    twice, read = made(again, ran=True)
    assert [line.row for line in read[0].lines] == [3, 4, 5]
    assert read[0].lines[2].values["chapter"] == "Chi hội KP1"
    (whole,) = understood(sheets_of("a.xlsx", twice), MEMBERS.shape)
    assert [line.row for line in whole.lines] == [4]
    assert len({each.taken for each in whole.skipped}) == 3
    (sheet,) = sheets_of("a.xlsx", twice)
    assert [row.at(9) is not None for row in sheet.rows] == [True, True, True, False, True]


def test_rows_stay_hidden_struck_and_merged_as_they_were() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for number, row in enumerate([HEADING, *ROWS]):
            sheet.write_row(number, 0, row)
        sheet.write(1, 1, "Học", book.add_format({"font_strikeout": True}))
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.merge_range("E2:E3", "Chi hội KP1")
        sheet.write_datetime("D2", date(1980, 3, 4), book.add_format({"num_format": "d/m/yyyy"}))

    before = sheets_of("a.xlsx", filled(fill))
    (after,) = sheets_of("a.xlsx", made(filled(fill))[0])
    assert [row.number for row in after.rows if row.hidden] == [3]
    assert {row.number: row.struck for row in after.rows if row.struck} == {2: {2}}
    assert after.merged == before[0].merged
    assert after.rows[1].at(4) == date(1980, 3, 4)


TEXTS = any_.text(any_.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@settings(max_examples=8, deadline=None)
@given(texts=any_.lists(TEXTS.filter(str.strip), min_size=1, max_size=40), name=TEXTS)
def test_whatever_stands_in_a_cell_is_the_same_text_when_it_is_read(
    texts: list[str], name: str
) -> None:
    lines = [Written(n, [Cell(text)]) for n, text in enumerate(texts, 1)]
    data = b"".join(workbook([Page(name, lines), Page(name, [])]))
    assert zipfile.ZipFile(BytesIO(data)).testzip() is None
    sheets = sheets_of("a.xlsx", data)
    assert [row.at(1) for row in sheets[0].rows] == texts
    assert len({sheet.name.casefold() for sheet in sheets}) == 2


def test_numbers_that_are_none_of_the_format_and_long_texts_are_written() -> None:
    values: list[Value] = [1e11, 0.5, float("inf"), True, "x" * 40_000, "a\x00b"]
    data = b"".join(workbook([Page("a", [Written(1, [Cell(each) for each in values])])]))
    (sheet,) = sheets_of("a.xlsx", data)
    assert sheet.rows[0].cells[:4] == (1e11, 0.5, "inf", True)
    assert sheet.rows[0].cells[4:] == ("x" * 32_767, "ab")
    assert replace(sheet.rows[0], number=2).number == 2
    assert letters(9) == "I"
