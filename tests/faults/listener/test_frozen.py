"""A listener frozen, replaced, and woken again."""

import signal
from collections.abc import Callable

from tests.support.hearing import Hearing, publishing, running
from tests.support.listener_process import Edge, ListenerProcess

Start = Callable[..., ListenerProcess]


async def test_a_frozen_member_is_replaced_and_woken_harmlessly(
    hearing: Hearing, start: Start
) -> None:
    frozen = start("one")
    frozen.wait_until_ready()
    async with publishing(hearing):
        await hearing.heard(2_000)
        frozen.send(signal.SIGSTOP)
        async with running(hearing.listener(member="two")):
            await hearing.heard(len(hearing.publisher.families) + 2_000, within=20)
            frozen.send(signal.SIGCONT)
            await hearing.heard(len(hearing.publisher.families) + 2_000, within=20)
    async with running(hearing.listener(member="two")):
        await hearing.caught_up(within=20)
    hearing.all_applied()


async def test_one_frozen_inside_its_transaction_holds_up_nobody_for_long(
    hearing: Hearing, start: Start
) -> None:
    hearing.publisher.register(1_000)
    frozen = start("one", Edge("before-commit", signal.SIGSTOP, batches=2), batch_size=300)
    await hearing.heard(1)
    async with running(hearing.listener(member="two")):
        await hearing.caught_up(within=25)
        frozen.send(signal.SIGCONT)
        hearing.publisher.register(1_000)
        await hearing.caught_up(within=20)
    assert frozen.process.poll() is None, "a session that the server ended ends no process"
    hearing.all_applied()


async def test_one_replaced_under_its_own_name_ends_when_woken(
    hearing: Hearing, start: Start
) -> None:
    frozen = start("one")
    frozen.wait_until_ready()
    frozen.send(signal.SIGSTOP)
    hearing.publisher.register(1_000)
    async with running(hearing.listener(member="one")):
        await hearing.caught_up()
        frozen.send(signal.SIGCONT)
        assert frozen.wait(within=15) == 1
        hearing.publisher.register(1_000)
        await hearing.caught_up()
    hearing.all_applied()
