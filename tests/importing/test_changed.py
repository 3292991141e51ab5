"""A list that says otherwise than the books of whom they have: put right where it is certain who is
meant, and asked about where it is not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.registry.families.family.facts import FamilyMoved, FamilyRegistered
from services.registry.importing.families.kind import FAMILIES
from services.registry.importing.household_members.kind import FAMILIES_WITH_MEMBERS
from services.registry.people.person import PersonalDataCorrected
from shared.importing.bringing import File
from shared.importing.kinds import Kind, Run
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from shared.vocabulary.identifiers import new_id
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows, set_a
from tests.importing.persons import HEADINGS as OF_PERSONS
from tests.importing.register import asked, counter_of, opened
from tests.importing.set_a import FILES, file_of
from tests.support import land
from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor

HEADING = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Điện thoại", "Khu phố")
HOC = ("Nguyễn Thị Học", 1980.0, "079180000001", "0900000001", "KP1")
TAP = ("Trần Văn Tập", "03/02/1970", None, "0900000002", "KP1")


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def families(*lines: tuple[object, ...]) -> File:
    numbered = ([float(n), *line] for n, line in enumerate(lines, 1))
    return File("a.xlsx", rows([*HEADING], *numbered))


def of_set_a(number: str) -> File:
    name = file_of(number)
    return File(name, (set_a() / name).read_bytes())


async def brought(
    register: ServiceDoor, file: File, run: Run | None = None, kind: Kind[Any] = FAMILIES
) -> Report:
    """Its dry run said the same."""
    whole = run or await asked(register)
    facts = register.facts()
    dry = await bring_in(rehearsal(counter_of(register)), kind, file, whole, str)
    assert register.facts() == facts
    told = await bring_in(counter_of(register), kind, file, whole, str)
    assert told == dry
    await register.views_caught_up()
    return told


def counts(report: Report) -> dict[str, int]:
    return {k: v for k, v in vars(report.rows).items() if v and k != "read"}


def later(run: Run) -> Run:
    return replace(run, on=run.on + timedelta(days=30))


async def test_a_list_sent_again_with_corrections_changes_what_it_corrects_and_nothing_else(
    register: ServiceDoor,
) -> None:
    await brought(register, of_set_a("A02"))
    before = len(register.facts())
    whole = await asked(register)
    told = await brought(register, of_set_a("A13"), whole)

    said = FILES[file_of("A13")]["totals"]
    of_rows = ("new", "changed", "unchanged")
    assert said.endswith("; ".join(f"after_A02_{n}={getattr(told.rows, n)}" for n in of_rows))
    new = register.facts()[before:]
    assert sum(isinstance(each, PersonalDataCorrected) for each in new) == 2
    assert sum(isinstance(each, FamilyRegistered) for each in new) == 1
    assert not any(isinstance(each, FamilyMoved) for each in new)
    after = register.facts()
    assert await bring_in(counter_of(register), FAMILIES, of_set_a("A13"), whole, str) == told
    assert register.facts() == after
    unchanged = await brought(register, of_set_a("A13"))
    assert counts(unchanged) == {"unchanged": 48, "rejected": 7, "ask": 2}
    assert register.facts() == after


async def told_of(register: ServiceDoor, *line: object, run: Run | None = None) -> dict[str, int]:
    return counts(await brought(register, families(line), run))


async def test_by_identity_number_all_but_another_person_is_put_right(
    register: ServiceDoor,
) -> None:
    await brought(register, families(HOC))
    name, birth, number, phone, hamlet = HOC
    typed = ("NGUYỄN  THỊ HỌC", "1980", number, "0900.000.001", "Khu phố 01")
    assert await told_of(register, *typed) == {"unchanged": 1}
    assert await told_of(register, name, None, number, None, hamlet) == {"unchanged": 1}
    assert await told_of(register, "Nguyễn Thị Hộc", None, number, phone, hamlet) == {"ask": 1}
    assert await told_of(register, "Lê Thị Hoa", "05/03/1980", number, phone, hamlet) == {"ask": 1}
    assert len(register.facts()) == 2
    for changed in (
        (name, birth, number, "0900000009", hamlet),
        (name, "05/03/1980", number, None, hamlet),
        ("Nguyễn Thị Hộc", "05/03/1980", number, None, hamlet),
    ):
        assert await told_of(register, *changed) == {"changed": 1}
        assert await told_of(register, *changed) == {"unchanged": 1}
    assert await told_of(register, "Nguyễn Thị Hộc", 1980.0, number, "0900000009", hamlet) == {
        "unchanged": 1
    }


async def test_without_a_number_who_is_the_only_one_of_that_name_birth_and_hamlet_is_meant(
    register: ServiceDoor,
) -> None:
    await brought(register, families(TAP))
    name, birth, _, _, hamlet = TAP
    assert await told_of(register, name, 1970.0, None, "0900000009", hamlet) == {"changed": 1}
    assert await told_of(register, name, None, None, "0900000008", hamlet) == {"ask": 1}
    assert await told_of(register, name, "04/02/1970", None, "0900000009", hamlet) == {"ask": 1}
    twin = (name, birth, "079070000002", "0900000003", hamlet)
    assert counts(await brought(register, families(twin))) == {"new": 1}
    assert await told_of(register, name, birth, None, "0900000007", hamlet) == {"ask": 1}


async def test_another_hamlet_is_a_move_on_the_day_of_the_list_and_on_no_earlier_one(
    register: ServiceDoor,
) -> None:
    await brought(register, families(HOC))
    elsewhere = (*HOC[:3], "0900000009", "KP2")
    assert await told_of(register, *elsewhere) == {"ask": 1}
    run = later(await asked(register))
    assert await told_of(register, *elsewhere, run=run) == {"changed": 1}
    assert await told_of(register, *elsewhere, run=run) == {"changed": 1}
    (moved,) = [each for each in register.facts() if isinstance(each, FamilyMoved)]
    assert (moved.place_id, moved.moved_on) == (land.named("Khu phố 2"), run.on)
    back = replace(later(run), import_id=new_id())
    assert await told_of(register, *HOC, run=back) == {"changed": 1}
    assert await told_of(register, *HOC) == {"unchanged": 1}


async def test_who_may_not_put_right_is_asked(register: ServiceDoor) -> None:
    await brought(register, families(HOC))
    run = replace(await asked(register), correcting=None)
    assert await told_of(register, *HOC[:3], "0900000009", "KP1", run=run) == {"ask": 1}


async def test_members_of_households_are_put_right_and_who_is_missing_stays(
    register: ServiceDoor,
) -> None:
    kind: Kind[Any] = FAMILIES_WITH_MEMBERS
    head = (1.0, "Lê Văn Học", "Chủ hộ", 1970.0, "079070000001", "KP1")
    wife = (1.0, "Trần Thị Tập", "Vợ", 1972.0, "079172000002", "KP1")
    child = (1.0, "Lê Thị Hiếu", "Con", "01/02/2010", None, "KP1")
    lines = [[*each] for each in (OF_PERSONS, head, wife, child)]
    await brought(register, File("a.xlsx", rows(*lines)), kind=kind)
    before = len(register.facts())
    born = (1.0, "Trần Thị Tập", "Vợ", "05/06/1972", "079172000002", "KP1")
    file = File("b.xlsx", rows(*[[*each] for each in (OF_PERSONS, head, born)]))
    whole = await asked(register)
    assert counts(await brought(register, file, whole, kind)) == {"changed": 1, "unchanged": 1}
    assert counts(await brought(register, file, whole, kind)) == {"changed": 1, "unchanged": 1}
    assert [type(each) for each in register.facts()[before:]] == [PersonalDataCorrected]
