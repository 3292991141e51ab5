"""From the log onto Kafka, while nothing goes wrong."""

import asyncio
from dataclasses import replace
from uuid import UUID

from shared.contracts.registry.families import FamilyRegisteredV1
from shared.messaging.envelope import identity
from shared.messaging.relay import Relay
from tests.support.relaying import FAST, Registry, relaying
from tests.support.waiting import eventually_async


async def caught_up(registry: Registry, within: float = 10.0) -> None:
    async def all_marked() -> bool:
        return await asyncio.to_thread(registry.caught_up)

    await eventually_async(all_marked, within=within)


async def ready(relay: Relay) -> None:
    await eventually_async(lambda: asyncio.sleep(0, relay.unready() is None))


async def test_every_published_fact_is_on_kafka_in_order(registry: Registry) -> None:
    await registry.registered(families=50, times=4)
    async with relaying(registry.relay()):
        await caught_up(registry)
    assert len(registry.published()) == 200
    registry.must_be_whole()


async def test_a_record_says_which_fact_it_is(registry: Registry) -> None:
    await registry.registered(families=1)
    async with relaying(registry.relay()):
        await caught_up(registry)
    (record,) = registry.published()
    log_id = UUID(str(registry.ask("select log_id from log_head")))
    assert record.stamp.id == identity(log_id, 1, FamilyRegisteredV1.TYPE)
    assert record.stamp.source == "urn:hieuhoc:registry"
    assert record.stamp.sequence == 1
    assert record.stamp.subject == str(registry.ask("select stream_id from log"))
    assert record.stamp.time == registry.ask("select recorded_at from log limit 1")


async def test_a_fact_that_is_not_published_is_passed_by(registry: Registry) -> None:
    await registry.registered(families=1)
    async with relaying(registry.relay()):
        await caught_up(registry)
    assert registry.marked == 2
    assert [record.stamp.sequence for record in registry.published()] == [1]


async def test_one_subject_is_in_one_partition(registry: Registry) -> None:
    await registry.registered(families=10, times=5)
    async with relaying(registry.relay()):
        await caught_up(registry)
    places = {(record.stamp.subject, record.partition) for record in registry.published()}
    assert len(places) == 10


async def test_an_append_wakes_the_relay(registry: Registry) -> None:
    async with relaying(registry.relay(replace(FAST, poll=2.0))) as relay:
        await ready(relay)
        for _ in range(5):
            await registry.registered(families=1)
            await caught_up(registry, within=1.0)


async def test_many_small_pages_are_as_good_as_one(registry: Registry) -> None:
    await registry.registered(families=30, times=3)
    async with relaying(registry.relay(replace(FAST, page_facts=7))):
        await caught_up(registry)
    registry.must_be_whole()


async def test_a_page_has_a_limit_in_bytes_but_one_fact_at_least(registry: Registry) -> None:
    await registry.registered(families=5)
    async with relaying(registry.relay(replace(FAST, page_bytes=1))):
        await caught_up(registry)
    registry.must_be_whole()


async def test_a_relay_started_again_goes_on_where_it_was(registry: Registry) -> None:
    for expected in (10, 20):
        await registry.registered(families=10)
        async with relaying(registry.relay()):
            await caught_up(registry)
        assert len(registry.published()) == expected


async def test_a_replay_sends_everything_again_under_the_same_ids(registry: Registry) -> None:
    await registry.registered(families=10)
    async with relaying(registry.relay()):
        await caught_up(registry)
        registry.run("update relay_mark set again_after = 0")
        again = registry.head // 2 + 10

        async def sent_again() -> bool:
            return len(await asyncio.to_thread(registry.published)) == again

        await eventually_async(sent_again)
    registry.must_be_whole()


async def test_only_one_of_two_relays_is_active_and_the_other_takes_over(
    registry: Registry,
) -> None:
    async with relaying(registry.relay()) as standby:
        async with relaying(registry.relay()) as active:
            await ready(active)
            await ready(standby)
            await registry.registered(families=10)
            await caught_up(registry)
        await registry.registered(families=10)
        await caught_up(registry)
    assert len(registry.published()) == 20
