"""What falls due: one fact for each occurrence, whatever processes and clocks do."""

import asyncio
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from shared.eventstore.due.loop import DueDays
from shared.eventstore.due.occurrence import numbers_waiting
from shared.eventstore.numbers import Numbers
from shared.telemetry.metrics import DUE_WAITING
from tests.eventstore.due_days import CREATE, REFUSED, REMINDED, Calendar, worker
from tests.support.sources import ROOT
from tests.support.waiting import eventually_async

Database = psycopg.Connection[Any]
DAY = date(2026, 3, 2)
WEEK = timedelta(days=7)


@pytest.fixture
def books_due(database_connection: Database) -> Iterator[Database]:
    database_connection.execute(CREATE)
    yield database_connection
    database_connection.execute("drop table books_due")


def falls_due(database: Database, *days: date, shelf: UUID | None = None) -> UUID:
    subject = shelf or uuid4()
    for day in days:
        database.execute("insert into books_due values (%s, %s)", [subject, day])
    return subject


def recorded(database: Database) -> Counter[tuple[UUID, str]]:
    """How often each occurrence was."""
    rows = database.execute("select stream_id, convert_from(data, 'utf8') from log").fetchall()
    return Counter((stream, text.split('"')[3]) for stream, text in rows)


def once(shelf: UUID, *days: date) -> Counter[tuple[UUID, str]]:
    return Counter((shelf, f"due {day}") for day in days)


async def test_what_is_due_today_is_done_once_and_what_is_due_tomorrow_is_not_done_yet(
    log_dsn: str, books_due: Database
) -> None:
    shelf = falls_due(books_due, DAY, DAY + timedelta(days=1))
    async with worker(log_dsn, Calendar(DAY)) as days:
        await days.round()
        await days.round()
    assert recorded(books_due) == once(shelf, DAY)


async def test_a_clock_that_jumps_over_many_days_passes_over_none_and_back_does_none_again(
    log_dsn: str, books_due: Database
) -> None:
    weekly = [DAY + n * WEEK for n in range(60)]
    shelf, clock = falls_due(books_due, *weekly), Calendar(DAY)
    async with worker(log_dsn, clock) as days:
        for day in (DAY, DAY + 59 * WEEK, DAY - WEEK, DAY + 30 * WEEK, DAY + 70 * WEEK):
            clock.day = day
            await days.round()
    assert recorded(books_due) == once(shelf, *weekly)


async def test_a_civil_day_begins_at_midnight_in_vietnam(log_dsn: str, books_due: Database) -> None:
    falls_due(books_due, DAY)
    evening = Calendar(DAY)().replace(hour=0) - timedelta(seconds=1)
    async with worker(log_dsn, lambda: evening) as days:
        await days.round()
    assert not recorded(books_due)


async def test_two_workers_at_once_and_one_started_anew_record_each_occurrence_once(
    log_dsn: str, books_due: Database
) -> None:
    shelves = [falls_due(books_due, DAY - WEEK, DAY) for _ in range(250)]
    async with worker(log_dsn, Calendar(DAY)) as one, worker(log_dsn, Calendar(DAY)) as other:
        await asyncio.gather(one.round(), other.round(), one.round())
    async with worker(log_dsn, Calendar(DAY)) as anew:
        await anew.round()
    expected = Counter[tuple[UUID, str]]()
    for shelf in shelves:
        expected += once(shelf, DAY - WEEK, DAY)
    assert recorded(books_due) == expected


async def test_a_worker_killed_once_it_recorded_records_nothing_again(
    log_dsn: str, books_due: Database
) -> None:
    shelf = falls_due(books_due, DAY, DAY + WEEK)
    doomed = [sys.executable, "-m", "tests.eventstore.due_days", log_dsn]
    killed = await asyncio.create_subprocess_exec(*doomed, DAY.isoformat(), cwd=ROOT)
    assert await killed.wait() == -signal.SIGKILL
    assert recorded(books_due) == once(shelf, DAY)
    async with worker(log_dsn, Calendar(DAY + WEEK)) as days:
        await days.round()
    assert recorded(books_due) == once(shelf, DAY, DAY + WEEK)


async def test_what_is_refused_stays_due_is_remarked_and_holds_up_nothing_else(
    log_dsn: str, books_due: Database
) -> None:
    shelves = [falls_due(books_due, DAY) for _ in range(201)]
    async with worker(log_dsn, Calendar(DAY), [REFUSED, REMINDED]) as days:
        await days.round()
        assert days.remark() == "due: 201 of book-refused refused (library.no-such-book)"
    assert set(recorded(books_due)) == {(shelf, f"due {DAY}") for shelf in shelves}
    assert waiting(log_dsn) == {"book-refused": 201.0, "book-due": 0.0}


def waiting(dsn: str, day: date = DAY) -> dict[str, float]:
    questions = numbers_waiting("library", [REFUSED, REMINDED])
    (family,) = Numbers(DUE_WAITING, dsn, Calendar(day), questions).collect()
    return {sample.labels["kind"]: sample.value for sample in family.samples}


async def test_what_waits_is_counted_while_no_worker_runs(
    log_dsn: str, books_due: Database
) -> None:
    falls_due(books_due, DAY, DAY + WEEK)
    assert waiting(log_dsn)["book-due"] == 1
    assert waiting(log_dsn, DAY + WEEK)["book-due"] == 2


async def test_it_is_remarked_that_working_days_of_the_next_year_are_not_announced(
    log_dsn: str,
) -> None:
    async with worker(log_dsn, Calendar(date(2026, 11, 1))) as days:
        assert days.remark() is None
    async with worker(log_dsn, Calendar(date(2026, 12, 1))) as days:
        assert "until 2026-12-31 only" in (days.remark() or "")


async def test_the_loop_does_it_by_itself_and_is_ready_from_then_on(
    log_dsn: str, books_due: Database
) -> None:
    shelf, stop = falls_due(books_due, DAY), asyncio.Event()
    async with worker(log_dsn, Calendar(DAY)) as days:
        assert days.unready() == "not started"
        running = asyncio.create_task(days.run(stop))
        await eventually_async(lambda: ready(days))
        stop.set()
        await running
    assert recorded(books_due) == once(shelf, DAY)


async def ready(days: DueDays) -> bool:
    return days.unready() is None
