"""How much there is on Kafka, and since when: what the progress metrics ask at each scrape.

Each question has clients of its own, made in milliseconds: what an earlier one paused, remembered
or failed at, and what became of a topic since, cannot change an answer.
"""

import logging
import time
from collections.abc import Collection, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from confluent_kafka import (
    Consumer,
    IsolationLevel,
    KafkaError,
    KafkaException,
    TopicCollection,
    TopicPartition,
)
from confluent_kafka.admin import AdminClient

from shared.messaging.brokers import Brokers, KafkaAway
from shared.messaging.following import Following
from shared.messaging.offsets import EARLIEST, LATEST
from shared.telemetry.lag import Extent, Partition, Question, Record

PATIENCE: Final = 2.5
"""Seconds that one question may take, over all its topics and partitions."""
GRACE: Final = 1.0
"""Seconds more until a client is believed to have forgotten the question."""


log = logging.getLogger("kafka.progress")


class KafkaEnds:
    """For use from any thread, by many at once; nothing is kept between two questions."""

    def __init__(self, brokers: Brokers) -> None:
        self._brokers = brokers

    def extents(self, topics: Collection[str]) -> dict[str, dict[int, Extent]]:
        """As `Ends` says. The end is that of our listeners, who hear what a foreign transaction
        sends as it comes (`read_uncommitted`): one left open holds nobody up."""
        if not topics:
            return {}
        asking = _Asking(AdminClient(self._brokers.client_settings(), logger=log), self._brokers)
        numbers = asking.partitions(topics)
        first, end = asking.offsets([(topic, n) for topic, some in numbers.items() for n in some])
        found = {
            topic: {n: Extent(first[topic, n], end[topic, n]) for n in some}
            for topic, some in numbers.items()
            if all((topic, n) in first and (topic, n) in end for n in some)
        }
        if not found:
            raise self._away()
        return found

    def following(self, questions: Collection[Question]) -> dict[Question, Record | None]:
        """As `Ends` says; one partition that cannot be read holds up no other."""
        if not questions:
            return {}
        try:
            with self._consumer() as consumer:
                return Following(consumer, self._brokers, PATIENCE).of(questions)
        except KafkaException:
            raise self._away() from None

    @contextmanager
    def _consumer(self) -> Iterator[Consumer]:
        consumer = Consumer(
            {
                **self._brokers.client_settings(),
                "group.id": self._brokers.named("progress"),  # never joined
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "auto.offset.reset": "error",
                "isolation.level": "read_uncommitted",
                "fetch.wait.max.ms": 10,
                "fetch.queue.backoff.ms": 1,
                "queued.min.messages": 1,
                "fetch.message.max.bytes": 262_144,
            },
            logger=log,
        )
        try:
            yield consumer
        finally:
            consumer.close()

    def _away(self) -> KafkaAway:
        return KafkaAway(f"no answer from Kafka at {self._brokers.bootstrap}")


Answer = TypeVar("Answer")


class _Asking:
    """The control plane: which partitions there are, and from where to where."""

    def __init__(self, admin: AdminClient, brokers: Brokers) -> None:
        self._admin, self._brokers = admin, brokers
        self._end = time.monotonic() + PATIENCE

    def partitions(self, topics: Collection[str]) -> dict[str, list[int]]:
        """Of the topics that were answered for; none of one that is not there."""
        names = {self._brokers.named(topic): topic for topic in topics}
        asked = self._admin.describe_topics(
            TopicCollection(list(names)), request_timeout=self._left()
        )
        found: dict[str, list[int]] = {}
        for name, answer in asked.items():
            try:
                described = self._answer(answer)
            except KafkaException as error:
                if error.args[0].code() == KafkaError.UNKNOWN_TOPIC_OR_PART:
                    found[names[name]] = []
            else:
                found[names[name]] = sorted(each.id for each in described.partitions)
        return found

    def offsets(self, places: Collection[Partition]) -> tuple[dict[Partition, int], ...]:
        """The first ones and the next ones, of those that were answered for."""
        if not places:
            return {}, {}
        named = {TopicPartition(self._brokers.named(t), n): (t, n) for t, n in places}
        asked = [
            self._admin.list_offsets(
                dict.fromkeys(named, spec),
                isolation_level=IsolationLevel.READ_UNCOMMITTED,
                request_timeout=self._left(),
            )
            for spec in (EARLIEST, LATEST)
        ]
        return tuple(
            {
                named[place]: offset
                for place, answer in answers.items()
                if (offset := self._offset(answer)) is not None
            }
            for answers in asked
        )

    def _offset(self, answer: "Future[Any]") -> int | None:
        try:
            return int(self._answer(answer).offset)
        except KafkaException:
            return None

    def _answer(self, answer: "Future[Answer]") -> Answer:
        try:
            return answer.result(max(0.0, self._end - time.monotonic()) + GRACE)
        except TimeoutError:
            raise KafkaException(KafkaError(KafkaError._TIMED_OUT)) from None

    def _left(self) -> float:
        return max(0.1, self._end - time.monotonic())
