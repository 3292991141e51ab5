"""A listener killed at each edge of a commit, and what its successor makes of it."""

import signal

import pytest

from tests.support.hearing import Hearing, publishing, running
from tests.support.listener_process import PLACES, Edge, ListenerProcess


@pytest.mark.parametrize("where", PLACES)
async def test_nothing_is_lost_or_doubled_when_it_is_killed(hearing: Hearing, where: str) -> None:
    hearing.publisher.register(2_000)
    killed = ListenerProcess(hearing.settings(batch_size=300), Edge(where, batches=3))
    try:
        assert killed.wait() == -signal.SIGKILL
    finally:
        killed.end()
    hearing.publisher.register(500)
    async with running(hearing.listener()):
        await hearing.caught_up()
    hearing.all_applied()


async def test_a_process_told_to_stop_ends_in_order_within_ten_seconds(hearing: Hearing) -> None:
    stopped = ListenerProcess(hearing.settings())
    try:
        stopped.wait_until_ready()
        async with publishing(hearing):
            await hearing.heard(1_000)
            stopped.send(signal.SIGTERM)
            assert stopped.wait(within=10) == 0
    finally:
        stopped.end()
    async with running(hearing.listener()):
        await hearing.caught_up()
    hearing.all_applied()
