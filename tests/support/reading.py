"""What any subscriber finds on a topic, from its beginning to its end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition

from shared.contracts.envelope import Stamp
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import decode_headers


@dataclass(frozen=True)
class Published:
    """A record as it stands on Kafka."""

    partition: int
    offset: int
    stamp: Stamp
    value: bytes


def read_topic(brokers: Brokers, topic: str) -> Iterator[Published]:
    """From the beginning to the end, as any subscriber would."""
    consumer = Consumer(
        {
            "bootstrap.servers": brokers.bootstrap,
            "group.id": brokers.named("reader"),
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "auto.offset.reset": "earliest",
            "fetch.wait.max.ms": 20,
        }
    )
    try:
        name = brokers.named(topic)
        partitions = consumer.list_topics(name, timeout=60).topics[name].partitions
        consumer.assign([TopicPartition(name, number, OFFSET_BEGINNING) for number in partitions])
        yield from _until_the_ends(consumer, len(partitions))
    finally:
        consumer.close()


def _until_the_ends(consumer: Consumer, open_partitions: int) -> Iterator[Published]:
    while open_partitions:
        message = consumer.poll(10)
        assert message is not None, "Kafka does not answer"
        if (error := message.error()) is not None:
            assert error.code() == KafkaError._PARTITION_EOF, error
            open_partitions -= 1
            continue
        headers = cast(Iterable[tuple[str, bytes | None]], message.headers() or [])
        stamp = decode_headers(list(headers))
        where = (int(message.partition() or 0), int(message.offset() or 0))
        yield Published(*where, stamp, bytes(cast(bytes, message.value())))
