"""A list of places: which rows make hamlets, and what of it the books say already."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from services.registry.importing.places.kind import PLACES
from services.registry.places.changing import change_places
from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceEstablished,
    PlaceWithdrawn,
)
from shared.importing.bringing import File
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from shared.vocabulary.identifiers import new_id
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.lists import judged, reasons, right
from tests.importing.register import DAY, asked, counter_of, opened
from tests.importing.test_undoing import taken_back
from tests.importing.test_undoing_places import facts
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor
from tests.support.settled import SYSTEM

HEADINGS = ("STT", "Thôn/ấp", "Loại", "Xã", "Ngày thành lập", "Số văn bản", "Mã")
Line = tuple[Any, ...]


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        named = [
            PlaceAltered(place_id, ("name", "kind"), kind, name, None, None, DAY)
            for place_id, kind, name in (
                (land.COMMUNE, "xa", "Xã Đức Hoà"),
                (land.OTHER_COMMUNE, "phuong", "Phường Tân An"),
                (land.PROVINCE, "tinh", "Tỉnh Tây Ninh"),
            )
        ]
        await change_places(counter_of(door).transactions, named, SYSTEM)
        yield door


def said(found: list[Any]) -> list[Any]:
    return [
        (row.hamlet and row.hamlet.name, row.parent, row.since.day, row.document)
        for row in right(found)
    ]


def test_layouts_say_the_same_in_words_of_their_own() -> None:
    one = judged(
        PLACES,
        [
            ("DANH SÁCH ẤP CỦA TỈNH",),
            HEADINGS,
            ("I", "Xã Đức Hoà"),
            (1.0, "Ấp 1", None, None, "1/7/2025", "NQ số 12/NQ-HĐND ngày 5/3/2025", None),
            (2.0, "Bình Tả 2", "ấp", "X. Đức Lập", "không rõ", None, None),
            ("Phường Tân An",),
            (3.0, "KP 03", None, None, None, None, None),
        ],
    )
    other = judged(
        PLACES,
        [
            ("TT", "Tên ấp", "Mã xã", "Hiệu lực từ ngày"),
            (1.0, "01", 27301.0, date(2025, 7, 1)),
        ],
    )
    assert said(one) == [
        ("Ấp 1", "Xã Đức Hoà", date(2025, 7, 1), "12/NQ-HĐND"),
        ("Ấp Bình Tả 2", "X. Đức Lập", None, None),
        ("Khu phố 3", "Phường Tân An", land.TODAY, None),
    ]
    assert said(other) == [("Ấp 1", "27301", date(2025, 7, 1), None)]


def test_wrong_rows_are_told_why() -> None:
    found = judged(
        PLACES,
        [
            ("STT", "Đơn vị", "Loại", "Thuộc", "Từ ngày", "Văn bản", "Mã"),
            (1.0, "Bình Tả", None, "Xã A", None, None, None),
            (2.0, "Ấp 2", "khu phố", "Xã A", None, None, None),
            (3.0, "Ấp 3", None, "Xã A", "2025", None, None),
            (4.0, "Ấp 4", None, "Xã A", "31/2/2025", None, None),
            (5.0, "Ấp 5", None, "Xã A", None, None, "1234"),
            (6.0, "...", None, "Xã A", None, None, None),
            (7.0, "Ấp 7", None, "Xã A", None, None, None),
            (8.0, "ấp 07", None, "xã A", None, None, None),
            (9.0, "Ấp 7", None, "Xã B", None, None, None),
        ],
    )
    assert reasons(found) == {
        2: ("kind", True),
        3: ("kind", True),
        4: ("date", True),
        5: ("date", False),
        6: ("code", True),
        7: ("name", False),
        9: ("duplicate", False),
    }


async def brought(register: ServiceDoor, *lines: Line, **who: Any) -> Report:
    run = await asked(register, **{"grants": OF_PROVINCE, "place_id": land.PROVINCE, **who})
    file = File("a.xlsx", rows([*HEADINGS], *map(list, lines)))
    return await bring_in(counter_of(register), PLACES, file, run, str)


LINES: tuple[Line, ...] = (
    (1.0, "Ấp Mới", None, "27301", "5/8/2025", "12/NQ-HĐND", None),
    (2.0, "Khu phố 1", None, "xa Duc Hoa", None, None, None),
    (3.0, "Khu phố 9", None, "P. Tân An", "không rõ", None, None),
    (4.0, "Ấp Mới", None, "Xã Không Có", None, None, None),
    (5.0, "Ấp Lạc", None, None, None, None, None),
)


async def test_hamlets_come_into_their_communes_once_and_never_were_after_an_undo(
    register: ServiceDoor,
) -> None:
    before = len(register.facts())
    counter, import_id = counter_of(register), new_id()
    run = await asked(register, import_id, OF_PROVINCE, land.PROVINCE)
    file = File("a.xlsx", rows([*HEADINGS], *map(list, LINES)))
    dry = await bring_in(rehearsal(counter), PLACES, file, run, str)
    assert len(register.facts()) == before
    true = await brought(register, *LINES, import_id=import_id)
    again = await brought(register, *LINES, import_id=import_id)
    other = await brought(register, *LINES[:3])

    assert dry == true == again
    assert (true.rows.new, true.rows.unchanged, true.rows.rejected) == (2, 1, 2)
    assert [(each.row, each.column) for each in true.errors] == [(5, "D"), (6, "D")]
    assert (other.rows.new, other.rows.unchanged) == (0, 3)
    made = [each for each in facts(register)[-2:] if isinstance(each, PlaceEstablished)]
    assert [
        (each.name, each.parent_id, each.valid_from, each.document_number) for each in made
    ] == [
        ("Ấp Mới", land.COMMUNE, date(2025, 8, 5), "12/NQ-HĐND"),
        ("Khu phố 9", land.OTHER_COMMUNE, None, None),
    ]
    done = await taken_back(register, await asked(register, import_id, OF_PROVINCE))
    assert (done.whole, done.counts) == (True, {"place": 2})
    assert len([each for each in facts(register) if isinstance(each, PlaceWithdrawn)]) == 2
    assert (await brought(register, *LINES)).rows.new == 2


async def test_what_only_a_document_changes_is_refused_and_what_the_books_say_otherwise_is_asked(
    register: ServiceDoor,
) -> None:
    lines: tuple[Line, ...] = (
        (1.0, "Xã Đức Hoà", "xã", None, None, None, "27301"),
        (2.0, "Xã Đức Hoà Mới", "xã", None, None, None, "27301"),
        (3.0, "Phường Tân An", None, None, None, None, "27317"),
        (4.0, "Phường Tân An", None, "Xã Đức Hoà", None, None, None),
        (5.0, "Thị trấn Đông Thành", None, None, None, None, None),
        (6.0, "Khu phố 1", None, "Xã Đức Hoà", "5/8/2025", None, None),
        (7.0, "Khu phố 5", None, "Xã Đức Hoà", "1/7/2025", None, None),
        (8.0, "TINH TAY NINH", None, None, None, None, "79"),
    )
    before = len(register.facts())
    told = await brought(register, *lines)
    assert (told.rows.unchanged, told.rows.rejected, told.rows.ask) == (3, 4, 1)
    assert [(each.row, each.code) for each in told.errors] == [
        (3, "document"),
        (4, "document"),
        (5, "document"),
        (6, "place"),
    ]
    assert [each.row for each in told.asks] == [7]
    assert len(register.facts()) == before


async def test_a_former_name_of_a_hamlet_that_is_there_is_left_to_a_document(
    register: ServiceDoor,
) -> None:
    heading = ("Tên khu phố", "Tên cũ")
    run = await asked(register, grants=OF_COMMUNE)
    file = File("a.xlsx", rows([*heading], ["Khu phố 1", "Ấp Chợ"], ["Khu phố 2", "KHU PHỐ 2"]))
    told = await bring_in(counter_of(register), PLACES, file, run, str)
    assert [(each.row, each.code) for each in told.errors] == [(2, "document")]
    assert told.rows.unchanged == 1


async def test_a_commune_that_is_out_of_reach_is_as_if_it_were_not_there(
    register: ServiceDoor,
) -> None:
    before = len(register.facts())
    told = await brought(
        register,
        (1.0, "Ấp Mới", None, "27316", None, None, None),
        (2.0, "Ấp Mới", None, "Xã Không Có", None, None, None),
        (3.0, "Phường Tân An", None, None, None, None, "27316"),
        grants=OF_COMMUNE,
    )
    assert {each.code for each in told.errors} == {"place"}
    assert told.rows.rejected == 3
    assert len(register.facts()) == before
    elsewhere = await brought(register, LINES[4], grants=OF_COMMUNE, place_id=land.OTHER_COMMUNE)
    assert elsewhere.rows.rejected == 1
