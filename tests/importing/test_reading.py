"""A sheet is read as a person reads it."""

from typing import Any

import pytest

from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.lists import Understood, understood
from shared.importing.reading.rows import Why, is_ditto, place_said
from shared.importing.table import Row, Sheet, Span, Value

SHAPE = Shape(
    "people",
    (
        Field("name", ("ho va ten",)),
        Field("man", ("nam sinh nam",)),
        Field("woman", ("nam sinh nu",)),
        Field("phone", ("dien thoai", "so dien thoai")),
        Field("address", ("dia chi",)),
    ),
    needs=("name",),
)


def sheet(*lines: tuple[Value, ...], name: str = "Danh sách", **said: Any) -> Sheet:
    rows = [Row(n, cells) for n, cells in enumerate(lines, 1) if any(c is not None for c in cells)]
    return Sheet(name, rows, **said)


def read(*lines: tuple[Value, ...], **said: Any) -> Understood:
    (found,) = understood([sheet(*lines, **said)], SHAPE)
    return found


HEADING = (("STT", "Họ và tên", "Điện thoại", "Địa chỉ"),)
FIRST = (1.0, "Nguyễn Thị Học", "0700000001", "1 Âu Cơ")
SECOND = (2.0, "Trần Văn Tập", "0700000002", "2 Âu Cơ")


def numbers(found: Understood) -> list[int]:
    return [line.row for line in found.lines]


def skipped(found: Understood) -> dict[int, Why]:
    return {each.row: each.why for each in found.skipped}


def test_titles_above_a_heading_are_passed_over() -> None:
    found = read(("ỦY BAN",), ("DANH SÁCH",), (None,), *HEADING, FIRST)
    assert found.heading is not None
    assert (found.heading.top, found.heading.bottom) == (4, 4)
    assert found.heading.columns == {"name": 2, "phone": 3, "address": 4}
    assert numbers(found) == [5]


def test_a_heading_of_two_rows_with_one_over_two_columns_is_one() -> None:
    found = read(
        ("STT", "Họ và tên", "Năm sinh", None, "Địa chỉ"),
        (None, None, "Nam", "Nữ", None),
        ("A", "B", 1.0, 2.0, 3.0),
        (1.0, "Nguyễn Thị Học", None, 1980.0, "1 Âu Cơ"),
        merged=[Span(1, 2, 1, 1), Span(1, 2, 2, 2), Span(1, 1, 3, 4), Span(1, 2, 5, 5)],
    )
    assert found.heading is not None
    assert (found.heading.top, found.heading.bottom) == (1, 2)
    assert found.heading.columns == {"name": 2, "man": 3, "woman": 4, "address": 5}
    assert skipped(found) == {3: Why.COLUMN_NUMBERS}
    assert [dict(line.values)["woman"] for line in found.lines] == [1980.0]


def test_what_is_no_row_of_the_list_is_skipped_and_why_is_said() -> None:
    found = read(
        *HEADING,
        ("Khu phố 1 (2 hộ)",),
        FIRST,
        (None, "Cộng", None, 1.0),
        *HEADING,
        ("Trang 2",),
        SECOND,
        (0.0, "Nguyễn Văn A", "0900000000", "VÍ DỤ - XOÁ DÒNG NÀY"),
        (None, "TỔNG CỘNG", None, 2.0),
        (None, None, None, "Ngày 1 tháng 2 năm 2025"),
        (None, "Người lập biểu", None, "Chủ tịch Hội"),
        (None, "Lê Thị Mẫu", None, "Trần Văn Mẫu"),
    )
    assert numbers(found) == [3, 7]
    assert [line.place for line in found.lines] == ["Khu phố 1", "Khu phố 1"]
    assert skipped(found) == {
        2: Why.PLACE,
        4: Why.TOTAL,
        5: Why.HEADING,
        6: Why.PAGE,
        8: Why.SAMPLE,
        9: Why.TOTAL,
        10: Why.SIGNATURE,
        11: Why.SIGNATURE,
        12: Why.SIGNATURE,
    }


def test_every_row_below_a_heading_is_a_line_or_skipped() -> None:
    lines = (FIRST, ("ghi chú riêng",), SECOND, (None, None, None, "ở đâu?"))
    found = read(*HEADING, *lines)
    assert sorted([*numbers(found), *skipped(found)]) == [2, 3, 4, 5]


def test_somebody_whose_name_sounds_like_a_total_is_somebody() -> None:
    found = read(*HEADING, (1.0, "Công Tổ Nga", "0700000001", "1 Âu Cơ"))
    assert numbers(found) == [2]


