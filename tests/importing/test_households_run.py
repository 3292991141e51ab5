"""Families come onto the books with their members, from a list that gives a row to each person."""

from collections.abc import AsyncIterator

import pytest

from services.registry.families.family.facts import FamilyMemberJoined
from services.registry.importing.household_members.kind import FAMILIES_WITH_MEMBERS
from shared.importing.bringing import File
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from shared.importing.summing import Sum
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.persons import HEADINGS
from tests.importing.register import asked, counter_of, opened, registered
from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor

LIST = (
    (1.0, "Trần Thị Tập", "Vợ", 1972.0, "079172000002", "KP1"),
    (1.0, "Lê Văn Học", "Chủ hộ", 1970.0, "079070000001", "KP1"),
    (1.0, "Lê Thị Hiếu", "Con", 2010.0, None, "KP1"),
    (2.0, "Phan Văn Đọc", "Chủ hộ", 1980.0, None, "KP2"),
    (2.0, "Phan Thị Viết", "Con gái", "01/02/2012", None, "KP2"),
    (3.0, "Võ Văn Không", "Con", 2001.0, None, "KP2"),
)
TOTAL = (None, "Tổng cộng: 6 người")


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def file(*more: tuple[object, ...]) -> File:
    lines = [[*each] for each in (HEADINGS, *LIST, *more)]
    return File("a.xlsx", rows(*lines))


def counts(found: Report) -> tuple[int, int, int, int]:
    return found.rows.new, found.rows.unchanged, found.rows.rejected, found.rows.ask


async def test_families_come_onto_the_books_with_their_members_and_a_dry_run_says_so(
    register: ServiceDoor,
) -> None:
    counter, whole = counter_of(register), await asked(register)
    dry = await bring_in(rehearsal(counter), FAMILIES_WITH_MEMBERS, file(TOTAL), whole, str)
    assert register.facts() == []
    true = await bring_in(counter, FAMILIES_WITH_MEMBERS, file(TOTAL), whole, str)
    again = await bring_in(counter, FAMILIES_WITH_MEMBERS, file(TOTAL), whole, str)

    assert dry == true == again
    assert counts(true) == (5, 0, 1, 0)
    assert true.sums == {"families": Sum(2, None), "people": Sum(5, 6)}
    assert len(registered(register)) == 2
    joined = [each for each in register.facts() if isinstance(each, FamilyMemberJoined)]
    assert sorted(each.relation_code for each in joined) == ["child", "child", "spouse"]


async def test_another_list_of_the_same_people_adds_who_is_new_and_nobody_twice(
    register: ServiceDoor,
) -> None:
    counter = counter_of(register)
    await bring_in(counter, FAMILIES_WITH_MEMBERS, file(), await asked(register), str)
    newborn = (1.0, "Lê Văn Út", "Con", 2024.0, None, "Khu phố 01")
    other = (2.0, "PHAN THỊ VIẾT", "Con", "02/02/2012", None, "KP2")
    lines = [list(each) for each in (HEADINGS, *LIST[:4], newborn, other)]
    found = await bring_in(
        counter, FAMILIES_WITH_MEMBERS, File("b.xlsx", rows(*lines)), await asked(register), str
    )

    assert counts(found) == (1, 4, 0, 1)
    assert [each.code for each in found.asks] == ["changed"]
    assert len(registered(register)) == 2
    joined = [each for each in register.facts() if isinstance(each, FamilyMemberJoined)]
    assert len(joined) == 4
