"""Families of a list come onto the books; a dry run says the same and nothing stays of it."""

from collections import Counter as Tally
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from services.registry.importing.families.list import SHAPE, FamilyRow, judged
from services.registry.importing.families.running import taken
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context, Run
from shared.importing.reading.lists import understood
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Became
from shared.importing.sources.reading_apart import sheets_of
from shared.vocabulary.refusals import Refusal
from shared.web.counter import Counter
from tests.importing.fixtures import rows, set_a
from tests.importing.register import asked, counter_of, opened, registered
from tests.support import land
from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor

HAMLETS = Hamlets({land.HAMLET: "Khu phố 1", land.NEIGHBOUR: "Khu phố 2"})
A02 = "A02_DS hộ gia đình P12 - 2022 (1).xlsx"
HEADING = ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Điện thoại", "Khu phố"]


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def families(name: str, data: bytes) -> list[FamilyRow]:
    lines = [line for each in understood(sheets_of(name, data), SHAPE) for line in each.lines]
    found = judged(lines, Context(land.COMMUNE, land.TODAY, land.TODAY, HAMLETS))
    return [each for each in found if isinstance(each, FamilyRow)]


def listed(*lines: list[object]) -> list[FamilyRow]:
    return families("a.xlsx", rows(HEADING, *([n, *line] for n, line in enumerate(lines, 1))))


def of_set_a() -> list[FamilyRow]:
    return families(A02, (set_a() / A02).read_bytes())


async def run(counter: Counter, rows: Sequence[FamilyRow], asked: Run) -> list[Became | Refusal]:
    return [each.outcome for each in await taken(counter, rows, asked)]


NEW, CHANGED, UNCHANGED = Became.NEW, Became.CHANGED, Became.UNCHANGED
TABLES = ("select person_ref, kept_at from people order by 1", "select max(position) from log")


async def test_a_list_comes_onto_the_books_row_by_row(register: ServiceDoor) -> None:
    found = of_set_a()
    outcomes = await run(counter_of(register), found, await asked(register))

    assert Tally(outcomes) == {NEW: len(found)}
    assert len(found) == len(registered(register)) == 17
    assert "Văn" not in str(register.facts())


async def test_the_same_import_run_again_records_nothing(register: ServiceDoor) -> None:
    whole = await asked(register)
    part = await run(counter_of(register), of_set_a()[:7], whole)
    first = await run(counter_of(register), of_set_a(), whole)
    again = await run(counter_of(register), of_set_a(), whole)

    assert first[:7] == part
    assert again == first
    assert len(registered(register)) == 17
    assert register.rows("select count(*) from people") == [(17,)]


async def test_another_import_of_the_same_list_finds_it_on_the_books(register: ServiceDoor) -> None:
    await run(counter_of(register), of_set_a(), await asked(register))
    outcomes = await run(counter_of(register), of_set_a(), await asked(register))
    assert Tally(outcomes) == {UNCHANGED: 17}
    assert len(registered(register)) == 17


async def test_a_row_that_differs_from_the_books_is_put_right_or_asked_about(
    register: ServiceDoor,
) -> None:
    row = ["Nguyễn Thị Học", 1980, "079180000001", "0900000001", "KP1"]
    await run(counter_of(register), listed(row), await asked(register))
    respelled = [["NGUYỄN THỊ HỌC", "1980", "079 180 000001", "0900.000.001", "Khu phố 01"]]
    other_phone = [[*row[:3], "0900000002", "KP1"]]
    elsewhere = [[*row[:4], "KP2"]]

    for lines, said in ((respelled, UNCHANGED), (other_phone, CHANGED), (elsewhere, "changed")):
        (outcome,) = await run(counter_of(register), listed(*lines), await asked(register))
        assert getattr(outcome, "reason", outcome) == said
    assert len(registered(register)) == 1


async def test_a_dry_run_says_what_the_run_will_say_and_nothing_stays(
    register: ServiceDoor,
) -> None:
    await run(counter_of(register), of_set_a()[:5], await asked(register))
    before = [register.rows(each) for each in TABLES]

    dry = await run(rehearsal(counter_of(register)), of_set_a(), await asked(register))
    after = [register.rows(each) for each in TABLES]
    true = await run(counter_of(register), of_set_a(), await asked(register))

    assert before == after
    assert dry == true
    assert Tally(dry) == {UNCHANGED: 5, NEW: 12}


async def test_a_dry_run_meets_what_it_would_have_registered_itself(register: ServiceDoor) -> None:
    there = rehearsal(counter_of(register))
    whole = await asked(register)
    first = await run(there, of_set_a(), whole)
    again = await run(there, of_set_a(), await asked(register))

    assert {*first} == {NEW}
    assert NEW not in again
    assert registered(register) == []


async def test_rows_out_of_reach_are_refused_one_by_one(register: ServiceDoor) -> None:
    found = [replace(of_set_a()[0], place_id=land.ELSEWHERE), of_set_a()[1]]
    for counter in (rehearsal(counter_of(register)), counter_of(register)):
        outcomes = await run(counter, found, await asked(register))
        assert [getattr(each, "code", "new") for each in outcomes] == [
            "registry.place-unknown",
            "new",
        ]
