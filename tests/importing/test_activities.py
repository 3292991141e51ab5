"""A list of activities, in several layouts, and how they come onto the books."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.registry.activities.activity.facts import ActivityHeld, ActivityMinuteAttached
from services.registry.importing.activities.cells import questions, span
from services.registry.importing.activities.kind import ACTIVITIES
from shared.importing.bringing import File
from shared.importing.doubts import Doubt
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.lists import judged, reasons, right, understood_of
from tests.importing.register import asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

HEADINGS = ("STT", "Tên hoạt động", "Thời gian", "Đơn vị tổ chức", "Đơn vị phối hợp", "Thành phần",
            "Số người dự", "Ghi chú")  # fmt: skip
TRAINING = (1.0, "Tập huấn công tác khuyến học", "5-7/8/2025", "UBND phường", "Hội LHPN; Đoàn TN",
            "20 chi hội trưởng, 5 giáo viên", 25.0, None)  # fmt: skip
CONTEST = (2.0, "Hội thi Gia đình học tập", "quý III/2025", "Hội Khuyến học phường", None,
           "người dân", "120 người", None)  # fmt: skip


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def test_layouts_say_kind_days_and_who_came() -> None:
    one = judged(ACTIVITIES, [HEADINGS, TRAINING, CONTEST, (None, "Tổng cộng", None, None, None,
                              None, 145.0)])  # fmt: skip
    other = judged(
        ACTIVITIES,
        [
            ("KẾT QUẢ HOẠT ĐỘNG KHUYẾN HỌC NĂM 2025",),
            ("TT", "Nội dung", "Loại", "Từ ngày", "Đến ngày", "Chủ trì", "Học sinh", "Giáo viên"),
            ("I", "Quý I"),
            (1.0, "Ngày hội đọc sách", "Phong trào", "1/3/2025", "3/3/2025", "ubnd", 300.0, "20"),
            (2.0, "Tổng kết năm học", None, None, "5/3/2025", "nt", None, 20.0),
        ],
    )
    said = [(e.kind, e.first_on, e.held_on, e.organiser, dict(e.attendees)) for e in right(one)]
    assert said == [
        ("training-conference", date(2025, 8, 5), date(2025, 8, 7), "UBND phường",
         {"chapter-heads": 20, "teachers": 5}),
        ("contest", date(2025, 7, 1), date(2025, 9, 30), "Hội Khuyến học phường",
         {"residents": 120}),
    ]  # fmt: skip
    said = [(e.kind, e.first_on, e.held_on, e.organiser, dict(e.attendees)) for e in right(other)]
    assert said == [
        ("movement", date(2025, 3, 1), date(2025, 3, 3), "ubnd", {"pupils": 300, "teachers": 20}),
        ("closing-conference", None, date(2025, 3, 5), "ubnd", {"teachers": 20}),
    ]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [("Quý 2", date(2025, 4, 1), date(2025, 6, 30)),
     ("tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29)),
     ("6 tháng đầu năm 2025", date(2025, 1, 1), date(2025, 6, 30)),
     ("giai đoạn 2021-2025", date(2021, 1, 1), date(2025, 12, 31)),
     (2024.0, date(2024, 1, 1), date(2024, 12, 31)),
     ("từ 28/2 đến 3/3/2025", date(2025, 2, 28), date(2025, 3, 3)),
     ("5/3/2025", None, date(2025, 3, 5)), (date(2025, 3, 5), None, date(2025, 3, 5))],
)  # fmt: skip
def test_days_are_a_day_or_a_span(said: Any, first: date | None, last: date) -> None:
    assert span(said, {"year": "2025"}, land.TODAY, 2026) == (first, last)


@pytest.mark.parametrize("said", ["31/2-3/3/2025", "tháng 13/2025", "7-5/3/2025", "hôm nọ", None])
def test_what_is_no_day_is_wrong_or_asked_about(said: Any) -> None:
    with pytest.raises(Doubt):
        span(said, {}, land.TODAY, 2025)


def test_wrong_rows_are_told_why_and_questions_are_asked_once() -> None:
    table = [
        HEADINGS,
        (1.0, "Gặp mặt", "5/3/2025", "UBND", None, "người dân", 20.0, None),
        (2.0, "Hội thi", "5/3/2099", "UBND", None, "người dân", 20.0, None),
        (3.0, "Hội thi A", "5/3/2025", None, None, "người dân", 20.0, None),
        (4.0, "Hội thi B", "5/3/2025", "UBND", None, None, 20.0, None),
        (5.0, "Hội thi C", "5/3/2025", "UBND", None, "người dân", "khoảng 20", None),
        (6.0, "Hội thi D", "5/3/2025", "UBND", None, "người dân", 20.0, "Hoãn"),
        (7.0, "Hội thi E", "5/3/2025", "UBND", None, "người dân", 20.0, None),
        (8.0, "hội thi  E", "05/03/2025", "UBND", None, "người dân", 20.0, None),
    ]
    assert reasons(judged(ACTIVITIES, table)) == {
        2: ("kind", True),
        3: ("date", False),
        4: ("organiser", True),
        5: ("attendees", True),
        6: ("count", True),
        7: ("held", True),
        9: ("duplicate", True),
    }
    asked_once = questions(understood_of(ACTIVITIES, table, "a").lines)
    assert [each.name for each in asked_once] == ["activity-kind/gap mat", "attendees"]
    answers = {"activity-kind/gap mat": "movement", "attendees": "pupils", "organiser": "UBND"}
    assert {*reasons(judged(ACTIVITIES, table, answers))} == {3, 6, 7, 9}


async def brought(register: ServiceDoor, *lines: tuple[Any, ...], **said: Any) -> Report:
    file = File("a.xlsx", rows([*HEADINGS], *map(list, lines)))
    told = await bring_in(
        counter_of(register), ACTIVITIES, file, await asked(register, **said), str
    )
    await register.views_caught_up()
    return told


async def test_activities_come_onto_the_books_once(register: ServiceDoor) -> None:
    body = {"place_id": str(land.COMMUNE), "name": "Hội A", "founded_on": "2025-07-02"}
    assert (await register.post("/associations", body, OF_COMMUNE)).status_code == 201
    await register.views_caught_up()
    counter, whole = counter_of(register), await asked(register)
    whole = replace(whole, on=date(2025, 10, 1))
    lines = (TRAINING, CONTEST, (3.0, "Hội thi", "5/8/2025", "Công ty Lạ", None, "người dân", 9.0))
    file = File("a.xlsx", rows([*HEADINGS], *map(list, lines)))
    before = len(register.facts())
    dry = await bring_in(rehearsal(counter), ACTIVITIES, file, whole, str)
    assert len(register.facts()) == before
    true = await bring_in(counter, ACTIVITIES, file, whole, str)
    await register.views_caught_up()
    again = await bring_in(counter, ACTIVITIES, file, whole, str)
    parts = [await brought(register, each) for each in lines[:2]]
    fewer = await brought(register, (*TRAINING[:5], "19 chi hội trưởng", 19.0))
    hidden = await brought(register, TRAINING, grants=OF_OTHER_COMMUNE)

    assert dry == true == again
    assert (true.rows.new, [each.code for each in true.asks]) == (2, ["organiser"])
    assert true.sums["attendances"].right == 145
    assert [each.rows.unchanged for each in parts] == [1, 1]
    assert [each.code for each in fewer.asks] == ["changed"]
    assert (hidden.rows.new, hidden.rows.unchanged) == (0, 0)
    facts = register.facts()
    held = [each for each in facts if isinstance(each, ActivityHeld)]
    assert [(each.organiser_kind, each.held.activity_kind) for each in held] == [
        ("peoples-committee", "training-conference"),
        ("association", "contest"),
    ]
    assert [each.partner_kind for each in held[0].held.partners] == ["womens-union", "youth-union"]
    noted = [each for each in facts if isinstance(each, ActivityMinuteAttached)]
    assert [each.minute_kind for each in noted] == ["theme", "theme"]
