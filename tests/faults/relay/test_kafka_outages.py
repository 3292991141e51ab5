"""Kafka killed, frozen or away while the relay writes."""

import asyncio
import time
from dataclasses import replace

from hieuhoc.embedded.kafka import EmbeddedKafka
from shared.messaging.relay import RelaySettings
from tests.support.relaying import FAST, Registry, relay_thread, relaying, writing
from tests.support.waiting import eventually, eventually_async

SMALL_PAGES = replace(FAST, page_facts=200)


def frozen_for(kafka: EmbeddedKafka, seconds: float) -> None:
    """The length of the freeze is the fault itself."""
    kafka.freeze()
    thaw_at = time.monotonic() + seconds
    eventually(lambda: time.monotonic() >= thaw_at, within=seconds + 5)
    kafka.thaw()


def moved_on(registry: Registry) -> None:
    marked = registry.marked
    eventually(lambda: registry.marked > marked + 100)


def test_a_broker_killed_and_restarted_under_a_writing_relay_loses_nothing(
    on_own_kafka: Registry, kafka: EmbeddedKafka
) -> None:
    registry = on_own_kafka
    with relay_thread(registry.relay(SMALL_PAGES)):
        with writing(registry):
            for _ in range(2):
                moved_on(registry)
                kafka.kill()
                kafka.start()
        eventually(registry.caught_up, within=30)
    registry.must_be_whole()


def test_a_broker_frozen_longer_than_every_timeout_loses_nothing(
    on_own_kafka: Registry, kafka: EmbeddedKafka
) -> None:
    """Each client timeout here is two seconds or less, the freeze nine."""
    registry = on_own_kafka
    with relay_thread(registry.relay(SMALL_PAGES)) as relay:
        with writing(registry):
            eventually(lambda: registry.marked > 100)
            frozen_for(kafka, 9.0)
            eventually(lambda: relay.unready() is None, within=20)
        eventually(registry.caught_up, within=30)
    registry.must_be_whole()


def test_a_frozen_broker_makes_the_relay_unready_and_does_not_keep_it_from_stopping(
    on_own_kafka: Registry, kafka: EmbeddedKafka
) -> None:
    registry = on_own_kafka
    with relay_thread(registry.relay()) as relay:
        eventually(lambda: relay.unready() is None)
        kafka.freeze()
        registry.register(families=50)
        eventually(lambda: relay.unready() is not None)
        began = time.monotonic()
    assert time.monotonic() - began < 8
    kafka.thaw()
    with relay_thread(registry.relay()):
        eventually(registry.caught_up, within=20)
    registry.must_be_whole()


async def test_a_relay_started_before_kafka_waits_for_it(
    on_own_kafka: Registry, kafka: EmbeddedKafka
) -> None:
    registry = on_own_kafka
    await registry.registered(families=10)
    kafka.stop()
    async with relaying(registry.relay(RelaySettings(answer=1.0))) as relay:
        await eventually_async(lambda: asyncio.sleep(0, "Kafka" in (relay.unready() or "")))
        await asyncio.to_thread(kafka.start)
        await eventually_async(lambda: asyncio.to_thread(registry.caught_up), within=20)
        assert relay.unready() is None
    registry.must_be_whole()
