"""Members of a group: one that was thrown out ends at once."""

import asyncio
from dataclasses import replace

import pytest

from shared.messaging.listener import Listener, ListenerFenced, ListenerSilent
from tests.support.families import FamiliesByHamlet
from tests.support.hearing import Hearing, running
from tests.support.waiting import eventually_async


async def ready(*listeners: Listener) -> None:
    async def all_ready() -> bool:
        return not any(listener.unready() for listener in listeners)

    await eventually_async(all_ready, within=15, message="every member is ready")


async def test_a_member_whose_name_another_took_ends_at_once(hearing: Hearing) -> None:
    replaced = hearing.listener()
    running_on = asyncio.create_task(replaced.run(asyncio.Event()))
    await ready(replaced)
    async with running(hearing.listener()):
        with pytest.raises(ListenerFenced, match="fenced"):
            await asyncio.wait_for(running_on, 10)
        hearing.publisher.register(100)
        await hearing.caught_up()
    hearing.all_applied()


async def test_a_member_that_no_group_takes_in_is_silent(hearing: Hearing) -> None:
    """Kafka refuses a session as short as this one, for ever."""
    settings = replace(hearing.settings(silence_limit=2), session_timeout=0.5)
    with pytest.raises(ListenerSilent):
        await asyncio.wait_for(Listener(settings, FamiliesByHamlet()).run(asyncio.Event()), 15)
