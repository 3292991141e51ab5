"""Lists of members in other layouts than set A's: what each row says, and of which chapter."""

from datetime import date
from typing import Any

import pytest

from services.registry.importing.members.chapters import Chapters, chapter_said, over
from services.registry.importing.members.doubts import ChapterDoubtful, ChapterNotFound
from services.registry.importing.members.list import SHAPE, Judged, MemberRow, judged
from shared.importing.days import Since
from shared.importing.ended import says_ended
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.people import Birth
from shared.importing.reading.lists import understood
from shared.importing.report import Told
from shared.importing.table import Row, Sheet, Value
from tests.support import land

TODAY = date(2026, 11, 27)
HEADING = ("STT", "Họ và tên hội viên", "Năm sinh", "Năm vào hội", "Số thẻ", "Tình trạng")


def read(*rows: tuple[Value, ...], name: str = "Sheet1") -> dict[int, Judged]:
    sheet = Sheet(name, [Row(number, row) for number, row in enumerate(rows, 1)])
    (found,) = understood([sheet], SHAPE)
    context = Context(land.COMMUNE, TODAY, TODAY, Hamlets({}))
    return {each.line.row: each for each in judged(found.lines, context)}


def right(found: dict[int, Judged]) -> list[MemberRow]:
    return [each for each in found.values() if isinstance(each, MemberRow)]


def reasons(found: dict[int, Judged]) -> dict[int, Any]:
    told = {row: each for row, each in found.items() if isinstance(each, Told)}
    return {row: getattr(each.outcome, "reason", None) for row, each in told.items()}


def test_a_plain_list_names_no_chapter() -> None:
    found = right(read(HEADING, (1.0, "Trần Thị Tập", 1970.0, 2019.0, "A-12", None)))
    assert [(each.chapter, each.card, each.birth, each.joined) for each in found] == [
        (None, "A-12", Birth(year=1970), Since(year=2019))
    ]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([("DANH SÁCH HỘI VIÊN CHI HỘI KHU PHỐ 4",), HEADING], "Sheet1"),
        ([HEADING], "Chi hội Khu phố 4"),
        ([HEADING, ("4. Chi hội khu phố 4: 12 hội viên",)], "Sheet1"),
        ([HEADING, ("IV", "Chi hội Khu phố 4", 12.0)], "Sheet1"),
        ([HEADING, (None, "CHI HỘI KHU PHỐ 4 (12 HV)")], "Sheet1"),
        ([HEADING, ("Khu phố 4",)], "Sheet1"),
    ],
)
def test_a_chapter_is_said_above_its_members(rows: list[Any], name: str) -> None:
    found = read(*rows, (1.0, "Tô Thị Hoa", 1970.0), name=name)
    (one,) = right(found)
    there = Chapters({4: "Chi hội Khuyến học KP 04", 5: "Chi hội Khu phố 5"})
    assert one.chapter is not None
    assert there.find(one.chapter) == 4
    assert len(found) == 1


def test_somebody_of_whom_a_name_alone_is_known_is_no_chapter() -> None:
    found = right(read(HEADING, (1.0, "Tô Thị Hoa"), (2.0, "Lang Văn Bản")))
    assert [(each.name, each.chapter) for each in found] == [
        ("Tô Thị Hoa", None),
        ("Lang Văn Bản", None),
    ]


def test_a_column_says_the_chapter_before_what_stands_above() -> None:
    heading = (*HEADING[:3], "Thuộc chi hội")
    found = right(read(heading, ("Chi hội KP1",), (1.0, "Lê Đọc", 1970.0, "Chi hội KP2"),
                       (2.0, "Lê Viết", 1971.0, "nt")))  # fmt: skip
    assert [each.chapter for each in found] == ["Chi hội KP2", "Chi hội KP2"]


def test_chapters_are_known_by_what_tells_them_apart() -> None:
    names = ["Chi hội Khuyến học Khu phố 1", "Chi hội Khu phố 11", "Chi hội KH Ấp Hòa Thuận",
             "Ban Khuyến học dòng họ Đặng", "Chi hội Trường THCS Sông Quê"]  # fmt: skip
    there = Chapters(dict(enumerate(names)))
    said = ["chi hội KP.01", "CHI HỘI KHU PHỐ 11", "Chi hội ấp Hoà Thuận", "BKH dòng họ Đặng"]
    assert [there.find(each) for each in said[:3]] == [0, 1, 2]
    assert there.find("Hội khuyến học dòng họ Đặng") == 3
    assert there.find("Chi hoi KH truong THCS Song Que") == 4
    for missing in ("Chi hội Khu phố 2", "Chi hội Ấp Hóa Thuận"):
        with pytest.raises(ChapterNotFound):
            there.find(missing)
    with pytest.raises(ChapterDoubtful):
        Chapters({1: "Chi hội Khuyến học KP1", 2: "Chi hội KP1"}).find("Chi hội khu phố 01")


@pytest.mark.parametrize("text", ["Danh sách hội viên", "HỘI KHUYẾN HỌC", "Chi hội", "Đã nộp"])
def test_a_title_is_no_chapter(text: str) -> None:
    assert chapter_said(text) is None
    assert over(Row(1, (text,))) is None


@pytest.mark.parametrize(
    "note", ["mất 12/2024", "đã mất", "Mất", "chuyển đi 3/2025", "Qua đời", "da mat nam 2020",
             "Chuyển khẩu", "đã chuyển công tác", "Từ trần 1/2024", "xin ra khỏi hội"]
)  # fmt: skip
def test_whoever_is_there_no_more_is_asked_about(note: str) -> None:
    assert says_ended(note)
    found = read(HEADING, (1.0, "Lê Đọc", 1970.0, None, None, note))
    assert reasons(found) == {2: "ended"}


@pytest.mark.parametrize(
    "note",
    [
        "mất thẻ",
        "đã mất thẻ",
        "vắng mặt",
        "mất sức lao động",
        "có mặt",
        "Chi hội trưởng",
        "",
        None,
        3.0,
    ],
)
def test_other_remarks_are_none(note: Value) -> None:
    assert not says_ended(note)


def test_one_person_listed_twice_is_asked_about_and_two_namesakes_are_two() -> None:
    found = read(
        HEADING,
        (1.0, "Lê Đọc", 1970.0),
        (2.0, "LÊ ĐỌC", "1970"),
        (3.0, "Lê Đọc", 1981.0),
        (4.0, "Lê Đọc"),
        ("Chi hội KP9",),
        (5.0, "Lê Đọc"),
    )
    assert reasons(found) == {3: "duplicate", 5: "duplicate"}
    assert [each.line.row for each in right(found)] == [2, 4, 7]


def test_zeros_of_cards_are_those_of_the_cards_that_kept_them() -> None:
    found = right(read(HEADING, (1.0, "Lê A", None, None, 7.0), (2.0, "Lê B", None, None, "0008")))
    assert [each.card for each in found] == ["0007", "0008"]
