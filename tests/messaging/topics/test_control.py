"""How far everybody is, and reading again."""

from collections.abc import Iterator

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer

from shared.contracts.catalogue import Topic
from shared.messaging import control, topics
from shared.messaging.brokers import Brokers
from shared.telemetry.lag import Extent
from tests.support.waiting import eventually

TOPIC = Topic("registry.families", (), partitions=2)


@pytest.fixture
def brokers(kafka_bootstrap: str, kafka_prefix: str) -> Brokers:
    brokers = Brokers(kafka_bootstrap, kafka_prefix)
    topics.apply(brokers, topics=[TOPIC])
    producer = KafkaProducer(bootstrap_servers=kafka_bootstrap)
    for number in range(5):
        producer.send(brokers.named(TOPIC.name), b"%d" % number, partition=0)
    producer.close()
    return brokers


@pytest.fixture
def subscriber(brokers: Brokers) -> Iterator[KafkaConsumer]:
    """Somebody else's, having read everything."""
    consumer = KafkaConsumer(
        brokers.named(TOPIC.name),
        bootstrap_servers=brokers.bootstrap,
        group_id=brokers.named("press.reader.v1"),
        auto_offset_reset="earliest",
        metadata_max_age_ms=500,  # else one that came before the topic waits five minutes
    )
    heard: list[object] = []

    def all_read() -> bool:
        for records in consumer.poll(timeout_ms=200).values():
            heard.extend(records)
        return len(heard) == 5

    eventually(all_read, within=15)
    consumer.commit()
    yield consumer
    consumer.close()


def test_every_partition_has_its_extent(brokers: Brokers) -> None:
    assert control.extents(brokers, [TOPIC.name]) == {
        (TOPIC.name, 0): Extent(0, 5),
        (TOPIC.name, 1): Extent(0, 0),
    }


def test_a_topic_that_does_not_exist_has_no_extent(brokers: Brokers) -> None:
    assert control.extents(brokers, ["registry.nothing"]) == {}


def test_a_group_with_members_keeps_its_offsets(
    brokers: Brokers, subscriber: KafkaConsumer
) -> None:
    with pytest.raises(control.GroupInUse, match="Stable"):
        control.reset_offsets(brokers, "press.reader.v1", [TOPIC.name], to_end=False)
    assert control.committed_lag(brokers, "press.reader.v1")[TOPIC.name, 0] == 0


def test_a_group_without_members_reads_again_from_the_start(
    brokers: Brokers, subscriber: KafkaConsumer, kafka_admin: KafkaAdminClient
) -> None:
    subscriber.close()
    control.reset_offsets(brokers, "press.reader.v1", [TOPIC.name], to_end=False)
    assert control.committed_lag(brokers, "press.reader.v1")[TOPIC.name, 0] == 5
    control.reset_offsets(brokers, "press.reader.v1", [TOPIC.name], to_end=True)
    assert control.committed_lag(brokers, "press.reader.v1")[TOPIC.name, 0] == 0


def test_a_group_nobody_ever_saw_is_unknown(brokers: Brokers) -> None:
    with pytest.raises(control.GroupUnknown):
        control.reset_offsets(brokers, "press.typo.v1", [TOPIC.name], to_end=False)
