"""Members of a list come onto the books of their association, by chapter; a dry run says the same
and nothing stays of it."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import Any

import pytest

from services.registry.importing.members.kind import MEMBERS
from services.registry.memberships.membership.facts import MembershipStarted
from shared.importing.bringing import File
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows, set_a
from tests.importing.register import asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

(A09,) = (each.name for each in set_a().glob("A09*"))
CHAPTERS = ["Chi hội Khuyến học Khu phố 1", "Chi hội KP 02", "Chi hội Khuyến học khu phố 3",
            "Chi hội Khuyến học Trường THCS Sông Quê", "Ban Khuyến học dòng họ Đặng",
            "Chi hội cơ quan Phường"]  # fmt: skip
FOUNDED = "2025-07-01"
HEADING = ["TT", "Họ và tên", "Năm sinh", "Ngày vào hội", "Chi hội"]


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def founded(register: ServiceDoor, name: str = "Hội Khuyến học phường") -> str:
    body = {"place_id": str(land.COMMUNE), "name": name, "founded_on": FOUNDED}
    answer = await register.post("/associations", body, OF_COMMUNE)
    return str(answer.json()["association_id"])


async def with_chapters(register: ServiceDoor, names: Sequence[str] = CHAPTERS) -> None:
    of = {"association_id": await founded(register), "place_id": str(land.COMMUNE)}
    for name in names:
        body = of | {"host_kind": "hamlet", "name": name, "founded_on": FOUNDED}
        answer = await register.post("/chapters", body, OF_COMMUNE)
        assert answer.status_code == 201, answer.json()
    await register.views_caught_up()


def a09() -> File:
    return File(A09, (set_a() / A09).read_bytes())


def listed(*lines: Sequence[Any]) -> File:
    return File("a.xlsx", rows(HEADING, *([n, *line] for n, line in enumerate(lines, 1))))


async def brought(register: ServiceDoor, file: File, dry: bool = False, **said: Any) -> Report:
    counter = counter_of(register)
    run = await asked(register, **said)
    return await bring_in(rehearsal(counter) if dry else counter, MEMBERS, file, run, str)


def started(register: ServiceDoor) -> list[MembershipStarted]:
    return [each for each in register.facts() if isinstance(each, MembershipStarted)]


def counts(report: Report) -> tuple[int, ...]:
    rows = report.rows
    return rows.read, rows.new, rows.unchanged, rows.rejected, rows.ask


async def test_a_messy_list_comes_in_once_and_a_dry_run_says_so_before(
    register: ServiceDoor,
) -> None:
    await with_chapters(register)
    dry = await brought(register, a09(), dry=True)
    assert started(register) == []
    assert register.rows("select count(*) from people") == [(0,)]

    true = await brought(register, a09())
    again = await brought(register, a09())

    assert counts(dry) == counts(true) == (61, 54, 0, 3, 4)
    assert (dry.errors, dry.asks, dry.sums) == (true.errors, true.asks, true.sums)
    assert counts(again) == (61, 0, 54, 3, 4)
    assert len(started(register)) == 54
    assert len({each.host_id for each in started(register)}) == 6
    assert register.rows("select count(*) from people") == [(54,)]
    assert "Văn" not in str(started(register))


async def test_the_same_import_run_again_records_nothing(register: ServiceDoor) -> None:
    await with_chapters(register)
    run = await asked(register)
    first = await bring_in(counter_of(register), MEMBERS, a09(), run, str)
    again = await bring_in(counter_of(register), MEMBERS, a09(), run, str)
    assert first == again
    assert len(started(register)) == 54


async def test_a_chapter_or_an_association_that_is_not_there_is_asked_about(
    register: ServiceDoor,
) -> None:
    line = ["Nguyễn Thị Học", 1980, None, "Chi hội KP1"]
    without = await brought(register, listed(line))
    await with_chapters(register, CHAPTERS[1:])
    elsewhere = await brought(register, listed(line))
    assert [each.code for each in (*without.asks, *elsewhere.asks)] == ["association", "chapter"]

    await founded(register, "Hội Khuyến học cơ quan")
    await register.views_caught_up()
    several = await brought(register, listed([*line[:3], "Chi hội Khu phố 2"]))
    assert [each.code for each in several.asks] == ["association"]
    said = await asked(register)
    said = type(said)(
        said.import_id, said.place_id, said.on, said.by, {"association": "hội khuyến học PHƯỜNG"}
    )
    file = listed([*line[:3], "Chi hội Khu phố 2"])
    answered = await bring_in(counter_of(register), MEMBERS, file, said, str)
    assert answered.rows.new == 1


async def test_members_begin_when_they_joined_and_not_before_their_chapter(
    register: ServiceDoor,
) -> None:
    await with_chapters(register)
    lines = [
        ["Nguyễn Thị Học", 1980, "12/7/2025", "Chi hội KP1"],
        ["Trần Văn Tập", 1980, 2011, "Chi hội KP1"],
        ["Lê Thị Đọc", 1980, None, None],
    ]
    found = await brought(register, listed(*lines))
    assert found.rows.new == 3
    days = [each.joined_on for each in started(register)]
    assert days == [date(2025, 7, 12), date(2025, 7, 1), date(2025, 8, 1)]
    assert [each.host_kind for each in started(register)] == ["hamlet", "hamlet", "association"]


async def test_a_member_whom_the_books_know_otherwise_is_asked_about(
    register: ServiceDoor,
) -> None:
    await with_chapters(register)
    await brought(register, listed(["Nguyễn Thị Học", 1980, None, "Chi hội KP1"]))
    respelled = ["NGUYỄN THỊ HỌC", "1980", None, "chi hội khu phố 01"]
    elsewhere = ["Nguyễn Thị Học", 1980, None, "Chi hội KP2"]
    namesake = ["Nguyễn Thị Học", 1991, None, "Chi hội KP1"]

    assert (await brought(register, listed(respelled))).rows.unchanged == 1
    assert [each.code for each in (await brought(register, listed(elsewhere))).asks] == ["changed"]
    assert (await brought(register, listed(namesake))).rows.new == 1


async def test_whoever_does_not_have_the_place_learns_of_no_association(
    register: ServiceDoor,
) -> None:
    line = ["Nguyễn Thị Học", 1980, None, "Chi hội KP1"]
    nothing = await brought(register, listed(line), grants=OF_OTHER_COMMUNE)
    await with_chapters(register)
    found = await brought(register, listed(line), grants=OF_OTHER_COMMUNE)
    assert (found.rows, found.asks) == (nothing.rows, nothing.asks)
    assert started(register) == []
