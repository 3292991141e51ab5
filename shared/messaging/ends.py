"""How much there is on Kafka, and since when: what the progress metrics ask at each scrape."""

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Final, cast

from confluent_kafka import Consumer, KafkaException, Message, TopicPartition

from shared.messaging.brokers import Brokers
from shared.messaging.envelope import Unreadable, decode_headers
from shared.telemetry.progress import KafkaAway, Partition, TopicMissing

PATIENCE: Final = 3.0
"""Seconds that one question may take, over all its partitions."""


class KafkaEnds:
    """Asks with one client, which joins no group. For use from any thread, one at a time."""

    def __init__(self, brokers: Brokers) -> None:
        self._brokers = brokers
        self._client: Consumer | None = None
        self._turn = threading.Lock()

    def extents(self, topics: Sequence[str]) -> Mapping[Partition, tuple[int, int]]:
        """First and next offset of every partition. Raises KafkaAway, also for a topic that is
        not there."""
        end = time.monotonic() + PATIENCE
        with self._turn:
            try:
                return {
                    (topic, number): self._extent(topic, number, end)
                    for topic in topics
                    for number in self._partitions(topic, end)
                }
            except KafkaException:
                raise KafkaAway from None

    def recorded_at(self, offsets: Mapping[Partition, int]) -> Mapping[Partition, float]:
        """When the records at (or first after) these offsets were recorded; only those that
        could be read in time. Raises KafkaAway."""
        with self._turn:
            client = self._asked()
            try:
                client.assign(
                    [
                        TopicPartition(self._brokers.named(topic), number, offset)
                        for (topic, number), offset in offsets.items()
                    ]
                )
                return self._first_of_each(client, len(offsets))
            except KafkaException:
                raise KafkaAway from None
            finally:
                client.unassign()

    def close(self) -> None:
        with self._turn:
            if self._client is not None:
                self._client.close()
                self._client = None

    def _first_of_each(self, client: Consumer, wanted: int) -> dict[Partition, float]:
        found: dict[Partition, float] = {}
        end = time.monotonic() + PATIENCE
        while len(found) < wanted and (left := end - time.monotonic()) > 0:
            message = client.poll(left)
            if message is None or message.error() is not None:
                continue
            topic, number = str(message.topic()), int(message.partition() or 0)
            if (place := (topic.removeprefix(self._brokers.prefix), number)) not in found:
                found[place] = recorded_at(message)
                client.pause([TopicPartition(topic, number)])
        return found

    def _partitions(self, topic: str, end: float) -> list[int]:
        named = self._brokers.named(topic)
        found = self._asked().list_topics(named, timeout=_left(end)).topics[named]
        if found.error is not None or not found.partitions:
            raise TopicMissing
        return sorted(found.partitions)

    def _extent(self, topic: str, number: int, end: float) -> tuple[int, int]:
        place = TopicPartition(self._brokers.named(topic), number)
        found = self._asked().get_watermark_offsets(place, timeout=_left(end), cached=False)
        if found is None:
            raise KafkaAway
        return found

    def _asked(self) -> Consumer:
        if self._client is None:
            self._client = Consumer(
                {
                    "bootstrap.servers": self._brokers.bootstrap,
                    "group.id": self._brokers.named("progress"),  # never joined
                    "enable.auto.commit": False,
                    "auto.offset.reset": "earliest",
                    "fetch.queue.backoff.ms": 10,
                    "queued.min.messages": 1,
                    "fetch.message.max.bytes": 65_536,
                    "logger": logging.getLogger("kafka.progress"),
                }
            )
        return self._client


def recorded_at(message: Message) -> float:
    """By its own headers, else by when Kafka was given it."""
    try:
        return decode_headers(_headers(message)).time.timestamp()
    except Unreadable:
        return float(message.timestamp()[1]) / 1000


def _headers(message: Message) -> list[tuple[str, bytes | None]]:
    """confluent-kafka's own types allow more than it ever answers for a record that was read."""
    return cast(list[tuple[str, bytes | None]], message.headers() or [])


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise KafkaAway
    return left
