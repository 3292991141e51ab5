"""Two members of a group, joining, leaving and dying under load."""

import signal
from collections.abc import Callable

from tests.support.hearing import Hearing, publishing, running
from tests.support.listener_process import ListenerProcess

Start = Callable[..., ListenerProcess]


async def test_members_come_and_go_under_load(hearing: Hearing, start: Start) -> None:
    async with publishing(hearing):
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL):
            for member in ("one", "two"):
                leaving = start(member)
                leaving.wait_until_ready()
                await hearing.heard(len(hearing.publisher.families), within=20)
                leaving.send(number)
                leaving.wait()
    async with running(hearing.listener(member="one"), hearing.listener(member="two")):
        await hearing.caught_up(within=20)
    hearing.all_applied()
