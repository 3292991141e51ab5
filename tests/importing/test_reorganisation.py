"""A list of what becomes of places is taken as one document, or not at all."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.registry.importing.reorganisation.kind import REORGANISATION
from services.registry.importing.reorganisation.list import MADE, NEW_PLACES, questions
from services.registry.places.changing import change_places
from services.registry.places.territory.facts import PlaceAltered, PlaceEstablished
from shared.importing.bringing import File
from shared.importing.kinds import Run
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.places import Tree
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.lists import judged, reasons, right, understood_of
from tests.importing.register import DAY, asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor
from tests.support.settled import SYSTEM

TO_COME = date(2027, 1, 1)
NUMBER = "1682/NQ-UBTVQH15"
TITLE = (f"(Kèm theo Nghị quyết số {NUMBER} ngày 16/6/2026)",)
COMES = ("Có hiệu lực thi hành kể từ ngày 01/01/2027",)
HEADINGS = (
    "STT",
    "Đơn vị trước sắp xếp",
    "Hình thức",
    "Đơn vị sau sắp xếp",
    "Mã mới",
    "Trực thuộc",
)
DISTRICT, FAR, NEAR = (land.named(each) for each in ("district", "far", "near"))
Line = tuple[Any, ...]


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        calls = (
            (land.COMMUNE, "xa", "Xã Đức Hoà"),
            (land.OTHER_COMMUNE, "phuong", "Phường Tân An"),
            (land.PROVINCE, "tinh", "Tỉnh Tây Ninh"),
        )
        named = [
            PlaceAltered(place_id, ("name", "kind"), kind, name, None, None, DAY)
            for place_id, kind, name in calls
        ]
        more = [
            PlaceEstablished(
                DISTRICT, "district", "huyen", "Huyện Cần Đước", "803", land.PROVINCE, None
            ),
            PlaceEstablished(FAR, "commune", "xa", "Xã Mỹ Lộc", "28180", DISTRICT, None),
            PlaceEstablished(NEAR, "commune", "xa", "Xã Mỹ Lộc", "28181", land.PROVINCE, None),
        ]
        await change_places(counter_of(door).transactions, [*named, *more], SYSTEM)
        yield door


def listed(*lines: Line, headings: Line = HEADINGS, over: Sequence[Line] = (TITLE, COMES)) -> File:
    return File("a.xlsx", rows(*map(list, (*over, headings, *lines))))


async def by_province(register: ServiceDoor, import_id: UUID | None = None, **said: Any) -> Run:
    who = {"grants": OF_PROVINCE, "place_id": land.PROVINCE, **said}
    return await asked(register, import_id, **who)


async def brought(register: ServiceDoor, *lines: Line, **said: Any) -> Report:
    run = await by_province(register)
    return await bring_in(counter_of(register), REORGANISATION, listed(*lines, **said), run, str)


async def tree_of(register: ServiceDoor) -> Tree:
    return await counter_of(register).places.refreshed()


def told(report: Report) -> list[tuple[int, str, str | None]]:
    return [(each.row, each.code, each.column) for each in (*report.errors, *report.asks)]


MERGED: Line = (
    1.0,
    "xã Đức Hoà và phường Tân An",
    "thành lập mới",
    "Phường Hậu Nghĩa",
    "27400",
    "",
)


async def test_a_document_is_announced_as_one_and_said_once(register: ServiceDoor) -> None:
    counter, run = counter_of(register), await by_province(register)
    before = len(register.facts())
    dry = await bring_in(rehearsal(counter), REORGANISATION, listed(MERGED), run, str)
    assert len(register.facts()) == before
    true = await bring_in(counter, REORGANISATION, listed(MERGED), run, str)
    again = await bring_in(
        counter, REORGANISATION, listed(MERGED), await by_province(register, run.import_id), str
    )
    other = await brought(register, MERGED)

    assert dry == true == again
    assert (true.rows.new, true.errors, true.asks) == (1, (), ())
    assert (other.rows.unchanged, other.errors) == (1, ())
    tree = await tree_of(register)
    made = tree.by_code("27400", TO_COME)
    assert made is not None
    there = tree.attributes(made, TO_COME)
    assert there is not None
    assert (there.level, there.kind, there.name) == ("commune", "phuong", "Phường Hậu Nghĩa")
    assert there.parent_id == land.PROVINCE
    assert not tree.in_force(land.COMMUNE, TO_COME)
    assert tree.in_force(land.COMMUNE, date(2026, 12, 31))
    assert tree.parent(land.HAMLET, TO_COME) == made, "hamlets go with their commune"


async def test_a_hole_is_told_at_its_row_and_nothing_of_the_document_is_taken(
    register: ServiceDoor,
) -> None:
    before = len(register.facts())
    lines = (
        (1.0, "xã Đức Hoà", "đổi tên", "xã Đức Hoà Thượng", None, None),
        (2.0, "một phần phường Tân An", None, "xã Đức Hoà", None, None),
    )
    run = await by_province(register)
    dry = await bring_in(rehearsal(counter_of(register)), REORGANISATION, listed(*lines), run, str)
    true = await brought(register, *lines)
    assert told(dry) == told(true)
    assert told(true) == [(4, "document", None), (5, "registry.rest-goes-nowhere", "B")]
    assert "Phường Tân An" in true.errors[1].detail
    assert len(register.facts()) == before


async def test_an_overlap_names_the_rows_as_the_sheet_counts_them(register: ServiceDoor) -> None:
    true = await brought(
        register,
        (1.0, "Phường Tân An", None, "Xã Đức Hoà", None, None),
        (2.0, "xã Mỹ Lộc (huyện Cần Đước)", None, "Xã Đức Hoà", None, None),
        (3.0, "27316", None, "Xã Mỹ Lộc (mã 28181)", None, None),
    )
    twice = "registry.goes-over-twice"
    assert told(true) == [(4, twice, "B"), (5, "document", None), (6, twice, "B")]
    assert true.errors[0].detail.startswith("Rows 4, 6 give ground of Phường Tân An twice")


async def test_a_place_that_takes_others_in_stays_and_a_part_of_another_goes_over(
    register: ServiceDoor,
) -> None:
    true = await brought(
        register,
        (1.0, "Nhập xã Mỹ Lộc (huyện Cần Đước) vào xã Đức Hoà", None, None, None, None),
        (2.0, "một phần P. Tân An", None, "X. Đức Hòa", None, None),
        (3.0, "phần còn lại của phường Tân An", "một phần", "phường Tân An", None, None),
        (4.0, "28181", "đổi tên", "xã Mỹ Lộc Bắc", None, None),
        (5.0, "Tỉnh Tây Ninh", "giữ nguyên", None, None, None),
    )
    assert (told(true), true.rows.new) == ([], 5)
    tree = await tree_of(register)
    assert not tree.in_force(FAR, TO_COME)
    assert tree.in_force(land.COMMUNE, TO_COME)
    assert tree.in_force(land.OTHER_COMMUNE, TO_COME)
    near = tree.attributes(NEAR, TO_COME)
    assert near is not None
    assert near.name == "Xã Mỹ Lộc Bắc"
    place = tree.place(FAR)
    assert place is not None
    assert [(each.place_id, each.how) for each in place.successors] == [(land.COMMUNE, "whole")]


async def test_nobody_guesses_which_place_is_meant_or_whether_one_is_made(
    register: ServiceDoor,
) -> None:
    true = await brought(
        register,
        (1.0, "xã Mỹ Lộc", None, "Xã Đức Hoà", None, None),
        (2.0, "Phường Tân An, xã Đức Hoà", None, "Phường Hậu Nghiã", None, None),
        (3.0, "xã Không Có", None, "Xã Đức Hoà", None, None),
        (4.0, "xã Mỹ Lộc (mã 27316)", None, "Xã Đức Hoà", None, None),
    )
    assert told(true) == [
        (6, "place", "B"),
        (4, "place", "B"),
        (5, "place", "D"),
        (7, "changed", "B"),
    ]
    assert true.rows.ask == 3


async def test_said_once_what_is_unknown_is_made(register: ServiceDoor) -> None:
    run = await by_province(register)
    answered = Run(run.import_id, run.place_id, run.on, run.by, {NEW_PLACES: MADE})
    line = (1.0, "Phường Tân An, xã Đức Hoà", None, "Phường Hậu Nghĩa", None, None)
    one = (2.0, "28181", None, "Xã Khác", None, None)
    file = listed(line)
    true = await bring_in(counter_of(register), REORGANISATION, file, answered, str)
    assert (true.rows.new, told(true)) == (1, [])
    alone = Run(new_id(), run.place_id, run.on, run.by, {NEW_PLACES: MADE})
    other = await bring_in(
        counter_of(register),
        REORGANISATION,
        listed(one, over=[("Nghị quyết số 9/NQ-HĐND",), COMES]),
        alone,
        str,
    )
    assert told(other) == [(4, "how", "C")], "a name of its own or another place: nobody guesses"


async def test_out_of_reach_it_is_as_if_no_such_place_were_there(register: ServiceDoor) -> None:
    run = await by_province(register, grants=OF_COMMUNE)
    before = len(register.facts())
    file = listed((1.0, "Phường Tân An", None, "Xã Đức Hoà", None, None))
    true = await bring_in(counter_of(register), REORGANISATION, file, run, str)
    nowhere = listed((1.0, "Phường Không Có", None, "Xã Đức Hoà", None, None))
    same = await bring_in(counter_of(register), REORGANISATION, nowhere, run, str)
    assert told(true) == told(same) == [(4, "place", "B")]
    assert len(register.facts()) == before


async def test_another_list_of_the_same_number_is_refused(register: ServiceDoor) -> None:
    await brought(register, MERGED)
    other = await brought(register, (1.0, "28181", "đổi tên", "Xã Mỹ Lộc Bắc", None, None))
    assert told(other) == [(4, "registry.document-otherwise", None)]


SENTENCE = (
    "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã A, thị trấn B và một phần diện tích "
    "tự nhiên, quy mô dân số của xã C thành xã mới có tên gọi là xã D."
)


def test_layouts_say_the_same_in_words_of_their_own() -> None:
    one = judged(
        REORGANISATION,
        [
            TITLE,
            COMES,
            ("STT", "Nội dung sắp xếp", "Ghi chú"),
            ("I", "Huyện Cần Đước"),
            (1.0, SENTENCE),
        ],
    )
    other = judged(
        REORGANISATION,
        [
            ("TT", "Tên xã cũ", "Hình thức", "Tên xã mới", "Số văn bản", "Ngày hiệu lực"),
            (1.0, "A, TT B", "Toàn bộ", "Xã D", f"NQ số {NUMBER}", "1/1/2027"),
            (2.0, "xã C", "Một phần", "nt", "nt", "nt"),
        ],
    )
    (paper,) = right(one)
    (table,) = right(other)
    for each in (paper, table):
        assert (each.number, each.effective_on) == (NUMBER, TO_COME)
    (change,) = paper.changes
    assert [(each.name, each.part, each.within) for each in change.before] == [
        ("xã A", False, "Huyện Cần Đước"),
        ("thị trấn B", False, "Huyện Cần Đước"),
        ("xã C", True, "Huyện Cần Đước"),
    ]
    assert (change.after, change.new, change.how) == ("xã D", True, "over")
    assert [[(each.name, each.part) for each in line.before] for line in table.changes] == [
        [("A", False), ("TT B", False)],
        [("xã C", True)],
    ]
    assert [(each.after, each.new) for each in table.changes] == [("Xã D", True)] * 2


def test_wrong_rows_are_told_why_and_the_others_wait_for_them() -> None:
    headings = ("TT", "Đơn vị cũ", "Hình thức", "Đơn vị sau sắp xếp", "Văn bản", "Ngày hiệu lực")
    whose = (NUMBER, "1/1/2027")
    found = judged(
        REORGANISATION,
        [
            headings,
            (1.0, "xã A", None, "xã B", *whose),
            (2.0, None, None, "xã B", *whose),
            (3.0, "xã C", None, None, *whose),
            (4.0, "xã D", "không rõ lắm", "xã B", *whose),
            (5.0, "một phần xã E, xã G", None, "xã B", *whose),
            (6.0, "xã H", None, "xã B", "12/NQ-HĐND", "1/1/2027"),
            (7.0, "xã K", None, "xã B", NUMBER, "2/1/2027"),
            (8.0, "xã L", None, "xã B", NUMBER, "2027"),
        ],
    )
    assert reasons(found) == {
        2: ("document", False),
        3: ("place", False),
        4: ("place", False),
        5: ("how", True),
        6: ("part", True),
        7: ("document", False),
        8: ("document", False),
        9: ("date", True),
    }
    none = judged(REORGANISATION, [headings, (1.0, "xã A", None, "xã B", None, None)])
    assert reasons(none) == {2: ("document", False)}


def test_it_is_asked_once_whether_what_is_unknown_is_made() -> None:
    def asked_of(*lines: Line) -> list[str]:
        sheet = understood_of(REORGANISATION, [TITLE, HEADINGS, *lines], "a")
        return [each.name for each in questions(sheet.lines)]

    assert asked_of((1.0, "xã A, xã B", None, "xã C", None, None)) == [NEW_PLACES]
    assert asked_of(MERGED, (2.0, "xã A", "đổi tên", "xã B", None, None)) == []
