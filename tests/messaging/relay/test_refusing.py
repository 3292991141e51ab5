"""What may not be published, and what Kafka does not take."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

from shared.contracts.envelope import Contract
from shared.contracts.funding import FundOpenedV1
from shared.contracts.registry.centres import ClassHeldV1
from shared.eventstore.facts import Recorded
from shared.messaging.control import extents
from shared.messaging.producer import LARGEST_RECORD, NotDelivered, Outgoing, Producer, TooLarge
from shared.messaging.relay import Relay
from tests.support.relaying import OUTBOX, TOPIC, Registry, relay_thread, translate
from tests.support.waiting import eventually


def foreign(recorded: Recorded[Any]) -> Sequence[Contract]:
    """Another service's event."""
    subject, day = recorded.originator_id, date(2022, 9, 1)
    return [FundOpenedV1(fund_id=subject, place_id=subject, opened_on=day)]


def twice(recorded: Recorded[Any]) -> Sequence[Contract]:
    """Two events on one topic."""
    return [*translate(recorded), *translate(recorded)]


def prose(recorded: Recorded[Any]) -> Sequence[Contract]:
    """Free text where a code belongs."""
    subject, day = recorded.originator_id, date(2022, 9, 1)
    said = {"topic_code": "Học vì tương lai", "attendances": 3, "held_on": day}
    return [ClassHeldV1(centre_id=subject, place_id=subject, class_id=subject, **said)]  # type: ignore[arg-type]


def says(relay: Relay, what: str) -> Callable[[], bool]:
    return lambda: what in (relay.unready() or "")


@pytest.mark.parametrize(
    ("outbox", "reason"),
    [
        (foreign, "does not belong on its topic"),
        (twice, "does not belong on its topic"),
        (prose, "breaks its contract"),
    ],
)
def test_a_fact_that_may_not_be_published_stops_what_is_behind_it_and_nothing_else(
    registry: Registry, outbox: Callable[[Recorded[Any]], Sequence[Contract]], reason: str
) -> None:
    registry.register(families=5)
    wrong = replace(OUTBOX, translate=lambda r: outbox(r) if r.position == 5 else translate(r))
    with relay_thread(registry.relay(outbox=wrong)) as relay:
        eventually(says(relay, "position 5, registry.family-registered.v1: vn.hieuhoc."))
        assert reason in str(relay.unready())
    assert registry.marked == 4
    assert sorted(record.stamp.sequence for record in registry.published()) == [1, 3]


def never(_waited: float) -> None:
    """Goes on waiting."""


def record(size: int) -> Outgoing:
    return Outgoing(TOPIC, b"key", bytes(size - 3), [], 1)


def test_a_record_too_large_is_found_before_any_of_its_page_is_sent(registry: Registry) -> None:
    producer = Producer(registry.brokers, "test")
    with pytest.raises(TooLarge):
        producer.send([record(10), record(LARGEST_RECORD + 1)], never)
    producer.drop()
    assert {extent.end for extent in extents(registry.brokers, [TOPIC]).values()} == {0}


def test_the_largest_record_is_taken(registry: Registry) -> None:
    producer = Producer(registry.brokers, "test")
    (landed,) = producer.send([record(LARGEST_RECORD)], never).values()
    producer.drop()
    assert [where.offset for where in landed] == [0]


def test_a_record_refused_by_the_broker_fails_its_page(registry: Registry) -> None:
    producer = Producer(registry.brokers, "test")
    with pytest.raises(NotDelivered, match="UNKNOWN_TOPIC"):
        producer.send([record(10), replace(record(10), topic="funding.funds")], never)
    producer.drop()


def test_a_record_refused_for_good_holds_everything_until_it_is_taken(
    registry: Registry, kafka_admin: KafkaAdminClient
) -> None:
    topic = registry.brokers.named(TOPIC)

    def allow(size: int) -> None:
        limit = {"max.message.bytes": str(size)}
        kafka_admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, limit)])

    allow(100)
    registry.register(families=20)
    with relay_thread(registry.relay()) as relay:
        eventually(says(relay, "Message size too large"))
        assert registry.marked == 0
        allow(1_000_000)
        eventually(registry.caught_up)
    registry.must_be_whole()
