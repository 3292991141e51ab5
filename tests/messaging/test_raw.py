"""A record as only a foreign client can send it: read, or refused with a reason, never more."""

from collections.abc import Iterator

import pytest
from confluent_kafka import Consumer, Message, TopicPartition
from kafka import KafkaProducer

from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import Reason
from shared.messaging.listener.reading.records import RecordReader, Run, hash_of
from shared.messaging.raw import headers_as_sent
from tests.support.families import FamiliesByPlace
from tests.support.waiting import eventually

TOPIC = "registry.families"
MANY = 300
"""So often is the same code run that Python takes its shortcuts."""


class NotText(str):
    """A header's name as the wire allows it."""

    def encode(self, *_: str) -> bytes:
        return b"\xff\xfe"


@pytest.fixture
def messages(kafka_bootstrap: str, kafka_prefix: str) -> Iterator[list[Message]]:
    """Many that can be read, then one with a header whose name is not text."""
    brokers = Brokers(kafka_bootstrap, kafka_prefix)
    topics.apply(brokers)
    name = brokers.named(TOPIC)
    producer = KafkaProducer(bootstrap_servers=kafka_bootstrap)
    for key in (*["x"] * MANY, NotText("x")):
        producer.send(name, b"{}", partition=0, headers=[(key, b"1")])
    producer.close()
    consumer = Consumer({"bootstrap.servers": kafka_bootstrap, "group.id": brokers.named("raw")})
    consumer.assign([TopicPartition(name, 0, 0)])
    found: list[Message] = []

    def all_read() -> bool:
        found.extend(consumer.consume(MANY, 0.1))
        return len(found) == MANY + 1

    eventually(all_read, 20)
    yield found
    consumer.close()


def test_a_listener_gives_a_name_that_is_not_text_as_its_reason_and_goes_on(
    messages: list[Message],
) -> None:
    records = RecordReader(FamiliesByPlace()).read(Run((TOPIC, 0), messages))
    assert [record.reason for record in records[MANY:]] == [Reason.HEADER_NOT_TEXT]
    assert len({hash_of(message) for message in messages}) == 2


def test_headers_are_refused_each_time_however_often_they_were_asked(
    messages: list[Message],
) -> None:
    for message in messages:
        if message is not messages[-1]:
            assert headers_as_sent(message) == [("x", b"1")]
            continue
        for _ in range(MANY):
            with pytest.raises((UnicodeDecodeError, SystemError)):
                headers_as_sent(message)
