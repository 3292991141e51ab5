"""Sessions of a list come onto the books of a place's centre; a dry run says the same and nothing
stays of it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from services.registry.importing.centre_sessions.kind import CENTRE_SESSIONS
from services.registry.sessions.session.facts import (
    SessionCancelled,
    SessionHeld,
    SessionPlanned,
)
from shared.importing.bringing import File, read_of
from shared.importing.kinds import Run
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows, set_a
from tests.importing.register import asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

(A10,) = (each.name for each in set_a().glob("A10*"))
HEADING = ["TT", "Ngày", "Chuyên đề", "Số lượt người dự", "Kinh phí (1.000 đồng)", "Ghi chú"]


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def with_centre(register: ServiceDoor, name: str = "Trung tâm A") -> None:
    body = {"place_id": str(land.OTHER_COMMUNE), "name": name, "established_on": "2012-05-01"}
    answer = await register.post("/centres", body, OF_OTHER_COMMUNE)
    assert answer.status_code == 201, answer.json()
    await register.views_caught_up()


def a10() -> File:
    return File(A10, (set_a() / A10).read_bytes())


def listed(*lines: Sequence[Any]) -> File:
    return File("a.xlsx", rows(HEADING, *([n, *line] for n, line in enumerate(lines, 1))))


async def brought(
    register: ServiceDoor, file: File, dry: bool = False, answers: Mapping[str, str] | None = None
) -> Report:
    counter = counter_of(register)
    lines = [line for each in await read_of(CENTRE_SESSIONS, file) for line in each.lines]
    topics = {each.name: each.guessed or "other" for each in CENTRE_SESSIONS.asks(lines)}
    run = await asked(register, grants=OF_OTHER_COMMUNE, place_id=land.OTHER_COMMUNE)
    run = replace(run, answers=topics if answers is None else {**topics, **answers})
    at = rehearsal(counter) if dry else counter
    return await bring_in(at, CENTRE_SESSIONS, file, run, str)


async def brought_as(register: ServiceDoor, file: File) -> Run:
    """As which import."""
    lines = [line for each in await read_of(CENTRE_SESSIONS, file) for line in each.lines]
    topics = {each.name: each.guessed or "other" for each in CENTRE_SESSIONS.asks(lines)}
    run = await asked(register, grants=OF_OTHER_COMMUNE, place_id=land.OTHER_COMMUNE)
    run = replace(run, answers=topics)
    await bring_in(counter_of(register), CENTRE_SESSIONS, file, run, str)
    return run


def counts(report: Report) -> tuple[int, ...]:
    rows = report.rows
    return rows.read, rows.new, rows.unchanged, rows.rejected, rows.ask


def of(register: ServiceDoor, kind: type[Any]) -> list[Any]:
    return [each for each in register.facts() if isinstance(each, kind)]


async def test_a_messy_list_comes_in_once_and_a_dry_run_says_so_before(
    register: ServiceDoor,
) -> None:
    await with_centre(register)
    before = len(register.facts())
    dry = await brought(register, a10(), dry=True)
    assert len(register.facts()) == before

    true = await brought(register, a10())
    await register.views_caught_up()
    again = await brought(register, a10())

    assert counts(dry) == counts(true) == (36, 29, 0, 4, 3)
    assert (dry.errors, dry.asks, dry.sums) == (true.errors, true.asks, true.sums)
    assert counts(again) == (36, 0, 29, 4, 3)
    held = of(register, SessionHeld)
    assert (len(held), sum(each.attendances for each in held)) == (28, 1279)
    assert sum(each.cost_dong or 0 for each in held) == 12_750_000
    (planned,), (cancelled,) = of(register, SessionPlanned), of(register, SessionCancelled)
    assert planned.planned_on == cancelled.cancelled_on
    assert planned.topic_code == "culture-and-sport"


async def test_words_that_nobody_said_the_topic_of_are_asked_about(register: ServiceDoor) -> None:
    await with_centre(register)
    line = ["5/3/2025", "Luật Đất đai năm 2024", 40, 500, None]
    own = ["6/3/2025", "Pháp luật", 41, "1.500", None]
    file = listed(line, own)
    counter = counter_of(register)
    run = await asked(register, grants=OF_OTHER_COMMUNE, place_id=land.OTHER_COMMUNE)
    found = await bring_in(counter, CENTRE_SESSIONS, file, run, str)

    assert [(each.row, each.code) for each in found.asks] == [(2, "topic")]
    assert "topic/luat dat dai nam 2024" in found.asks[0].detail
    (held,) = of(register, SessionHeld)
    assert (held.topic_code, held.cost_dong) == ("law", 1_500_000)
    wrong = {"topic/luat dat dai nam 2024": "không rõ"}
    assert (await brought(register, file, answers=wrong)).rows.ask == 1


async def test_a_session_that_the_books_say_otherwise_is_asked_about(register: ServiceDoor) -> None:
    await with_centre(register)
    line = ["5/3/2025", "Pháp luật", 40, 500, None]
    await brought(register, listed(line))
    await register.views_caught_up()
    found = await brought(register, listed(["5/3/2025", "PHÁP LUẬT", 42, 500, None]))
    both = await brought(register, listed(line, [*line[:2], 42, 500, None]))

    assert [each.code for each in found.asks] == ["changed"]
    assert [each.code for each in both.asks] == ["duplicate"]
    assert both.rows.unchanged == 1
    assert len(of(register, SessionHeld)) == 1


async def test_the_centre_of_the_place_is_taken_or_asked_for(register: ServiceDoor) -> None:
    line = ["5/3/2025", "Pháp luật", 40, 500, None]
    none = await brought(register, listed(line))
    await with_centre(register)
    await with_centre(register, "Trung tâm B")
    several = await brought(register, listed(line))
    answered = await brought(register, listed(line), answers={"centre": "trung tâm b"})

    assert [each.code for each in (*none.asks, *several.asks)] == ["centre", "centre"]
    assert answered.rows.new == 1
