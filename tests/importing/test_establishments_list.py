"""A list of establishments, and how they come onto the books."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.registry.establishments.establishment import EstablishmentRegistered
from services.registry.importing.establishments.kind import ESTABLISHMENTS
from services.registry.importing.establishments.list import SHAPE, EstablishmentRow, judged
from services.registry.importing.establishments.saying import in_full, kind_said
from shared.importing.bringing import File
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.lists import understood
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Told
from shared.importing.table import Row, Sheet
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.register import asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

HEADINGS = ("STT", "Tên cơ quan, đơn vị", "Điện thoại", "Số cán bộ")


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def read(*lines: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> list[Any]:
    table = [Row(number, cells) for number, cells in enumerate((headings, *lines), 1)]
    (sheet,) = understood([Sheet("ĐVHT", table)], SHAPE)
    context = Context(land.COMMUNE, land.TODAY, land.TODAY, Hamlets({}))
    return judged(sheet.lines, context)


def kinds(found: list[Any]) -> list[str]:
    return [each.kind_code for each in found if isinstance(each, EstablishmentRow)]


def reasons(found: list[Any]) -> dict[int, tuple[str, bool]]:
    return {
        each.line.row: (getattr(each.outcome, "reason", ""), getattr(each.outcome, "asks", False))
        for each in found
        if isinstance(each, Told)
    }


@pytest.mark.parametrize(
    "headings_of_groups",
    [
        (("I", "TRƯỜNG HỌC"), ("II", "DOANH NGHIỆP")),
        (("I. Trường học",), ("II. Doanh nghiệp",)),
        (("A", "Khối giáo dục"), ("B", "Hợp tác xã, công ty")),
    ],
)
def test_the_kind_may_stand_over_the_rows(headings_of_groups: tuple[Any, Any]) -> None:
    first, second = headings_of_groups
    found = read(first, (1.0, "Trường A", None, 5.0), second, (2.0, "Công ty B", None, 7.0))
    assert kinds(found) == ["school", "enterprise"]


def test_the_kind_may_stand_in_a_column_and_is_asked_about_where_it_stands_nowhere() -> None:
    headings = ("Tên đơn vị", "Loại hình", "Điện thoại")
    found = read(("Chùa A", "Cơ sở tôn giáo", None), ("Nhà B", None, None), headings=headings)
    assert kinds(found) == ["religious"]
    assert reasons(found) == {3: ("kind", True)}


@pytest.mark.parametrize(
    ("said", "kind"),
    [("CƠ QUAN HÀNH CHÍNH, SỰ NGHIỆP", "agency"), ("Lực lượng vũ trang", "armed"),
     ("Tôn giáo", "religious"), ("HTX", "enterprise"), ("Nhóm khác", None)],
)  # fmt: skip
def test_kinds_are_understood_in_words(said: str, kind: str | None) -> None:
    assert kind_said(said) == kind


def test_a_name_written_short_is_perhaps_another() -> None:
    group = ("I", "TRƯỜNG HỌC")
    found = read(
        group,
        (1.0, "Trường Tiểu học Sen", None, 5.0),
        (2.0, "Trường TH Sen", None, 5.0),
        (3.0, "TRƯỜNG  TIỂU HỌC SEN", None, 5.0),
        (4.0, "Trường TH Súng", None, None),
    )
    assert reasons(found) == {
        4: ("duplicate", True),
        5: ("duplicate", False),
        6: ("count", True),
    }
    assert in_full("T.H.C.S Sen") == in_full("Trung học cơ sở Sen")


async def test_establishments_come_onto_the_books_once(register: ServiceDoor) -> None:
    counter, whole = counter_of(register), await asked(register)
    lines: list[list[Any]] = [
        [*HEADINGS],
        ["I", "TRƯỜNG HỌC"],
        [1, "Trường THCS Sông Quê", "028 1538 5679", 13],
        ["II", "DOANH NGHIỆP"],
        [2, "Công ty Sợi Vàng", "0752.968.261", -5],
        [3, "Công ty Chữ Đẹp", None, 25],
    ]
    file = File("a.xlsx", rows(*lines))

    dry = await bring_in(rehearsal(counter), ESTABLISHMENTS, file, whole, str)
    assert register.facts() == []
    true = await bring_in(counter, ESTABLISHMENTS, file, whole, str)
    await register.views_caught_up()
    again = await bring_in(counter, ESTABLISHMENTS, file, whole, str)
    other = await bring_in(counter, ESTABLISHMENTS, file, await asked(register), str)
    elsewhere = await asked(register, grants=OF_OTHER_COMMUNE)
    hidden = await bring_in(counter, ESTABLISHMENTS, file, elsewhere, str)

    assert dry == true == again
    assert (true.rows.new, true.rows.rejected) == (2, 1)
    assert (other.rows.new, other.rows.unchanged) == (0, 2)
    assert (hidden.rows.new, hidden.rows.unchanged, hidden.rows.rejected) == (0, 0, 3)
    facts = [each for each in register.facts() if isinstance(each, EstablishmentRegistered)]
    assert [(each.kind, each.place_id) for each in facts] == [
        ("school", land.COMMUNE),
        ("enterprise", land.COMMUNE),
    ]
