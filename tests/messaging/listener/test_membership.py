"""Members of a group: one that has nothing to do is well, one that was thrown out ends at once."""

import asyncio
from dataclasses import replace

import pytest
from kafka import KafkaAdminClient

from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.messaging.listener import Listener, ListenerFenced, ListenerSilent
from shared.messaging.listener.reading.placing import partitions_of
from tests.support.families import TOPIC, FamiliesByPlace, family_named
from tests.support.hearing import Hearing, running
from tests.support.waiting import eventually_async


@pytest.fixture
def narrow(hearing: Hearing, kafka_admin: KafkaAdminClient) -> Hearing:
    """Its topic has one partition, as that of places has."""
    name = f"{hearing.prefix}{TOPIC}"
    kafka_admin.delete_topics([name])
    kafka_admin.create_topics({name: {"num_partitions": 1, "replication_factor": 1}})
    kafka_admin.wait_for_topics([name])
    return hearing


def register_in_the_first(narrow: Hearing, number: int) -> None:
    """Of families whose keys belong to the first of the catalogue's partitions."""
    wanted = TOPIC_BY_NAME[TOPIC].partitions
    named = (family_named(n) for n in range(1_000))
    ids = [id_ for id_ in named if partitions_of([str(id_).encode()], wanted) == [0]]
    for n in range(number):
        narrow.publisher.register_one(ids[n % 20], family_named("hamlet"))


async def ready(*listeners: Listener) -> None:
    async def all_ready() -> bool:
        return not any(listener.unready() for listener in listeners)

    await eventually_async(all_ready, within=15, message="every member is ready")


async def test_a_member_without_a_partition_is_ready_and_takes_over(narrow: Hearing) -> None:
    """Kafka gives the first by name what there is; the other idles for
    longer than its limit, until the session of the first, who left, has ended."""
    first, second = (narrow.listener(member=name, silence_limit=4) for name in ("one", "two"))
    async with running(second):
        async with running(first):
            await ready(first, second)
            register_in_the_first(narrow, 100)
            await narrow.heard(100)
        register_in_the_first(narrow, 100)
        await narrow.heard(200)
    narrow.all_applied()


async def test_a_member_whose_name_another_took_ends_at_once(hearing: Hearing) -> None:
    replaced = hearing.listener()
    running_on = asyncio.create_task(replaced.run(asyncio.Event()))
    await ready(replaced)
    async with running(hearing.listener()):
        with pytest.raises(ListenerFenced, match="fenced"):
            await asyncio.wait_for(running_on, 60)
        hearing.publisher.register(100)
        await hearing.caught_up()
    hearing.all_applied()


async def test_a_member_that_no_group_takes_in_is_silent(hearing: Hearing) -> None:
    """Kafka refuses a session as short as this one, for ever."""
    settings = replace(hearing.settings(silence_limit=2), session_timeout=0.5)
    with pytest.raises(ListenerSilent):
        await asyncio.wait_for(Listener(settings, FamiliesByPlace()).run(asyncio.Event()), 60)
