"""What Kafka holds: in each partition of a topic, the last record that its owner sent."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

from shared.contracts.catalogue import Topic
from shared.contracts.envelope import Stamp, source_of
from shared.eventstore.log.format import FORMAT, another_format
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import (
    Unreadable,
    decode_headers,
    format_of,
    has_its_identity,
    identity,
)
from shared.messaging.raw import NameNotText, headers_as_sent
from shared.messaging.relay.faults import OfAnotherFormat

Headers = list[tuple[str, bytes | None]]

LOG_ID: Final = "ce_logid"
"""Records of the first releases are without it; their id proves as much."""
FIRST_LOOK: Final = 1
WIDER: Final = 16


@dataclass(frozen=True)
class Tail:
    """Of one partition: where it ends, its last own record (None: there is none), and how many
    records behind that only say that they are ours."""

    end: int
    offset: int = -1
    stamp: Stamp | None = None
    foreign: int = 0


@dataclass(frozen=True)
class _Search:
    """Looking in [first, end) of a partition from `start` on."""

    first: int
    start: int
    tail: Tail

    def wider(self) -> "_Search":
        seen = max(self.tail.end - self.start, FIRST_LOOK)
        return replace(self, start=max(self.first, self.tail.end - seen * WIDER))


@dataclass(frozen=True)
class Looking:
    """For the records of which log, with how much patience for one answer; `alive` is called at
    each, however long all of them take."""

    log_id: UUID
    answer: float
    alive: Callable[[], None]


@contextmanager
def reading(brokers: Brokers, service: str, looking: Looking) -> Iterator["Tails"]:
    """Whoever reads the tails of a service's own topics; it joins no group."""
    consumer = Consumer(
        {
            **brokers.client_settings(),
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
        yield Tails(brokers, consumer, looking)
    finally:
        consumer.close()


class Tails:
    """Made by `reading`. Raises KafkaException when Kafka does not answer in time, OfAnotherFormat
    when what it finds of ours is of another release."""

    def __init__(self, brokers: Brokers, consumer: Consumer, looking: Looking) -> None:
        self._brokers, self._consumer, self._looking = brokers, consumer, looking
        self._answer = looking.answer

    def of(self, topic: Topic) -> dict[int, Tail]:
        """The tail of every partition."""
        found: dict[int, Tail] = {}
        searches = {number: self._extent(topic, number) for number in range(topic.partitions)}
        self._look_at_the_firsts(topic, searches)
        while searches:
            looked = self._look(topic, searches)
            found |= {number: search.tail for number, search in looked.items()}
            searches = {
                number: search.wider()
                for number, search in looked.items()
                if search.tail.stamp is None and search.start > search.first
            }
        return found

    def _extent(self, topic: Topic, number: int) -> _Search:
        place = TopicPartition(self._brokers.named(topic.name), number)
        extent = self._consumer.get_watermark_offsets(place, timeout=self._answer, cached=False)
        if extent is None:
            raise KafkaException(KafkaError(KafkaError._TIMED_OUT))
        first, end = extent
        return _Search(first, max(first, end - FIRST_LOOK), Tail(end))

    def _look_at_the_firsts(self, topic: Topic, searches: dict[int, _Search]) -> None:
        """Where more follows: records of another release may stand below ours."""
        name = self._brokers.named(topic.name)
        waiting = {n: search.first for n, search in searches.items() if search.start > search.first}
        if not waiting:
            return
        self._consumer.assign([TopicPartition(name, n, first) for n, first in waiting.items()])
        end = time.monotonic() + self._answer
        while waiting:
            message = self._polled(end)
            if waiting.pop(int(message.partition() or 0), None) is not None:
                end = time.monotonic() + self._answer
                if not _is_an_end(message):
                    self._own(message, topic)
        self._consumer.unassign()

    def _polled(self, end: float) -> Message:
        message = self._consumer.poll(max(0.0, end - time.monotonic()))
        if message is None:
            raise KafkaException(KafkaError(KafkaError._TIMED_OUT))
        self._looking.alive()
        return message

    def _look(self, topic: Topic, searches: dict[int, _Search]) -> dict[int, _Search]:
        """One reading of all these partitions from their starts to their ends."""
        name = self._brokers.named(topic.name)
        looked = {n: replace(s, tail=Tail(s.tail.end)) for n, s in searches.items()}
        self._consumer.assign([TopicPartition(name, n, s.start) for n, s in looked.items()])
        at_their_end: set[int] = set()
        end = time.monotonic() + self._answer
        while at_their_end < looked.keys():
            message = self._polled(end)
            end = time.monotonic() + self._answer
            number = int(message.partition() or 0)
            if _is_an_end(message):
                at_their_end.add(number)
            elif (own := self._own(message, topic)) is not None:
                tail = looked[number].tail
                looked[number] = replace(looked[number], tail=_behind(tail, message, own))
        self._consumer.unassign()
        return looked

    def _own(self, message: Message, topic: Topic) -> Stamp | bool | None:
        """The stamp of a record of ours; False of one that only says so. Others, readable or not,
        are passed over: listeners park them.

        What proves it is the id, made of this log's id, the place there and the type. Another's
        (a log made anew, a forger, a careless tool) was never ours, and tells nothing of a loss.
        One of ours in another format raises OfAnotherFormat.
        """
        log_id = self._looking.log_id
        try:
            headers: Headers = [(LOG_ID, str(log_id).encode()), *(headers_as_sent(message) or ())]
            stamp = decode_headers(headers)
        except (Unreadable, NameNotText):
            return None
        if stamp.source != source_of(topic.owner):
            return None
        if (found := format_of(headers)) != FORMAT and has_its_identity(stamp):
            raise OfAnotherFormat(str(another_format(f"Topic {topic.name}", found)))
        same_log = dict(headers)[LOG_ID] == str(log_id).encode()
        proven = stamp.id == identity(log_id, stamp.sequence, stamp.type)
        return stamp if same_log and proven else False


def _behind(tail: Tail, message: Message, own: Stamp | bool) -> Tail:
    """With one more record that is, or says it is, ours."""
    offset = int(message.offset() or 0)
    end = max(tail.end, offset + 1)
    if isinstance(own, Stamp):
        return Tail(end, offset, own)
    return replace(tail, end=end, foreign=tail.foreign + 1)


def _is_an_end(message: Message) -> bool:
    error = message.error()
    if error is None:
        return False
    if error.code() == KafkaError._PARTITION_EOF:
        return True
    raise KafkaException(error)
