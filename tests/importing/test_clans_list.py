"""A list of clans, and how they come onto the books."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.registry.clans.clan import ClanRegistered
from services.registry.importing.clans.kind import CLANS
from services.registry.importing.clans.list import SHAPE, ClanRow, judged
from shared.importing.bringing import File
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.lists import understood
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Told
from shared.importing.summing import Sum
from shared.importing.table import Row, Sheet
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.register import asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor

HAMLETS = Hamlets({land.HAMLET: "Ấp Lộc Trung", land.NEIGHBOUR: "Ấp Lộc Hậu"})
HEADINGS = ("TT", "Dòng họ", "Ấp", "Số hộ", "Số người", "Quỹ khuyến học")


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def read(*lines: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> list[Any]:
    table = [Row(number, cells) for number, cells in enumerate((headings, *lines), 1)]
    (sheet,) = understood([Sheet("Dòng họ", table)], SHAPE)
    return judged(sheet.lines, Context(land.COMMUNE, land.TODAY, land.TODAY, HAMLETS))


def reasons(found: list[Any]) -> dict[int, tuple[str, bool]]:
    return {
        each.line.row: (getattr(each.outcome, "reason", ""), getattr(each.outcome, "asks", False))
        for each in found
        if isinstance(each, Told)
    }


def test_a_clan_is_known_by_its_name_and_its_hamlet() -> None:
    found = read(
        (1.0, "Họ Nguyễn", "Lộc Trung", 5.0, 20.0),
        (2.0, "Nguyễn", "Lộc Hậu", 5.0, 20.0),
        (3.0, "HỌ NGUYỄN", "Lộc Trung", 5.0, 20.0),
        (4.0, "Họ Nguyễn (chi 2)", "Lộc Trung", 5.0, 20.0),
    )
    assert reasons(found) == {4: ("duplicate", False)}
    names = [(each.name, each.place_id) for each in found if isinstance(each, ClanRow)]
    assert names == [
        ("Họ Nguyễn", land.HAMLET),
        ("Họ Nguyễn", land.NEIGHBOUR),
        ("Họ Nguyễn (chi 2)", land.HAMLET),
    ]


def test_a_list_without_hamlets_is_of_the_commune_and_one_with_them_says_each() -> None:
    headings = ("TT", "Tên dòng họ", "Số hộ")
    (clan,) = read((1.0, "Họ Lê", 5.0), headings=headings)
    assert clan.place_id == land.COMMUNE
    assert reasons(read((1.0, "Họ Lê", None, 5.0, 20.0))) == {2: ("place", False)}


def test_money_and_people_in_words_are_asked_about() -> None:
    found = read(
        (1.0, "Họ Lê", "Lộc Trung", 5.0, 20.0, "2tr"),
        (2.0, "Họ Võ", "Lộc Trung", 5.0, "khoảng 50", None),
        (3.0, "Họ Tô", "Lộc Trung", 50.0, 20.0, "chưa có"),
    )
    assert reasons(found) == {2: ("amount", True), 3: ("count", True), 4: ("count", False)}


async def test_clans_come_onto_the_books_once(register: ServiceDoor) -> None:
    counter, whole = counter_of(register), await asked(register)
    lines: list[list[Any]] = [
        list(HEADINGS),
        [1, "Họ Nguyễn", "Khu phố 1", 5, 20, 2_000_000],
        [2, "Họ Lê", "KP2", 7, 30, "1.000.000"],
        [3, "Họ Võ", "KP9", 7, 30],
        [None, "Cộng", None, 19, 80, 3_000_000],
    ]
    file = File("a.xlsx", rows(*lines))

    dry = await bring_in(rehearsal(counter), CLANS, file, whole, str)
    assert register.facts() == []
    true = await bring_in(counter, CLANS, file, whole, str)
    await register.views_caught_up()
    again = await bring_in(counter, CLANS, file, whole, str)
    other = await bring_in(counter, CLANS, file, await asked(register), str)

    assert dry == true == again
    assert (true.rows.new, true.rows.rejected) == (2, 1)
    assert true.sums["opening_balance"] == Sum(3_000_000, 3_000_000)
    assert (other.rows.new, other.rows.unchanged) == (0, 2)
    (first, second) = [each for each in register.facts() if isinstance(each, ClanRegistered)]
    assert (first.name, first.place_id) == ("Họ Nguyễn", land.named("Khu phố 1"))
    assert (second.name, second.place_id) == ("Họ Lê", land.named("Khu phố 2"))
