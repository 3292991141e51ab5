"""Deliveries handed to the channel, exactly once in effect."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from prometheus_client import REGISTRY
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from structlog.testing import capture_logs

from services.notifications.channels.dispatcher import Dispatcher
from services.notifications.channels.file import FileChannel
from services.notifications.main import CARDS
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.eventstore.views import Projector
from shared.postgres.connections import pool
from tests.notifications.events import awarded, recognised, request
from tests.notifications.sending import MAPPER, OUTCOMES, Sending, names
from tests.support.hearing import running
from tests.support.rebuilding import rebuild
from tests.support.sources import ROOT

ASKED = [*(request(recognised(n)) for n in range(3)), *(request(awarded(n)) for n in range(2))]


def counted(outcome: str) -> float:
    labels = {"channel": "file", "outcome": outcome}
    return REGISTRY.get_sample_value("hieuhoc_notifications_total", labels) or 0.0


async def test_every_delivery_becomes_one_file_and_is_counted(sending: Sending) -> None:
    before = counted("accepted")
    await sending.request(ASKED)
    async with sending.dispatching() as dispatcher:
        await sending.settled(len(ASKED))
        await sending.ready(dispatcher)
    assert set(sending.messages()) == names(ASKED)
    assert counted("accepted") - before == len(ASKED)


async def test_a_dispatcher_killed_after_the_file_and_before_the_fact_harms_nothing(
    sending: Sending,
) -> None:
    await sending.request(ASKED)
    for _ in range(2):
        doomed = [sys.executable, "-m", "tests.notifications.killed_dispatcher"]
        killed = await asyncio.create_subprocess_exec(
            *doomed, sending.dsn, sending.folder, cwd=ROOT
        )
        assert await killed.wait() == -signal.SIGKILL
    (sent,) = sending.written().items()
    assert sending.count(OUTCOMES) == 0
    async with sending.dispatching():
        await sending.settled(len(ASKED))
    assert set(sending.messages()) == names(ASKED)
    assert sent in sending.written().items()


async def test_a_view_filled_anew_equals_the_live_one_and_sends_nothing_again(
    sending: Sending,
) -> None:
    await sending.request(ASKED)
    async with sending.dispatching():
        await sending.settled(len(ASKED))
    with psycopg.connect(sending.dsn, autocommit=True) as connection:
        (table,) = rebuild(connection, MAPPER, CARDS.views[0], ["deliveries_v1"])
    assert table.before == table.after
    assert table.after.rows == len(ASKED)


async def test_a_view_that_lags_behind_sends_nothing_again(sending: Sending) -> None:
    await sending.request(ASKED)
    async with sending.dispatching():
        await sending.settled(len(ASKED))
    for file in sending.folder.iterdir():
        file.unlink()
    with psycopg.connect(sending.dsn) as connection:
        connection.execute("update deliveries_v1 set status = 'requested', settled_at = null")
    another = request(recognised(9))
    await sending.request([another])
    async with sending.dispatching():
        await sending.recorded(len(ASKED) + 1)
    assert set(sending.messages()) == names([another])


async def test_two_dispatchers_send_each_message_once(sending: Sending) -> None:
    many = [request(recognised(n)) for n in range(300)]
    await sending.request(many)
    async with sending.dispatching(), sending.dispatching():
        await sending.settled(len(many))
    assert set(sending.messages()) == names(many)


async def test_messages_wait_for_a_folder_that_cannot_be_written(sending: Sending) -> None:
    retried = counted("retried")
    async with sending.dispatching() as dispatcher:
        await sending.ready(dispatcher)
        sending.folder.rmdir()
        sending.folder.write_text("in the way")
        await sending.request(ASKED)
        await sending.held_up(dispatcher)
        sending.folder.unlink()
        await sending.settled(len(ASKED))
    assert set(sending.messages()) == names(ASKED)
    assert counted("retried") > retried


def in_the_way(folder: Path) -> Path:
    folder.write_text("a file where the folder is to be")
    return folder


def under_a_file(folder: Path) -> Path:
    folder.write_text("a file where a folder is to be")
    return folder / "messages"


def linked_in_a_circle(folder: Path) -> Path:
    folder.symlink_to(folder)
    return folder


def where_nobody_may_write(folder: Path) -> Path:
    folder.symlink_to("/proc/self/fdinfo")  # not even root
    return folder


HINDRANCES = [in_the_way, under_a_file, linked_in_a_circle, where_nobody_may_write]


@pytest.mark.parametrize("hindered", HINDRANCES)
async def test_a_folder_that_takes_nothing_is_known_before_the_first_message(
    hindered: Callable[[Path], Path], sending: Sending
) -> None:
    """It is said with the folder's name, and once; put right, the dispatcher goes on by itself."""
    folder = hindered(sending.folder)
    with capture_logs() as lines:
        async with sending.dispatching(FileChannel(folder)) as dispatcher:
            await sending.held_up(dispatcher)
            assert str(folder) in str(dispatcher.unready())
            sending.folder.unlink()
            await sending.ready(dispatcher)
    waits = [line for line in lines if line["event"] == "messages wait"]
    assert len(waits) == 1
    assert not list(folder.iterdir())


class Ending:
    """A pool whose first connection is idle in a transaction for too long: PostgreSQL ends it."""

    def __init__(self, dsn: str, connections: AsyncConnectionPool[Any]) -> None:
        self._dsn, self._connections = dsn, connections
        self.ended = False

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection[Any]]:
        async with self._connections.connection() as connection:
            if not self.ended:
                await connection.execute("set idle_in_transaction_session_timeout = 50")
                await self._gone(connection.info.backend_pid)
                self.ended = True
            yield connection

    async def _gone(self, pid: int) -> None:
        alive = "select from pg_stat_activity where pid = %s"
        async with await AsyncConnection.connect(self._dsn, autocommit=True) as watching:
            while await (await watching.execute(alive, [pid])).fetchall():
                pass


async def test_a_session_that_postgresql_ended_is_begun_again(sending: Sending) -> None:
    await sending.request(ASKED)
    async with (
        open_store(sending.dsn, CARDS.facts) as store,
        pool(sending.dsn, "test") as connections,
    ):
        ending = Ending(sending.dsn, connections)
        channel = FileChannel(sending.folder)
        dispatcher = Dispatcher(Transactions(store), ending, channel)
        async with running(dispatcher, Projector(sending.dsn, MAPPER, CARDS.views, poll=0.1)):
            await sending.settled(len(ASKED))
    assert ending.ended
    assert set(sending.messages()) == names(ASKED)
