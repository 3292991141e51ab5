"""Lists of sessions in other layouts than set A's."""

from datetime import date

import pytest

from services.registry.importing.centre_sessions.list import (
    Judged,
    SessionRow,
    judged,
    questions,
)
from services.registry.importing.centre_sessions.shape import SHAPE
from services.registry.importing.centre_sessions.topics import GUESSES, guessed, topic_of
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.lists import understood
from shared.importing.report import Told
from shared.importing.table import Row, Sheet, Value
from shared.vocabulary.topics import TOPICS
from tests.support import land

TODAY = date(2026, 11, 27)
HEADING = ("STT", "Chuyên đề", "Thời gian", "Số người tham dự", "Kinh phí", "Địa điểm", "Ghi chú")


def read(*rows: tuple[Value, ...], name: str = "Sheet1") -> dict[int, Judged]:
    sheet = Sheet(name, [Row(number, row) for number, row in enumerate(rows, 1)])
    (found,) = understood([sheet], SHAPE)
    answers = {each.name: "other" for each in questions(found.lines)}
    context = Context(land.COMMUNE, date(2025, 12, 1), TODAY, Hamlets({}), answers)
    return {each.line.row: each for each in judged(found.lines, context)}


def only(found: dict[int, Judged]) -> SessionRow:
    (one,) = found.values()
    assert isinstance(one, SessionRow), one
    return one


def reason(found: dict[int, Judged]) -> object:
    told = [each.outcome for each in found.values() if isinstance(each, Told)]
    return [getattr(each, "reason", None) for each in told]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([HEADING, (1.0, "Pháp luật", date(2025, 3, 5), 40.0)], "Sheet1"),
        ([HEADING, (1.0, "Pháp luật", "05", 40.0)], "Tháng 3"),
        ([HEADING, (1.0, "Pháp luật", 5.0, 40.0)], "3-2025"),
        ([("KẾ HOẠCH HOẠT ĐỘNG NĂM 2025",), HEADING, ("Tháng 3",), (1.0, "PHÁP LUẬT", "05", 40.0)],
         "Sheet1"),
        ([(*HEADING, "Tháng"), (1.0, "Pháp luật", "5", "40 hv", None, None, None, 3.0)], "2025"),
    ],
)  # fmt: skip
def test_a_day_is_found_wherever_its_month_stands(rows: list[tuple[Value, ...]], name: str) -> None:
    found = only(read(*rows, name=name))
    assert (found.held_on, found.topic_code, found.attendances) == (date(2025, 3, 5), "law", 40)


def test_two_headings_beside_each_other_without_merged_cells() -> None:
    top = ("STT", "Ngày", "Nội dung", "Số lượt người dự", None, "Kinh phí")
    found = read(
        top, (None, None, None, "Tổng số", "Nữ"), (1.0, "5/3/2025", "Pháp luật", 40.0, 41.0)
    )
    assert reason(found) == ["count"]
    whole = read(top, (1.0, "5/3/2025", "Pháp luật", 40.0, 41.0))
    assert only(whole).attendances == 40


def test_the_unit_of_money_may_stand_above_the_table() -> None:
    row = (1.0, "Pháp luật", "5/3/2025", 40.0, 500.0)
    assert only(read(HEADING, row)).cost_dong == 500
    unit = (None, None, None, None, None, "ĐVT: 1.000 đồng")
    assert only(read(unit, HEADING, row)).cost_dong == 500_000
    million = (*HEADING[:4], "Kinh phí (triệu đồng)")
    assert only(read(million, (*row[:4], 1.5))).cost_dong == 1_500_000


@pytest.mark.parametrize(
    "note", ["Hoãn", "hoãn do mưa", "Hủy", "huỷ bỏ", "Không tổ chức", "dời lịch"]
)
def test_what_was_not_held_has_no_attendances(note: str) -> None:
    found = only(read(HEADING, (1.0, "Pháp luật", "5/3/2025", 40.0, 500.0, None, note)))
    assert (found.attendances, found.cost_dong) == (None, None)


@pytest.mark.parametrize("note", ["Hoàn thành", "Huy động xã hội hóa", "Tốt", "đã quyết toán"])
def test_other_remarks_cancel_nothing(note: str) -> None:
    found = only(read(HEADING, (1.0, "Pháp luật", "5/3/2025", 40.0, 500.0, None, note)))
    assert (found.attendances, found.cost_dong) == (40, 500)


def test_marks_repeat_words_and_no_numbers() -> None:
    found = read(
        HEADING,
        (1.0, "Pháp luật", "5/3/2025", 40.0, 500.0, "Hội trường"),
        (2.0, '"', "6/3/2025", 41.0, "-", "nt"),
        (3.0, '"', "7/3/2025", '"', None, "nt"),
    )
    second = found[3]
    assert isinstance(second, SessionRow)
    assert (second.topic_code, second.cost_dong) == ("law", None)
    assert reason(found) == ["count"]


def test_a_topic_is_known_by_its_name_and_else_guessed_and_asked() -> None:
    for code, name in TOPICS.names.items():
        assert topic_of(name.upper(), {}) == topic_of(code, {}) == code
    assert questions([]) == []
    assert {code for code, _ in GUESSES} <= TOPICS.names.keys()
    assert guessed("ky thuat trong rau") == "farming-extension"
    assert guessed("chuyen gi do") is None
