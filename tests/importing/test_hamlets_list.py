"""A list of hamlets says what each is called and how many live there, in whatever spelling."""

from typing import Any

import pytest

from services.registry.importing.hamlets.list import SHAPE, HamletRow, judged
from shared.importing.amounts import count, money
from shared.importing.doubts import AmountDoubtful, CountDoubtful, CountWrong, Doubt
from shared.importing.hamlet_names import hamlet_name
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.lists import understood
from shared.importing.report import Told
from shared.importing.table import Row, Sheet, Span
from tests.support import land

HEADINGS = ("STT", "Tên khu phố", "Số hộ", "Dân số")


def read(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS, **said: Any) -> list[Any]:
    table = [Row(number, cells) for number, cells in enumerate((headings, *rows), 1)]
    (sheet,) = understood([Sheet("Danh sách", table, **said)], SHAPE)
    return judged(sheet.lines, Context(land.COMMUNE, land.TODAY, land.TODAY, Hamlets({})))


def named(found: list[Any]) -> list[tuple[str, dict[str, int]]]:
    return [(each.hamlet.name, dict(each.figures)) for each in found if isinstance(each, HamletRow)]


@pytest.mark.parametrize(
    ("said", "kind", "name"),
    [("KP2", None, "Khu phố 2"), ("K.phố 08", None, "Khu phố 8"), ("KHU PHỐ 5", None, "Khu phố 5"),
     ("Khu\xa0 phố 9", None, "Khu phố 9"), (6.0, "khu-pho", "Khu phố 6"), ("ấp 4", None, "Ấp 4"),
     ("ẤP HÒA THUẬN", None, "Ấp Hòa Thuận"), ("Hòa Thuận", "ap", "Ấp Hòa Thuận"),
     ("Tổ dân phố 12", None, "Tổ dân phố 12"), ("TDP 01", None, "Tổ dân phố 1"),
     ("Ấp 1A", None, "Ấp 1A"), ("Làng Sen", "thon", "Làng Sen"), ("Lang Sen", "ap", "Làng Sen"),
     ("Bàn Cờ", "khu-pho", "Khu phố Bàn Cờ"), ("Buôn Ea H'Leo", None, "Buôn Ea H'Leo"),
     ("Khu 7", None, "Khu 7"), ("thôn đông", None, "Thôn Đông")],
)  # fmt: skip
def test_a_hamlet_is_called_in_one_form(said: Any, kind: str | None, name: str) -> None:
    assert hamlet_name(said, kind).name == name


@pytest.mark.parametrize(("said", "kind"), [(None, "ap"), ("Khu phố", "khu-pho"), ("7", None)])
def test_what_has_no_name_or_no_kind_is_no_hamlet(said: Any, kind: str | None) -> None:
    with pytest.raises(Doubt):
        hamlet_name(said, kind)


@pytest.mark.parametrize(
    ("said", "number"),
    [(1295.0, 1295), ("2.686", 2686), ("1,897", 1897), ("1 295", 1295), ("45 người", 45),
     ("1.295 hộ", 1295), ("", None), ("-", None), (0.0, 0), ("12.345.678", 12345678)],
)  # fmt: skip
def test_a_count_is_read_in_every_usual_spelling(said: Any, number: int | None) -> None:
    assert count(said) == number


@pytest.mark.parametrize(
    ("said", "why"),
    [(3.412, CountDoubtful), ("khoảng 50", CountDoubtful), ("40-45", CountDoubtful),
     (-5.0, CountWrong), ("-5", CountWrong), ("1.29", CountDoubtful), ("#REF!", CountDoubtful)],
)  # fmt: skip
def test_what_may_be_another_count_is_asked_about(said: Any, why: type[Doubt]) -> None:
    with pytest.raises(why):
        count(said)


@pytest.mark.parametrize(
    ("said", "dong"),
    [(2_000_000.0, 2_000_000), ("5.000.000", 5_000_000), ("500.000đ", 500_000), ("chưa có", None),
     ("500.000 đồng", 500_000), (None, None)],
)  # fmt: skip
def test_money_is_whole_dong(said: Any, dong: int | None) -> None:
    assert money(said) == dong


@pytest.mark.parametrize("said", ["2tr", "1tr5", "hai triệu", "5,5"])
def test_money_in_words_is_asked_about(said: str) -> None:
    with pytest.raises(AmountDoubtful):
        money(said)


def test_old_names_are_understood_and_are_no_names_of_the_new_hamlet() -> None:
    headings = ("STT", "Khu phố cũ", "Phường cũ", "Khu phố mới", "Số hộ", "Số nhân khẩu")
    found = read((1.0, "KP 3", "Phường 9", "KP 1", 10.0, 30.0), headings=headings)
    assert named(found) == [("Khu phố 1", {"households": 10, "population": 30})]


def test_one_new_hamlet_beside_several_old_ones_is_one() -> None:
    headings = ("Khu phố mới", "Khu phố cũ", "Số hộ", "Dân số")
    rows = [("KP 1", "KP 3", 10.0, 30.0), (None, "KP 4", 5.0, 12.0), ("KP 2", "KP 5", 7.0, 20.0)]
    found = read(*rows, headings=headings, merged=[Span(2, 3, 1, 1)])
    assert named(found) == [
        ("Khu phố 1", {"households": 15, "population": 42}),
        ("Khu phố 2", {"households": 7, "population": 20}),
    ]


def test_a_hamlet_named_twice_is_told_once_and_more_households_than_people_are_wrong() -> None:
    found = read((1.0, "KP1", 10.0, 30.0), (2.0, "Khu phố 01", 1.0, 2.0), (3.0, "KP2", 9.0, 3.0))
    told = [getattr(each.outcome, "reason", "") for each in found if isinstance(each, Told)]
    assert told == ["duplicate", "count"]
