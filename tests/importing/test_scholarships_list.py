"""Lists of scholarships in other layouts than set A's."""

from datetime import date
from typing import Any

import pytest

from services.funding.importing.kinds import KINDS
from services.funding.importing.names import ListKind
from services.funding.importing.scholarships.cells import school_class
from shared.importing.report import Became, Told
from shared.importing.report import said as said_of
from shared.importing.summing import Sum, sums_of
from tests.importing.lists import judged, reasons, right, understood_of

KIND = KINDS[ListKind.SCHOLARSHIPS]
HEADING = ("STT", "Họ và tên học sinh", "Ngày sinh", "Trường", "Lớp", "Số suất", "Mức", "Số tiền")


def pupil(
    name: Any = "Lê Văn Học", *, grants: Any = 1.0, each: Any = 500_000.0, **said: Any
) -> Any:
    whole, born = said.get("whole", 500_000.0), said.get("born", "04/03/2014")
    return (1.0, name, born, "TH Mây Hồng", said.get("of_class", "5/1"), grants, each, whole)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (pupil(), None),
        (pupil(grants=2.0, each=500_000.0, whole=1_000_000.0), None),
        (pupil(grants=2.0, whole=None), None),
        (pupil(each=None), None),
        (pupil(grants=None), ("count", False)),
        (pupil(grants=0.0, whole=0.0), ("count", False)),
        (pupil(grants=1.5, whole=750_000.0), ("count", False)),
        (pupil(grants=10_001.0, each=None), ("count", False)),
        (pupil(grants=2.0), ("amount", False)),
        (pupil(each=None, whole=None), ("amount", False)),
        (pupil(each=0.0, whole=0.0), ("amount", False)),
        (pupil(each="năm trăm ngàn"), ("amount", True)),
        (pupil(whole=-500_000.0), ("amount", False)),
        (pupil(each=None, whole=1e15), ("amount", False)),
        (pupil(name=None), ("name", False)),
        (pupil(born="31/02/2014"), ("date", False)),
    ],
)
def test_a_row_is_right_or_says_why_it_is_not(row: Any, why: object) -> None:
    assert reasons(judged(KIND, [HEADING, row])) == ({} if why is None else {2: why})


@pytest.mark.parametrize(
    ("first", "last"),
    [("Họ và tên", "Họ và tên"), ("Họ và tên đệm", "Tên"), ("Họ lót", "Tên"), ("Họ", "Tên")],
)
def test_a_name_in_two_columns_has_its_last_word(first: str, last: str) -> None:
    rows = [("STT", first, last, "Lớp", "Số tiền"), (1.0, "Lê Văn", "Học", "5/1", 500_000.0)]
    (row,) = right(judged(KIND, rows))
    assert (row.name, row.grants, row.amount_dong) == ("Lê Văn Học", 1, 500_000)


def test_the_name_of_a_parent_is_no_part_of_the_pupils() -> None:
    heading = ("STT", "Họ và tên học sinh", "Họ và tên cha", "Lớp", "Số tiền")
    (row,) = right(judged(KIND, [heading, (1.0, "Lê Học", "Lê Văn Hiếu", "5/1", 500_000.0)]))
    assert row.name == "Lê Học"


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("5/1", "5/1"),
        (date(2025, 6, 9), "9/6"),
        (60.0, "6E1"),
        (600.0, "6E2"),
        (120.0, "12E1"),
        (100.0, None),
        (17.0, None),
        (9.0, "9"),
        (None, None),
    ],
)
def test_a_class_is_what_was_typed_before_a_program_changed_it(value: Any, meant: Any) -> None:
    assert school_class(value) == meant


def test_one_name_and_birth_twice_is_asked_about_and_two_births_are_two_pupils() -> None:
    rows = [HEADING, pupil(), pupil("LÊ VĂN HỌC"), pupil(born="05/03/2014")]
    assert reasons(judged(KIND, rows)) == {3: ("duplicate", True)}


def test_of_whom_no_birth_is_said_the_class_tells_two_pupils_apart() -> None:
    rows = [HEADING, pupil(born=None), pupil(born=None, of_class="5/2"), pupil(born=None)]
    assert reasons(judged(KIND, rows)) == {4: ("duplicate", True)}


@pytest.mark.parametrize("heading", ["Số tiền (1.000đ)", "Số tiền (nghìn đồng)"])
def test_the_unit_of_a_heading_is_that_of_its_column_and_its_total(heading: str) -> None:
    rows = [
        ("STT", "Họ và tên", "Lớp", heading),
        (1.0, "Lê Văn Học", "5/1", 500.0),
        (2.0, "Trần Thị Hiếu", "5/1", "1.500"),
        (None, "Tổng cộng", None, 2_500.0),
    ]
    found = understood_of(KIND, rows, "Danh sách")
    told = [Told(each.line, Became.NEW, adds=each.adds(each.line)) for each in judged(KIND, rows)]
    sums = sums_of([found], [said_of(each, str) for each in told])
    assert sums["amount"] == Sum(2_000_000, 2_500_000)


def test_the_school_year_stands_above_the_list() -> None:
    rows = [("NĂM HỌC 2025 - 2026",), HEADING, pupil()]
    (line,) = understood_of(KIND, rows, "Danh sách").lines
    assert line.values["school_year"] == "2025-2026"
