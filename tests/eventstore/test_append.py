"""Verdicts of one append: each unit stands or falls alone."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from shared.eventstore.appending.units import Decided, Halted, Lost, Submission, Unit, Used, Won
from shared.eventstore.mapper import LIMIT
from shared.eventstore.refusals import FactTooLarge
from shared.eventstore.store import Store, open_store
from tests.eventstore.building import ORIGIN, fact, key, positions, unit, versions
from tests.support.sample import FACTS
from tests.support.waiting import LOAD

Database = psycopg.Connection[Any]


async def together(store: Store, *units: Unit) -> list[Any]:
    """In one call: all are submitted before the appender takes any."""
    return await asyncio.gather(*[store.appender.submit(one) for one in units])


async def test_a_conflicting_command_loses_alone(
    store: Store, database_connection: Database
) -> None:
    taken = uuid4()
    await together(store, unit(fact(taken, 1)))
    verdicts = await together(
        store, unit(fact(uuid4(), 1)), unit(fact(taken, 1)), unit(fact(taken, 2))
    )
    assert verdicts == [Won(range(2, 3)), Lost(), Won(range(3, 4))]
    assert positions(database_connection) == [1, 2, 3]
    assert database_connection.execute("select count(*) from chain").fetchone() == (2,)


async def test_a_command_over_two_streams_is_both_or_neither(
    store: Store, database_connection: Database
) -> None:
    taken, free = uuid4(), uuid4()
    await together(store, unit(fact(taken, 1)))
    verdicts = await together(
        store, unit(fact(free, 1), fact(taken, 1)), unit(fact(free, 1), fact(taken, 2))
    )
    assert verdicts == [Lost(), Won(range(2, 4))]
    assert versions(database_connection, free) == [1]
    assert versions(database_connection, taken) == [1, 2]


async def test_of_two_for_the_same_version_in_one_call_the_first_wins(store: Store) -> None:
    stream = uuid4()
    verdicts = await together(store, unit(fact(stream, 1)), unit(fact(stream, 1)))
    assert verdicts == [Won(range(1, 2)), Lost()]


async def test_consecutive_versions_of_one_stream_go_into_one_call(
    store: Store, database_connection: Database
) -> None:
    stream = uuid4()
    await together(store, *[unit(fact(stream, version)) for version in range(1, 31)])
    assert versions(database_connection, stream) == list(range(1, 31))
    assert database_connection.execute("select count(*) from chain").fetchone() == (1,)


async def test_what_leans_on_a_loser_loses_as_well(store: Store) -> None:
    stream, taken = uuid4(), uuid4()
    await together(store, unit(fact(taken, 1)))
    verdicts = await together(
        store, unit(fact(stream, 1), fact(taken, 1)), unit(fact(stream, 2)), unit(fact(stream, 1))
    )
    assert verdicts == [Lost(), Lost(), Won(range(2, 3))]


async def test_a_version_after_a_hole_is_refused(store: Store) -> None:
    assert await together(store, unit(fact(uuid4(), 2))) == [Lost()]


async def test_a_used_key_is_recognised_by_the_log(store: Store) -> None:
    stream = uuid4()
    first = unit(fact(stream, 1), key=key("k"))
    assert await together(store, first) == [Won(range(1, 2))]
    again = unit(fact(uuid4(), 1), key=key("k"))
    assert await together(store, first, again) == [Used(), Used()]
    assert await store.first_answer(key("k")) == "done"


async def test_the_same_key_twice_at_once_is_recorded_once(
    store: Store, database_connection: Database
) -> None:
    twice = [unit(fact(uuid4(), 1), key=key("k")) for _ in range(2)]
    assert await together(store, *twice) == [Won(range(1, 2)), Used()]
    assert positions(database_connection) == [1]


async def test_a_loser_leaves_no_key_behind(store: Store) -> None:
    taken = uuid4()
    await together(store, unit(fact(taken, 1)))
    await together(store, unit(fact(taken, 1), key=key("k")))
    assert await store.first_answer(key("k")) is None


async def test_a_fact_over_the_limit_is_refused_and_hurts_nobody(store: Store) -> None:
    fitting = store.appender.submit(unit(fact(uuid4(), 1, "x" * (LIMIT - 12))))
    with pytest.raises(FactTooLarge):
        store.appender.submit(unit(fact(uuid4(), 1, "x" * (LIMIT - 11))))
    assert await fitting == Won(range(1, 2))


async def test_what_the_database_cannot_take_fails_alone(store: Store) -> None:
    bad = unit(fact(uuid4(), 1), key=key("nul \0 is no text"))
    good = unit(fact(uuid4(), 1))
    verdicts = await asyncio.gather(
        *[store.appender.submit(one) for one in (bad, good)], return_exceptions=True
    )
    assert isinstance(verdicts[0], psycopg.DataError)
    assert verdicts[1] == Won(range(1, 2))


async def test_a_halted_log_takes_nothing(store: Store, database_connection: Database) -> None:
    database_connection.execute("update log_head set halted = 'Kafka holds more'")
    assert await together(store, unit(fact(uuid4(), 1))) == [Halted("Kafka holds more")]
    database_connection.execute("update log_head set halted = null")
    assert await together(store, unit(fact(uuid4(), 1))) == [Won(range(1, 2))]


async def test_recorded_at_never_goes_back_when_the_clock_jumps(log_dsn: str) -> None:
    noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
    hours = iter([0, 1, -1, 0, 2])
    async with open_store(log_dsn, FACTS, lambda: noon + timedelta(hours=next(hours))) as store:
        for _ in range(5):
            await together(store, unit(fact(uuid4(), 1)))
        page = await store.page(0)
    assert [(r.recorded_at - noon) / timedelta(hours=1) for r in page] == [0, 1, 1, 1, 2]


async def test_an_append_wakes_listeners_once(store: Store, log_dsn: str) -> None:
    with psycopg.connect(log_dsn, autocommit=True) as listening:
        listening.execute("listen log")
        await together(store, *[unit(fact(uuid4(), 1)) for _ in range(20)])
        await together(store, unit(fact(uuid4(), 1)))
        assert len(list(listening.notifies(timeout=LOAD, stop_after=2))) == 2
        assert list(listening.notifies(timeout=0)) == []


async def test_what_was_decided_on_a_lost_unit_is_lost_though_its_version_is_next(
    store: Store,
) -> None:
    stream = uuid4()
    await together(store, unit(fact(stream, 1)))
    first = Submission(unit(fact(stream, 1)))
    second = Submission(unit(fact(stream, 2)), [first])
    judged = [store.appender.enqueue(one) for one in (first, second)]
    assert await asyncio.gather(*judged) == [Lost(), Lost()]
    later = Submission(unit(fact(stream, 2)), [second])
    assert await store.appender.enqueue(later) == Lost()
    assert first.leans_on == second.leans_on == later.leans_on == ()


async def test_what_was_decided_on_a_stream_that_changed_is_lost(store: Store) -> None:
    read = uuid4()
    await together(store, unit(fact(read, 1)))
    commands = [Decided(ORIGIN, [fact(uuid4(), 1)], only_read={read: v}) for v in (0, 1, 2)]
    verdicts = await together(store, *[Unit([command]) for command in commands])
    assert verdicts == [Lost(), Won(range(2, 3)), Lost()]