@pytest.mark.parametrize(
    ("name", "place"),
    [("KP1", "KP1"), ("Khu phố 3", "Khu phố 3"), ("kp4", "kp4"), ("KP1 (2)", "KP1"),
     ("ẤP HÒA THUẬN", "ẤP HÒA THUẬN"), ("Danh sách", None), ("Sheet1", None), ("2025", None)],
)  # fmt: skip
def test_the_name_of_a_sheet_may_carry_the_place(name: str, place: str | None) -> None:
    assert [line.place for line in read(*HEADING, FIRST, name=name).lines] == [place]


def test_a_sheet_without_what_a_list_needs_is_no_list() -> None:
    assert read(("STT", "Khu phố", "Số hộ"), (1.0, "Khu phố 1", 12.0)).heading is None
    assert read(*HEADING, FIRST, hidden=True) == Understood("Danh sách", hidden=True)


@pytest.mark.parametrize("mark", ['"', "''", "nt", "-nt-", ",,", "〃", "Như trên", "- nt -"])
def test_a_ditto_mark_is_what_stands_above(mark: str) -> None:
    found = read(*HEADING, FIRST, (2.0, "Trần Văn Tập", None, mark), (3.0, "Lê A", None, mark))
    assert [line.values["address"] for line in found.lines] == ["1 Âu Cơ"] * 3


@pytest.mark.parametrize("text", ["12 Âu Cơ", "x", "Đo", "-5", "1.2", 5.0, None])
def test_what_says_something_is_no_ditto_mark(text: Value) -> None:
    assert not is_ditto(text)


def test_a_record_that_a_comma_divided_once_more_is_seen() -> None:
    rows = [Row(1, HEADING[0], width=5), Row(2, FIRST, width=5), Row(3, SECOND, width=6)]
    (found,) = understood([Sheet("csv", rows)], SHAPE)
    assert [line.beyond for line in found.lines] == [False, True]


def test_records_that_all_end_in_a_delimiter_are_right() -> None:
    rows = [Row(1, HEADING[0], width=4), Row(2, FIRST, width=5), Row(3, SECOND, width=5)]
    (found,) = understood([Sheet("csv", rows)], SHAPE)
    assert [line.beyond for line in found.lines] == [False, False]


def test_a_title_is_no_place() -> None:
    assert place_said("DANH SÁCH HỘ GIA ĐÌNH KHU PHỐ 1") is None
    assert place_said("KHU PHỐ 1 (9 hộ)") == "KHU PHỐ 1"


def test_of_a_sheet_of_ten_thousand_columns_the_first_are_looked_at() -> None:
    names = tuple(f"cột số {n}" for n in range(10_000))
    found = read((*HEADING[0], *names), (*FIRST, *names))
    assert found.heading is not None
    assert found.heading.columns == {"name": 2, "phone": 3, "address": 4}
    assert numbers(found) == [2]


def test_cells_made_one_over_each_other_cover_each_row_once() -> None:
    spans = [Span(2 + n, 1_000_000 - n, 2, 2) for n in range(20_000)]
    found = read(*HEADING, FIRST, (None, None, "0700000002", "2 Âu Cơ"), merged=spans)
    assert [line.values["name"] for line in found.lines] == ["Nguyễn Thị Học"] * 2


@pytest.mark.parametrize(
    "text", ["khu pho " + "a" * 30_000 + " b c d e", "Tổng hợp", "Bảng kê", "Khối"]
)
def test_what_only_begins_like_a_kind_of_hamlet_is_no_place(text: str) -> None:
    assert place_said(text) is None


@pytest.mark.parametrize(
    "name",
    ["Ấp Long Thạnh Bắc Mỹ Đông", "Khu phố 3 Nguyễn Thị Minh Khai",
     "TDP 12 PHAN ĐÌNH PHÙNG NỐI DÀI", "KP3 Nguyễn Thị Minh Khai Nam"],
)  # fmt: skip
def test_a_long_name_of_a_hamlet_is_a_place_all_the_same(name: str) -> None:
    assert place_said(f"{name} (12 hộ):") == name


@pytest.mark.parametrize(
    "text",
    ["Ấp này không có hộ nào đăng ký", "BAN CHẤP HÀNH HỘI KHUYẾN HỌC PHƯỜNG",
     "Tổ Công Tác Rà Soát Hộ Nghèo", "TỔ DÂN PHỐ VĂN HÓA TIÊU BIỂU NĂM 2025",
     "Ấp Một Hai Ba Bốn Năm Sáu Bảy Tám"],
)  # fmt: skip
def test_more_words_than_a_name_has_are_no_place(text: str) -> None:
    assert place_said(text) is None
