"""Lists of donations in other layouts than set A's."""

from typing import Any

import pytest

from services.funding.importing.donations.cells import donor
from services.funding.importing.kinds import KINDS
from services.funding.importing.names import ListKind
from shared.importing.noting import NoteCode
from tests.importing.lists import judged, reasons, right, understood_of

KIND = KINDS[ListKind.DONATIONS]
CASH = ("STT", "Ngày", "Đơn vị, cá nhân ủng hộ", "Số tiền", "Phiếu thu số")
GOODS = ("STT", "Ngày", "Nhà tài trợ", "Tên hiện vật", "Số lượng", "Đơn giá", "Thành tiền")


def cash(amount: Any, who: Any = "Lê Văn Học", receipt: Any = None, day: str = "05/03/2025") -> Any:
    return (1.0, day, who, amount, receipt)


def goods(number: Any, each: Any = None, whole: Any = None, what: Any = "Tập học sinh") -> Any:
    return (1.0, "05/03/2025", "Lê Văn Học", what, number, each, whole)


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        (500_000.0, None),
        ("500.000đ", None),
        ("500k", ("amount", True)),
        ("hai triệu", ("amount", True)),
        (None, ("amount", False)),
        (0.0, ("amount", False)),
        (-1.0, ("amount", False)),
        (1_500_000.5, ("amount", False)),
        (1e13, ("amount", False)),
    ],
)
def test_money_is_whole_dong_or_says_why_it_is_not(amount: Any, why: object) -> None:
    assert reasons(judged(KIND, [CASH, cash(amount)])) == ({} if why is None else {2: why})


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("ĐVT: 1.000 đồng", 1_000),
        ("(Đơn vị tính: nghìn đồng)", 1_000),
        ("Đơn vị tính: triệu đồng", 1_000_000),
        ("Đơn vị tính: đồng", 1),
        ("ĐVT: VNĐ", 1),
        ("Đơn vị: Xã Tân Tập", 1),
    ],
)
def test_the_unit_above_a_list_is_that_of_its_money(said: str, unit: int) -> None:
    (row,) = right(judged(KIND, [(None, None, None, said), CASH, cash(200.0)]))
    assert row.cash_dong == 200 * unit


def test_a_second_list_below_has_the_unit_that_stands_above_it() -> None:
    rows = [
        ("ĐVT: 1.000 đồng",),
        CASH,
        cash(200.0),
        ("ĐVT: đồng",),
        CASH,
        cash(200_000.0, "Ẩn danh"),
    ]
    assert [each.cash_dong for each in right(judged(KIND, rows))] == [200_000, 200_000]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (goods(30.0, 8_000.0, 240_000.0), None),
        (goods("25 bộ", 8_000.0, 200_000.0), None),
        (goods("1.200", 8_000.0), None),
        (goods("nhiều"), None),
        (goods(None, what="nhiều phần tập, viết"), None),
        (goods(None, what="50 phần quà"), ("count", True)),
        (goods("khoảng 50"), ("count", True)),
        (goods(12.5, 8_000.0), ("count", False)),
        (goods(0.0), ("count", False)),
        (goods(4.0, 3_000_000.0, 20_000_000.0), ("amount", False)),
        (goods(4.0, what=None), ("kind", False)),
    ],
)
def test_goods_are_counted_and_worth_what_is_said_or_it_is_said_why_not(
    row: Any, why: object
) -> None:
    assert reasons(judged(KIND, [GOODS, row])) == ({} if why is None else {2: why})


@pytest.mark.parametrize(
    ("row", "quantity", "worth"),
    [
        (goods("1.200", 8_000.0), 1_200, 9_600_000),
        (goods(45.0), 45, None),
        (goods("nhiều"), None, None),
        (goods("nhiều", None, 500_000.0), None, 500_000),
    ],
)
def test_what_nobody_knows_is_neither_0_nor_1(row: Any, quantity: Any, worth: Any) -> None:
    (found,) = right(judged(KIND, [GOODS, row]))
    assert (found.goods.quantity, found.goods.value_dong) == (quantity, worth)
    assert found.adds(found.line) == {"cash": 0, "goods": worth or 0}


def test_what_is_not_known_of_goods_is_told_with_the_row() -> None:
    lines = understood_of(KIND, [GOODS, goods("nhiều"), goods(45.0)], "Hiện vật").lines
    codes = [[each.code for each in KIND.notes(line)] for line in lines]
    assert codes == [[NoteCode.QUANTITY_UNKNOWN], [NoteCode.VALUE_UNKNOWN]]


@pytest.mark.parametrize("said", ["Ẩn danh", "Mạnh thường quân (giấu tên)", "Xin giấu tên"])
def test_whoever_is_not_to_be_named_is_nobodys_double(said: str) -> None:
    assert donor(said) is None
    assert reasons(judged(KIND, [CASH, cash(500_000.0, said), cash(500_000.0, said)])) == {}


def test_the_same_gift_of_one_giver_is_asked_about_unless_receipts_say_otherwise() -> None:
    rows = [CASH, cash(500_000.0), cash(500_000.0, "LÊ VĂN HỌC"), cash(200_000.0)]
    assert reasons(judged(KIND, rows)) == {3: ("duplicate", True)}
    rows = [CASH, cash(500_000.0, receipt="PT01/2025"), cash(500_000.0, receipt="PT02/2025")]
    assert reasons(judged(KIND, rows)) == {}


def test_no_two_gifts_have_one_receipt() -> None:
    rows = [CASH, cash(5e5, receipt="PT 01/2025"), cash(2e5, "Trần Thị Hiếu", "pt01/2025")]
    assert reasons(judged(KIND, rows)) == {3: ("duplicate", False)}


def test_money_and_goods_of_one_row_are_not_added_to_each_other() -> None:
    heading = ("Ngày", "Người ủng hộ", "Số tiền", "Hiện vật", "Số lượng", "Giá trị")
    row = ("05/03/2025", "Lê Văn Học", 500_000.0, "Tập học sinh", 20.0, 160_000.0)
    (found,) = right(judged(KIND, [heading, row]))
    assert found.adds(found.line) == {"cash": 500_000, "goods": 160_000}


def test_thanh_tien_is_money_where_a_list_has_no_goods() -> None:
    (found,) = right(judged(KIND, [("STT", "Người ủng hộ", "Thành tiền"), (1.0, "Lê Học", 5e5)]))
    assert found.cash_dong == 500_000


def test_a_row_of_nobody_is_wrong() -> None:
    assert reasons(judged(KIND, [CASH, cash(500_000.0, None)])) == {2: ("name", False)}
