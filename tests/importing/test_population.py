"""A list of counts of places, in several layouts, and how its counts come onto the books."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from services.registry.importing.populations.kind import POPULATION
from services.registry.importing.populations.list import source
from services.registry.populations.population import PopulationStated, Source
from shared.importing.bringing import File
from shared.importing.doubts import Doubt
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.lists import judged, reasons, right
from tests.importing.register import DAY, asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

HEADINGS = ("STT", "Địa bàn", "Số hộ", "Dân số", "Số học sinh", "Tính đến ngày", "Nguồn số liệu")
WHOLE: tuple[Any, ...] = (1.0, "Phường", 810.0, "2.686", 540.0, "1/7/2025", "Công an phường")
PART: tuple[Any, ...] = (2.0, "KP 2", 200.0, 700.0, None, "nt", "12/BC-UBND")


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def test_layouts_say_the_same_in_words_of_their_own() -> None:
    one = judged(POPULATION, [HEADINGS, WHOLE, PART, ("", "Tổng cộng", 1010.0, 3386.0)])
    other = judged(
        POPULATION,
        [
            ("BẢNG THỐNG KÊ DÂN SỐ",),
            ("TT", "Mã xã", "Tên xã/phường", "Tổng số hộ dân", "Số nhân khẩu", "Người trưởng thành",
             "Người lao động", "CBCCVC"),
            (1.0, 27301.0, "Phường A", "810 hộ", "2.686 người", 1950.0, "-", 60.0),
        ],
    )  # fmt: skip
    assert [(each.place, each.counted_on, each.source, each.counts) for each in right(one)] == [
        ("Phường", date(2025, 7, 1), Source("residence-register"),
         {"inhabitants": 2686, "households": 810, "pupils": 540}),
        ("KP 2", date(2025, 7, 1), Source(document="12/BC-UBND"),
         {"inhabitants": 700, "households": 200}),
    ]  # fmt: skip
    (row,) = right(other)
    assert (row.place, row.source, row.counted_on) == ("27301", Source("own-report"), land.TODAY)
    assert row.counts == {"inhabitants": 2686, "households": 810, "adults": 1950, "officers": 60}


def test_wrong_rows_are_told_why() -> None:
    found = judged(
        POPULATION,
        [
            HEADINGS,
            (1.0, None, 110.0, 330.0, None, None, None),
            (2.0, "KP 1", 30.0, 10.0, None, None, None),
            (3.0, "KP 2", "khoảng 50", 90.0, None, None, None),
            (4.0, "KP 3", -5.0, 90.0, None, None, None),
            (5.0, "KP 4", 10.0, 30.0, None, "2025", None),
            (6.0, "KP 5", 10.0, 30.0, None, None, "nghe nói"),
            (7.0, "KP 6", None, None, None, None, "thống kê"),
            (8.0, "KP 7", 10.0, 30.0, None, None, None),
            (9.0, "kp  07", 10.0, 30.0, None, None, None),
        ],
    )
    assert reasons(found) == {
        2: ("place", False),
        3: ("count", False),
        4: ("count", True),
        5: ("count", False),
        6: ("date", True),
        7: ("source", True),
        8: ("count", False),
        10: ("duplicate", False),
    }


@pytest.mark.parametrize(
    ("said", "code"),
    [("Tổng điều tra dân số 2019", "census"), ("Chi cục Thống kê", "statistics"),
     ("Phòng Nội vụ", "home-affairs"), ("Trường TH Sen", "education"), ("census", "census")],
)  # fmt: skip
def test_sources_are_understood_in_words(said: str, code: str) -> None:
    assert source(said, land.TODAY) == Source(code)


def test_who_else_says_so_is_asked() -> None:
    with pytest.raises(Doubt) as refused:
        source("bà con", land.TODAY)
    assert refused.value.asks


async def brought(register: ServiceDoor, *lines: tuple[Any, ...], **said: Any) -> Report:
    file = File("a.xlsx", rows([*HEADINGS], *map(list, lines)))
    return await bring_in(
        counter_of(register), POPULATION, file, await asked(register, **said), str
    )


async def test_counts_are_stated_once_and_others_are_asked_about(register: ServiceDoor) -> None:
    counter, whole = counter_of(register), await asked(register)
    lines = ((*WHOLE[:1], "27301", *WHOLE[2:]), PART, (3.0, "KP 99", 1.0, 2.0))
    before = len(register.facts())
    file = File("a.xlsx", rows([*HEADINGS], *map(list, lines)))
    dry = await bring_in(rehearsal(counter), POPULATION, file, whole, str)
    assert len(register.facts()) == before
    true = await brought(register, *lines, import_id=whole.import_id)
    again = await brought(register, *lines, import_id=whole.import_id)
    parts = [await brought(register, (*each[:5], "1/7/2025", each[6])) for each in lines[:2]]
    more = await brought(register, (*PART[:4], 90.0, "1/7/2025", PART[6]), (4.0, "KP 1", 5.0, 9.0))
    other = await brought(register, (*PART[:3], 701.0, None, "1/7/2025", None))
    hidden = await brought(register, lines[0], PART, grants=OF_OTHER_COMMUNE)

    assert dry == true == again
    assert (true.rows.new, true.rows.rejected) == (2, 1)
    assert [(each.row, each.code, each.column) for each in true.errors] == [(4, "place", "B")]
    assert {name: each.right for name, each in true.sums.items()}["inhabitants"] == 3386
    assert [each.rows.unchanged for each in parts] == [1, 1]
    assert (more.rows.changed, more.rows.new) == (1, 1)
    assert [each.code for each in other.asks] == ["changed"]
    assert (hidden.rows.rejected, hidden.rows.unchanged) == (2, 0)
    stated = [each for each in register.facts() if isinstance(each, PopulationStated)]
    assert len(stated) == 5 + 1 + 2
    assert {each.counted_on for each in stated} == {date(2025, 7, 1), DAY}
