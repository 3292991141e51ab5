"""What is hidden or struck through in .xls and .ods is seen as it is in .xlsx, by the row numbers
that Excel shows."""

import struct
from collections.abc import Callable

import pytest

from services.registry.importing.kinds import KINDS
from services.registry.importing.names import ListKind
from shared.importing.doubts import RowHidden, RowStruck
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.lists import understood
from shared.importing.refusals import FileRefused
from shared.importing.report import Told
from shared.importing.sources.compound import Compound
from shared.importing.sources.reading_apart import sheets_of
from shared.importing.table import Sheet
from tests.importing import older_formats as old
from tests.importing.set_a import TODAY
from tests.support import land


def xls(*changes: Callable[[bytearray], None]) -> Sheet:
    data = old.a07()
    for change in changes:
        change(data)
    (sheet,) = sheets_of("a.xls", bytes(data))
    return sheet


def ods(*rows: str, columns: str = "") -> Sheet:
    (sheet,) = sheets_of("a.ods", old.open_document(old.sheet("DS", rows, columns)))
    return sheet


def hidden(sheet: Sheet) -> list[int]:
    return [row.number for row in sheet.rows if row.hidden]


def struck(sheet: Sheet) -> dict[int, frozenset[int]]:
    return {row.number: row.struck for row in sheet.rows if row.struck}


def test_rows_of_an_xls_that_are_hidden_or_struck_say_so() -> None:
    found = xls(lambda data: old.hide(data, 9), lambda data: old.strike(data, 6, 2))
    assert (hidden(found), struck(found)) == ([9], {6: frozenset({2})})
    assert (hidden(xls()), struck(xls())) == ([], {})
    assert xls(old.hide_sheet).hidden


def test_rows_of_an_ods_that_are_hidden_by_hand_or_by_a_filter_say_so() -> None:
    found = ods(
        old.row([old.cell("Họ tên")]),
        old.row([old.cell("")], number_rows_repeated="3", visibility="collapse"),
        old.row([old.cell("Học")], visibility="filter"),
        old.row([old.cell("Tập")]),
        old.row([old.cell("Hay")], number_rows_repeated="2", visibility="collapse"),
    )
    assert [row.number for row in found.rows] == [1, 5, 6, 7, 8]
    assert hidden(found) == [5, 7, 8]


def test_cells_of_an_ods_are_struck_by_their_style_that_of_their_row_or_of_their_column() -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="struck"/>'
    )
    found = ods(
        old.row([old.cell("a", "struck"), old.cell("b", "taken-off"), old.cell("c", "x")]),
        old.row([old.cell("a"), old.cell("b", "made-of-it"), old.cell("c")]),
        old.row([old.cell("a"), old.cell("b")], default_cell_style_name="struck"),
        old.row([old.cell("a"), old.cell("b")]),
        columns=columns,
    )
    assert struck(found) == {1: {1}, 2: {2, 3}, 3: {1, 2}}


def test_a_hidden_sheet_of_an_ods_says_so_and_the_marks_of_each_are_its_own() -> None:
    first = old.sheet("KP1", [old.row([old.cell("x")], visibility="filter")])
    second = old.sheet("KP2", [old.row([old.cell("y")])], style="hidden")
    one, two = sheets_of("a.ods", old.open_document(first, second))
    assert (hidden(one), hidden(two)) == ([1], [])
    assert (one.hidden, two.hidden) == (False, True)


def test_rows_of_a_list_in_an_xls_that_nobody_sees_are_asked_about() -> None:
    found = xls(lambda data: old.hide(data, 9), lambda data: old.strike(data, 6, 2))
    kind = KINDS[ListKind.CLANS]
    lines = [line for each in understood([found], kind.shape) for line in each.lines]
    named = {land.HAMLET: "Ấp Lộc Trung", land.NEIGHBOUR: "Ấp Lộc Hậu"}
    judged = kind.judged(lines, Context(land.COMMUNE, TODAY, TODAY, Hamlets(named)))
    told = {each.line.row: each.outcome for each in judged if isinstance(each, Told)}
    assert isinstance(told[9], RowHidden)
    assert isinstance(told[6], RowStruck)


def test_a_workbook_of_few_bytes_is_found_among_the_small_pieces() -> None:
    said = bytes(range(150))
    end, fat, none = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    header = struct.pack("<8s16x3H", bytes.fromhex("d0cf11e0a1b11ae1"), 62, 3, 0xFFFE)
    header += struct.pack("<HH10xI", 9, 6, 1) + struct.pack("<I4xIIIII", 1, 4096, 2, 1, end, 0)
    header += struct.pack("<109I", 0, *[none] * 108)
    table = struct.pack("<128I", fat, end, end, end, *[none] * 124)
    small_table = struct.pack("<128I", 1, 2, end, *[none] * 125)
    entries = entry("Root Entry", 5, 3, 192) + entry("Workbook", 2, 0, len(said)) + bytes(256)
    data = header + table + entries + small_table + said.ljust(512, b"\0")

    assert Compound(data).stream("Workbook") == said


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le").ljust(64, b"\0")
    return struct.pack("<64sHB49xII4x", letters, 2 * len(name) + 2, kind, start, size)


@pytest.mark.parametrize("at", [30, 44, 48, 60, 68, 76, 512, 600, 1_000])
def test_an_xls_that_does_not_hold_together_is_refused_or_read(at: int) -> None:
    data = old.a07()
    data[at : at + 4] = b"\x07\xff\x00\x00"
    try:
        assert sheets_of("a.xls", bytes(data))
    except FileRefused:
        return
