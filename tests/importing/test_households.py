"""Rows of persons become households: a head and members, or none of them."""

from typing import Any

import pytest

from services.registry.importing.household_members.households import Household
from services.registry.importing.household_members.saying import has_ended, relation
from shared.importing.people import Birth
from shared.importing.table import Span
from tests.importing.persons import households, read, reasons

HEAD = (1.0, "Lê Văn Học", "Chủ hộ", 1970.0, "079070000001", "KP1")
WIFE = (1.0, "Trần Thị Tập", "Vợ", 1972.0, "079172000002", "KP1")
CHILD = (None, "Lê Thị Hiếu", "Con", 2010.0, None, None)
OTHER = (2.0, "Phan Văn Đọc", "chủ hộ", 1980.0, "079080000003", "KP 2")


def test_a_household_is_what_has_its_number_whoever_comes_first() -> None:
    assert households(read(WIFE, HEAD, OTHER)) == [[3, 2], [4]]
    assert households(read(HEAD, CHILD, OTHER, CHILD)) == [[2, 3], [4, 5]]


def test_a_number_over_several_rows_is_that_of_each() -> None:
    rows = (HEAD, (None, *WIFE[1:5]), OTHER)
    found = read(*rows, merged=[Span(2, 3, 1, 1), Span(2, 3, 6, 6)])
    assert households(found) == [[2, 3], [4]]


def test_without_numbers_each_head_begins_a_household() -> None:
    headings = ("Họ và tên", "Quan hệ với chủ hộ", "Năm sinh", "Khu phố")
    rows = [(*row[1:4], row[5]) for row in (HEAD, WIFE, OTHER, CHILD)]
    assert households(read(*rows, headings=headings)) == [[2, 3], [4, 5]]


def test_numbers_that_begin_anew_in_another_hamlet_are_other_households() -> None:
    elsewhere = (1.0, *OTHER[1:])
    assert households(read(HEAD, WIFE, elsewhere)) == [[2, 3], [4]]


def test_a_column_with_the_name_of_the_head_keeps_households_apart() -> None:
    headings = ("Tên chủ hộ", "Họ tên", "Quan hệ với chủ hộ", "Năm sinh", "Khu phố")
    rows = [
        ("Lê Văn Học", "Lê Văn Học", None, 1970.0, "KP1"),
        ("Lê Văn Học", "Trần Thị Tập", "Vợ", 1972.0, "KP1"),
        ("Phan Văn Đọc", "Phan Văn Đọc", "Chủ hộ", 1980.0, "KP1"),
    ]
    assert households(read(*rows, headings=headings)) == [[2, 3], [4]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((WIFE,), {2: "head"}),
        ((HEAD, (*WIFE[:2], "Chủ hộ", *WIFE[3:])), {2: "head", 3: "head"}),
        (((*HEAD[:4], "12", "KP1"), WIFE, OTHER), {2: "identity", 3: "identity"}),
        (((*HEAD[:5], "KP9"), (*WIFE[:5], None)), {2: "place", 3: "place"}),
        ((("HO1", *HEAD[1:]), ("HO1", *WIFE[1:5], "KP2")), {3: "place"}),
        ((HEAD, (*WIFE[:4], "7,9E+10", "KP1")), {3: "identity"}),
        ((HEAD, (*WIFE[:4], HEAD[4], "KP1")), {3: "duplicate"}),
        ((HEAD, CHILD, CHILD), {4: "duplicate"}),
        ((HEAD, (1.0, "Trần Thị Tập", None, 1972.0, None, "KP1")), {3: "head"}),
        ((HEAD, (*HEAD[:1], "Lê Tám (đã mất)", "Cha", 1940.0, None, None)), {3: "ended"}),
        (((1.0, "Lê Văn Học (đã mất)", *HEAD[2:]), WIFE), {2: "ended", 3: "ended"}),
    ],
)
def test_what_befalls_a_head_befalls_the_household_and_a_member_alone(
    rows: tuple[Any, ...], expected: dict[int, str]
) -> None:
    assert reasons(read(*rows)) == expected


def test_a_year_stands_under_the_man_or_under_the_woman() -> None:
    headings = ("Số TT hộ", "Họ và tên", "Quan hệ", "Nam", "Nữ", "Ấp")
    rows = [
        (1.0, "Lê Văn Học", "Chủ hộ", 1970.0, None, "KP1"),
        (1.0, "Trần Thị Tập", "Vợ", None, "12/03/1972", "KP1"),
        (1.0, "Lê Thị Hiếu", "Con", 2010.0, 2010.0, "KP1"),
        (1.0, "Lê Văn Sáu", "Con", "x", None, "KP1"),
    ]
    found = read(*rows, headings=headings)
    (household,) = [each for each in found if isinstance(each, Household)]
    assert household.head.birth == Birth(year=1970)
    assert household.members[0].birth.day is not None
    assert household.members[1].birth == Birth()
    assert reasons(found) == {4: "date"}


@pytest.mark.parametrize(
    ("said", "code"),
    [("CHỦ HỘ", "head"), ("Chu ho", "head"), ("vợ", "spouse"), ("Chồng", "spouse"),
     ("Con trai út", "child"), ("con dâu", "child-in-law"), ("Rể", "child-in-law"),
     ("Mẹ ruột", "parent"), ("Ba", "parent"), ("Bà", "grandparent"), ("Ông nội", "grandparent"),
     ("Mẹ vợ", "other"), ("Cháu ngoại", "grandchild"), ("cháu dâu", "other"),
     ("Em gái", "sibling"), ("Chị dâu", "other"), ("Người ở nhờ", "other"), ("", None),
     (1.0, None), ("Con (nuôi)", "child")],
)  # fmt: skip
def test_relations_are_understood_in_words(said: Any, code: str | None) -> None:
    assert relation(said) == code


@pytest.mark.parametrize(
    ("values", "ended"),
    [
        ({"name": "Lê Tám (đã mất)"}, True),
        ({"name": "Lê Tám (Tư)"}, False),
        ({"name": "Lê Tám", "status": "Da chet"}, True),
        ({"name": "Lê Tám", "status": "Con song"}, False),
        ({"name": "Lê Tám", "note": "chuyển đi Long An 2024"}, True),
        ({"name": "Lê Tám", "note": "Mất ngày 3/2"}, True),
        ({"name": "Lê Tám", "note": "mất sổ hộ khẩu"}, False),
        ({"name": "Lê Tám", "note": "chưa chuyển đi"}, False),
    ],
)
def test_who_died_or_moved_away_is_asked_about(values: Any, ended: bool) -> None:
    assert has_ended(values) == ended


def test_what_a_list_says_of_religion_and_health_is_no_value_of_a_row() -> None:
    headings = ("Họ và tên", "Quan hệ", "Dân tộc", "Tôn giáo", "Khuyết tật", "Khu phố")
    found = read(("Lê Văn Học", "Chủ hộ", "Kinh", "Phật", "Vận động", "KP1"), headings=headings)
    assert not {"Kinh", "Phật", "Vận động"} & {*found[0].head.line.values.values()}
