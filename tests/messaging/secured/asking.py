"""What a user may do, found by doing it."""

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, Producer, TopicPartition
from confluent_kafka.admin import AdminClient

from shared.messaging.brokers import Brokers
from tests.support.waiting import eventually

QUIET = {"log_level": 0}


def gets_in(brokers: Brokers) -> bool:
    """Whether the brokers say anything at all."""
    client = AdminClient(brokers.client_settings() | QUIET)
    try:
        return bool(client.list_topics(timeout=3).brokers)
    except KafkaException:
        return False


def writes(brokers: Brokers, topic: str) -> str | None:
    """None: the record is there; else the name of the error."""
    answers: list[KafkaError | None] = []

    def told(error: KafkaError | None, _message: Message) -> None:
        answers.append(error)

    producer = Producer(brokers.client_settings() | QUIET)
    producer.produce(brokers.named(topic), b"forged", on_delivery=told)
    producer.flush(20)
    return None if answers[0] is None else answers[0].name()


def reads(brokers: Brokers, topic: str, group: str) -> str | None:
    """None: the group was joined and a record of the first partition came."""
    consumer = Consumer(
        brokers.client_settings()
        | QUIET
        | {"group.id": brokers.named(group), "auto.offset.reset": "earliest"}
    )
    consumer.subscribe([brokers.named(topic)])
    try:
        message = eventually(lambda: consumer.poll(0.2), 20, f"an answer from {topic}")
        assert message is not None
        error = message.error()
        return None if error is None else error.name()
    finally:
        consumer.close()


def clears(brokers: Brokers, topic: str) -> str | None:
    """As a relay may have to: everything before an offset of the first partition (here, nothing).
    Who may not see the topic has no broker to ask, and another error."""
    client = AdminClient(brokers.client_settings() | QUIET)
    place = TopicPartition(brokers.named(topic), 0, 0)
    error = next(iter(client.delete_records([place]).values())).exception(20)
    return None if error is None else str(error.args[0].name())
