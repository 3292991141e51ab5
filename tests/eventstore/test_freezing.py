"""A writer frozen in the middle holds the lock for a bounded time, and then has written nothing."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from shared.eventstore.appending.units import Won
from shared.eventstore.store import open_store
from shared.postgres.connections import TIMEOUTS, Timeouts
from tests.eventstore.building import fact, positions, unit
from tests.support.sample import FACTS

SHORT = Timeouts(idle_in_transaction=1.5, lock=0.3)
FROZEN = """
import sys, uuid
from datetime import UTC, datetime
import psycopg
from shared.eventstore.appending import call
from shared.postgres.connections import Timeouts, connect
from tests.eventstore.building import fact, unit

with connect(sys.argv[1], "frozen", Timeouts(idle_in_transaction=1.5)) as connection:
    one = unit(fact(uuid.uuid4(), 1))
    connection.execute(call.STATEMENT, call.parameters(uuid.uuid4(), datetime.now(UTC), [one]))
    print("holds the lock", flush=True)
    sys.stdin.readline()
    try:
        connection.commit()
    except psycopg.Error:
        print("too late", flush=True)
"""


@pytest.fixture
def writer(log_dsn: str) -> Iterator[subprocess.Popen[str]]:
    """Another process, in the middle of an append."""
    with subprocess.Popen(
        [sys.executable, "-c", FROZEN, log_dsn],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holds the lock\n"
        yield process
        process.kill()


async def test_a_writer_stopped_midway_blocks_others_for_a_bounded_time(
    log_dsn: str, writer: subprocess.Popen[str], database_connection: psycopg.Connection[Any]
) -> None:
    writer.send_signal(signal.SIGSTOP)
    async with open_store(log_dsn, FACTS, timeouts=SHORT) as store, asyncio.timeout(6):
        assert await store.appender.submit(unit(fact(uuid4(), 1))) == Won(range(1, 2))
    writer.send_signal(signal.SIGCONT)
    said, _ = await asyncio.to_thread(writer.communicate, "commit\n")
    assert said == "too late\n"
    assert positions(database_connection) == [1]


def test_without_settings_it_is_ten_seconds() -> None:
    assert TIMEOUTS.idle_in_transaction == 10.0
    assert TIMEOUTS.lock < 10.0


async def test_every_connection_has_its_timeouts(log_dsn: str) -> None:
    async with open_store(log_dsn, FACTS) as store:
        rows = await store.line.ask(
            "select current_setting('idle_in_transaction_session_timeout'),"
            " current_setting('lock_timeout'), current_setting('tcp_user_timeout'),"
            " current_setting('application_name')"
        )
    assert rows == [("10s", "5s", rows[0][2], "reader")]
