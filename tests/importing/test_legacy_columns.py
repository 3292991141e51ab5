"""Columns in fonts of the time before Unicode are read as what they show."""

from typing import Any

import pytest

from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.legacy import in_unicode, of_tcvn3, of_vni
from shared.importing.reading.lists import understood
from shared.importing.refusals import LettersLost
from shared.importing.sources.reading_apart import sheets_of
from shared.importing.table import Row, Sheet
from shared.vocabulary.legacy_text import TCVN3
from tests.importing.fixtures import rows

NAMES = ("Nguyễn Thị Học", "Lương Văn Tập", "Trần Hữu Đực", "Võ Ngọc Ánh", "Đặng Mỹ Hưng", "Lê An")
TO_TCVN3 = {meant: said for said, meant in reversed([*TCVN3.items()])}
SHAPE = Shape("x", (Field("name", ("ho va ten",)), Field("place", ("ap",))), needs=("name",))


def tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(each, each) for each in text.replace("Á", "á"))


def sheet(*lines: tuple[Any, ...]) -> Sheet:
    return Sheet("Danh sách", [Row(n, cells) for n, cells in enumerate(lines, 1)])


def column(found: Sheet, number: int) -> list[Any]:
    return [row.at(number) for row in found.rows]


def test_a_column_in_tcvn3_becomes_unicode_and_its_unicode_heading_stays() -> None:
    (found,) = understood(
        [sheet(("Họ và tên", "Ấp"), *((tcvn3(each), "Lộc Hòa") for each in NAMES))], SHAPE
    )
    said = [line.values["name"] for line in found.lines]
    assert said == [each.replace("Á", "á") for each in NAMES]
    assert {line.values["place"] for line in found.lines} == {"Lộc Hòa"}


def test_headings_in_tcvn3_are_found_too() -> None:
    (found,) = understood(
        [sheet((tcvn3("Họ và tên"), tcvn3("ấp")), *((tcvn3(each), "4") for each in NAMES))], SHAPE
    )
    assert found.heading is not None
    assert len(found.lines) == len(NAMES)


def test_the_hyphen_that_nobody_sees_is_its_u_with_a_horn() -> None:
    assert of_tcvn3("L\xad\xacng Thanh Qu©n") == "Lương Thanh Quân"
    assert of_tcvn3("Mü H\xadng") == "Mỹ Hưng"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Nguyeãn Vaên Hoïc", "Nguyễn Văn Học"), ("Traàn Thò Höông", "Trần Thị Hương"),
     ("ÑAËNG VAÊN ÑÖÙC", "ĐẶNG VĂN ĐỨC"), ("Leâ Vaên Taùm", "Lê Văn Tám")],
)  # fmt: skip
def test_vni_is_read_letter_and_marks(said: str, meant: str) -> None:
    assert of_vni(said) == meant


def test_a_column_in_vni_becomes_unicode() -> None:
    lines = [("Nguyeãn Vaên Hoïc",), ("Traàn Thò Höông",), ("Leâ Vaên Taùm",)]
    said = column(in_unicode(sheet(*lines), 0), 1)
    assert said == ["Nguyễn Văn Học", "Trần Thị Hương", "Lê Văn Tám"]


@pytest.mark.parametrize("texts", [NAMES, ("Lê Hà", "Tô Hoài", "Bùi Lan"), ("Café", "Müller")])
def test_what_is_unicode_stays(texts: tuple[str, ...]) -> None:
    there = sheet(*((each,) for each in texts))
    assert in_unicode(there, 0) is there


def test_a_cell_pasted_into_a_unicode_column_is_made_unicode_alone() -> None:
    there = sheet(("Nguyễn Thị Học",), ("Tô Hà",), ("NguyÔn V¨n B¶y",))
    assert column(in_unicode(there, 0), 1) == ["Nguyễn Thị Học", "Tô Hà", "Nguyễn Văn Bảy"]


def test_a_workbook_whose_letters_were_lost_is_refused() -> None:
    lost = [[f"Nguy?n Th? H?c {number}"] for number in range(3)]
    with pytest.raises(LettersLost):
        sheets_of("a.xlsx", rows(["Họ và tên"], *lost))
    assert sheets_of("a.xlsx", rows(["Họ và tên", "Có đăng ký không?"], ["Lê Văn Học", "?"]))
