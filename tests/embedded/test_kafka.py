"""Kafka in a folder: records, topics and the address are found again."""

import socket
from collections.abc import Callable

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, Producer, TopicPartition

from hieuhoc.embedded.kafka import EmbeddedKafka, is_ready
from tests.support.servers import administrator
from tests.support.waiting import eventually

OwnKafka = Callable[[], EmbeddedKafka]
TOPIC = "places"


def write(bootstrap: str) -> None:
    with administrator(bootstrap) as admin:
        admin.create_topics([TOPIC], wait_for_metadata=True)
    producer = Producer({"bootstrap.servers": bootstrap, "acks": "all"})
    producer.produce(TOPIC, "còn đây".encode())
    assert producer.flush(10) == 0


def read(bootstrap: str) -> str:
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "nobody"})
    consumer.assign([TopicPartition(TOPIC, 0, OFFSET_BEGINNING)])
    record = consumer.poll(20)
    consumer.close()
    assert record is not None
    value = record.value()
    assert value is not None
    return value.decode()


def test_what_was_written_is_there_after_a_restart(own_kafka: OwnKafka) -> None:
    kafka = own_kafka()
    before = kafka.bootstrap
    write(before)
    after = kafka.restart()
    assert after == before
    assert read(after) == "còn đây"


def test_what_was_acknowledged_is_there_after_a_kill(own_kafka: OwnKafka) -> None:
    kafka = own_kafka()
    write(kafka.bootstrap)
    kafka.kill()
    assert read(kafka.start()) == "còn đây"


def test_a_frozen_broker_answers_nothing_until_it_is_thawed(own_kafka: OwnKafka) -> None:
    kafka = own_kafka()
    port = int(kafka.bootstrap.rsplit(":", 1)[1])
    kafka.freeze()
    eventually(lambda: not is_ready(port), message="the freeze")
    kafka.thaw()
    write(kafka.bootstrap)
    assert read(kafka.bootstrap) == "còn đây"


def test_two_brokers_of_one_machine_do_not_meet(own_kafka: OwnKafka) -> None:
    one, other = own_kafka(), own_kafka()
    write(one.bootstrap)
    with administrator(other.bootstrap) as admin:
        assert TOPIC not in admin.list_topics()


def test_a_topic_nobody_made_is_not_made_by_asking(kafka_bootstrap: str) -> None:
    failures: list[KafkaError | None] = []
    producer = Producer({"bootstrap.servers": kafka_bootstrap, "message.timeout.ms": 1000})
    producer.produce("never.made", b"x", on_delivery=lambda failure, _: failures.append(failure))
    producer.flush(10)
    assert failures[0] is not None


def test_a_port_taken_meanwhile_is_given_up_for_another(own_kafka: OwnKafka) -> None:
    kafka = own_kafka()
    before = kafka.bootstrap
    write(before)
    kafka.stop()
    with socket.create_server(("127.0.0.1", int(before.rsplit(":", 1)[1]))):
        after = kafka.start()
        assert after != before
        assert read(after) == "còn đây"
