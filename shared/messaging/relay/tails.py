"""What Kafka holds: in each partition of a topic, the last record that its owner sent."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

from shared.contracts.catalogue import Topic
from shared.contracts.envelope import Stamp, source_of
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import Unreadable, decode_headers
from shared.messaging.raw import headers_as_sent
from shared.messaging.relay.faults import PartitionsDiffer, TopicMissing

FIRST_LOOK: Final = 1
WIDER: Final = 16


@dataclass(frozen=True)
class Tail:
    """Of one partition: where it ends, and its last own record (None: there is none)."""

    end: int
    offset: int = -1
    stamp: Stamp | None = None


@dataclass(frozen=True)
class _Search:
    """Looking in [first, end) of a partition from `start` on."""

    first: int
    start: int
    tail: Tail

    def wider(self) -> "_Search":
        seen = max(self.tail.end - self.start, FIRST_LOOK)
        return replace(self, start=max(self.first, self.tail.end - seen * WIDER))


@contextmanager
def reading(brokers: Brokers, service: str, answer: float) -> Iterator["Tails"]:
    """Whoever reads the tails of a service's own topics; it joins no group."""
    consumer = Consumer(
        {
            "bootstrap.servers": brokers.bootstrap,
            "group.id": brokers.named(f"{service}.relay"),
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "auto.offset.reset": "error",
            "isolation.level": "read_uncommitted",
            "fetch.wait.max.ms": 20,
            "fetch.queue.backoff.ms": 10,
            "fetch.message.max.bytes": 1_048_576,
            "queued.max.messages.kbytes": 65_536,
        },
        logger=logging.getLogger("kafka.relay"),
    )
    try:
        yield Tails(brokers, consumer, answer)
    finally:
        consumer.close()


class Tails:
    """Made by `reading`. Raises KafkaException when Kafka does not answer in time."""

    def __init__(self, brokers: Brokers, consumer: Consumer, answer: float) -> None:
        self._brokers, self._consumer, self._answer = brokers, consumer, answer

    def of(self, topic: Topic) -> dict[int, Tail]:
        """The tail of every partition. Raises TopicMissing, PartitionsDiffer."""
        self._must_have_its_shape(topic)
        found: dict[int, Tail] = {}
        searches = {number: self._extent(topic, number) for number in range(topic.partitions)}
        while searches:
            looked = self._look(topic, searches)
            found |= {number: search.tail for number, search in looked.items()}
            searches = {
                number: search.wider()
                for number, search in looked.items()
                if search.tail.stamp is None and search.start > search.first
            }
        return found

    def _must_have_its_shape(self, topic: Topic) -> None:
        name = self._brokers.named(topic.name)
        found = self._consumer.list_topics(name, timeout=self._answer).topics[name]
        if found.error is not None:
            if found.error.code() == KafkaError.UNKNOWN_TOPIC_OR_PART:
                raise TopicMissing(f"there is no topic {topic.name}")
            raise KafkaException(found.error)
        if len(found.partitions) != topic.partitions:
            has = len(found.partitions)
            raise PartitionsDiffer(f"{topic.name} has {has} partitions, not {topic.partitions}")

    def _extent(self, topic: Topic, number: int) -> _Search:
        place = TopicPartition(self._brokers.named(topic.name), number)
        extent = self._consumer.get_watermark_offsets(place, timeout=self._answer, cached=False)
        if extent is None:
            raise KafkaException(KafkaError(KafkaError._TIMED_OUT))
        first, end = extent
        return _Search(first, max(first, end - FIRST_LOOK), Tail(end))

    def _look(self, topic: Topic, searches: dict[int, _Search]) -> dict[int, _Search]:
        """One reading of all these partitions from their starts to their ends."""
        name, looked = self._brokers.named(topic.name), dict(searches)
        self._consumer.assign([TopicPartition(name, n, s.start) for n, s in looked.items()])
        at_their_end: set[int] = set()
        end = time.monotonic() + self._answer
        while at_their_end < looked.keys():
            message = self._consumer.poll(max(0.0, end - time.monotonic()))
            if message is None:
                raise KafkaException(KafkaError(KafkaError._TIMED_OUT))
            end = time.monotonic() + self._answer
            number = int(message.partition() or 0)
            if _is_an_end(message):
                at_their_end.add(number)
            elif (stamp := _own(message, topic)) is not None:
                offset = int(message.offset() or 0)
                tail = Tail(max(looked[number].tail.end, offset + 1), offset, stamp)
                looked[number] = replace(looked[number], tail=tail)
        self._consumer.unassign()
        return looked


def _is_an_end(message: Message) -> bool:
    error = message.error()
    if error is None:
        return False
    if error.code() == KafkaError._PARTITION_EOF:
        return True
    raise KafkaException(error)


def _own(message: Message, topic: Topic) -> Stamp | None:
    """Records of others, readable or not, are passed over: listeners park them."""
    try:
        stamp = decode_headers(headers_as_sent(message))
    except (Unreadable, UnicodeDecodeError, SystemError):
        return None
    return stamp if stamp.source == source_of(topic.owner) else None
