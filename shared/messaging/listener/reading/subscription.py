"""The reading end of Kafka: FastStream on its confluent backend, one subscriber, one group.

Settings that look odd are each the answer to a trap that was met; see docs/architecture.md.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

from confluent_kafka import Consumer, KafkaException, Message, TopicPartition
from faststream import AckPolicy
from faststream.confluent import KafkaBroker, KafkaMessage
from faststream.confluent.message import FAKE_CONSUMER

from shared.eventstore.commands import Mark
from shared.messaging.listener.reading.client import Client, use_client
from shared.messaging.listener.reading.questions import ANSWER, Questions
from shared.messaging.listener.reading.records import Partition
from shared.messaging.listener.settings import Hearer, ListenerSettings, topics_of
from shared.messaging.refused import Refusals
from shared.postgres.own_thread import in_own_thread

OnBatch = Callable[[tuple[Message, ...]], Awaitable[None]]
OnAssign = Callable[[Consumer, list[TopicPartition]], None]

# A fast reader fills the client's queue and then sleeps this long; the client's default is 1000.
# Where a partition ends is told, for the watch.
FETCH_PAUSE = {"fetch.queue.backoff.ms": 10, "enable.partition.eof": True}
POLLING_INTERVAL = 0.02
GRACE = 4.0
LONGEST_START = 30.0

MEANINGLESS = ("Auto create topics is disabled", "CONFWARN")
"""Beginnings of what is said at each start: that topics are not made, which is meant so, and that
the producer FastStream makes beside each consumer, and we never use, ignores its settings."""


def _means_something(line: logging.LogRecord) -> bool:
    return not line.getMessage().startswith(MEANINGLESS)


for _name in ("hieuhoc.kafka", "faststream.confluent._proxy"):
    logging.getLogger(_name).addFilter(_means_something)


class Subscription:
    """Hands over batches one after the other; the next is fetched when `on_batch` is done."""

    def __init__(
        self, settings: ListenerSettings, hearer: Hearer, on_batch: OnBatch, on_assign: OnAssign
    ) -> None:
        self._prefix = settings.prefix
        self._topics = topics_of(hearer)
        self.refusals = Refusals()
        self.questions = Questions(settings.brokers, self.refusals)
        self._broker = KafkaBroker(
            settings.bootstrap,
            config=self._client_settings(settings),  # type: ignore[arg-type]  # its type misses two
            allow_auto_create_topics=False,
            apply_types=False,  # the batch is handed over as it is
            graceful_timeout=GRACE,
            logger=logging.getLogger("hieuhoc.kafka"),
            log_level=logging.DEBUG,  # of its two lines for each batch
        )
        use_client(self._broker, self.refusals)
        self._subscriber = self._broker.subscriber(
            *(f"{settings.prefix}{topic}" for topic in self._topics),
            group_id=settings.group(hearer),
            group_instance_id=settings.member or settings.service,
            batch=True,
            max_records=settings.batch_size,
            polling_interval=POLLING_INTERVAL,
            auto_offset_reset="earliest",
            isolation_level="read_uncommitted",  # a transaction left open holds nobody up
            ack_policy=AckPolicy.MANUAL,
            no_reply=True,
            on_assign=on_assign,
            session_timeout_ms=int(settings.session_timeout * 1000),
            heartbeat_interval_ms=int(settings.session_timeout * 1000 / 3),
            parser=_as_it_is,
            decoder=_raw,
        )
        self._subscriber(on_batch)

    def _client_settings(self, settings: ListenerSettings) -> dict[str, Any]:
        return settings.brokers.client_settings() | FETCH_PAUSE | {"error_cb": self.refusals}

    async def start(self) -> None:
        """Raises, with nothing left open, when the client cannot be made."""
        try:
            async with asyncio.timeout(LONGEST_START):
                await self._broker.start()
        except BaseException:
            await self._broker.stop()
            raise

    async def stop(self) -> None:
        await self._broker.stop()

    async def seek(self, partition: Partition, offset: int) -> bool:
        """False when the partition is not ours to move in (any more)."""
        consumer = self._subscriber.consumer
        if consumer is None:
            return False
        topic = f"{self._prefix}{partition[0]}"
        if isinstance(consumer, Client):
            consumer.read_to.pop((topic, partition[1]), None)
        try:
            async with asyncio.timeout(ANSWER):
                await consumer.seek(topic, partition[1], offset)
        except (KafkaException, RuntimeError, TimeoutError):
            return False
        return True

    async def pause(self, partition: Partition) -> None:
        """Nothing of it is fetched until it is resumed; what is on its way may still come."""
        await in_own_thread(self._change, Consumer.pause, [partition])

    async def resume(self, partition: Partition) -> None:
        await in_own_thread(self.resume_all, [partition])

    def resume_all(self, partitions: Sequence[Partition]) -> None:
        self._change(Consumer.resume, partitions)

    def _change(
        self,
        change: Callable[[Consumer, list[TopicPartition]], None],
        partitions: Sequence[Partition],
    ) -> None:
        places = [TopicPartition(f"{self._prefix}{topic}", n) for topic, n in partitions]
        with suppress(KafkaException, RuntimeError):  # a rebalance, or the consumer is closed
            if (consumer := self._consumer) and places:
                change(consumer, places)

    def hint(self, marks: Sequence[Mark]) -> None:
        """Tells Kafka how far we are, for lag tools; nothing depends on it. As all calls of the
        client it may wait for the client's own locks: not for the event loop."""
        offsets = [
            TopicPartition(f"{self._prefix}{mark.topic}", mark.partition, mark.offset + 1)
            for mark in marks
        ]
        with suppress(KafkaException, RuntimeError):  # a rebalance, or the consumer is closed
            if (consumer := self._consumer) and offsets:
                consumer.commit(offsets=offsets, asynchronous=True)

    def ask_refused_topics(self) -> None:
        """The client tells once of a topic it may not read: whether it still may not is asked."""
        if self.refusals.of_a_topic:
            try:
                self.questions.identities(self._topics)
            except KafkaException as error:
                self.refusals(error.args[0])
            else:
                self.refusals.forget()

    def assigned(self) -> int:
        """How many partitions are ours now: the only sign of life that a fenced member lacks."""
        with suppress(KafkaException, RuntimeError):
            if consumer := self._consumer:
                return len(consumer.assignment())
        return 0

    def fatal_error(self) -> str | None:
        """Why the client gave up for good, if it did."""
        client = self._subscriber.consumer
        return client.fatal if isinstance(client, Client) else None

    def unread(self) -> dict[Partition, int]:
        """Of our partitions, where those end that the client has not read to their end. Raises
        KafkaException or TimeoutError when nobody answers."""
        client = self._subscriber.consumer
        if not isinstance(client, Client):
            return {}
        ends = self.questions.ends(client.consumer.assignment())
        return {
            (place.topic[len(self._prefix) :], place.partition): end
            for place, end in ends.items()
            if client.read_to.get((place.topic, place.partition), -1) < end
        }

    @property
    def _consumer(self) -> Consumer | None:
        consumer = self._subscriber.consumer
        return None if consumer is None else consumer.consumer


async def _as_it_is(messages: tuple[Message, ...]) -> Any:
    """Headers are read by us, tolerantly: FastStream's parser skips a record it cannot read."""
    return KafkaMessage(
        body=b"", headers={}, raw_message=messages, consumer=FAKE_CONSUMER, is_manual=True
    )


async def _raw(message: Any) -> Any:
    return message.raw_message
