"""A topic deleted and made anew: offsets begin again, and no new fact is taken for an old one."""

from collections.abc import Callable

import pytest

from tests.support.hearing import Hearing, running

Recreate = Callable[[Hearing], None]


@pytest.mark.parametrize("more", [10, 300, 3_000])
async def test_facts_of_a_topic_recreated_meanwhile_are_all_heard(
    hearing: Hearing, recreate: Recreate, more: int
) -> None:
    hearing.publisher.register(600)
    async with running(hearing.listener()):
        await hearing.heard(600)
    recreate(hearing)
    hearing.publisher.register(more)
    async with running(hearing.listener()):
        await hearing.heard(600 + more)
    hearing.all_applied()


@pytest.mark.parametrize("more", [10, 3_000])
async def test_facts_of_a_topic_recreated_under_a_running_listener_are_all_heard(
    hearing: Hearing, recreate: Recreate, more: int
) -> None:
    hearing.publisher.register(600)
    async with running(hearing.listener()):
        await hearing.heard(600)
        recreate(hearing)
        hearing.publisher.register(more)
        await hearing.heard(600 + more, within=30)
    hearing.all_applied()


async def test_facts_sent_again_to_a_recreated_topic_count_once(
    hearing: Hearing, recreate: Recreate
) -> None:
    hearing.publisher.register(600)
    async with running(hearing.listener()):
        await hearing.heard(600)
        hearing.publisher.register(100)
    recreate(hearing)
    hearing.publisher.send(hearing.publisher.families)
    hearing.publisher.register(100)
    async with running(hearing.listener()):
        await hearing.caught_up()
    hearing.all_applied()
