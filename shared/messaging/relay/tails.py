"""What Kafka holds: in each partition of a topic, the last record that its owner sent."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from confluent_kafka import (
    OFFSET_BEGINNING,
    OFFSET_END,
    Consumer,
    KafkaError,
    KafkaException,
    Message,
    TopicPartition,
)

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
from shared.messaging.producer import Partition
from shared.messaging.raw import NameNotText, headers_as_sent
from shared.messaging.relay.faults import OfAnotherFormat

Headers = list[tuple[str, bytes | None]]
Place = tuple[str, int]
"""A partition by its topic's name as Kafka knows it, with the prefix."""

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
    """Looking in [first, end) of a partition of `topic` from `start` on."""

    topic: Topic
    first: int
    start: int
    tail: Tail

    @property
    def is_empty(self) -> bool:
        """There is no record to look at."""
        return self.first == self.tail.end

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

    def of(self, topics: Sequence[Topic]) -> dict[Partition, Tail]:
        """The tail of every partition, all asked for together: one more topic costs a relay no
        time, and a takeover waits for this."""
        extents = self._extents(topics)
        found = {place: each.tail for place, each in extents.items() if each.is_empty}
        searches = {place: each for place, each in extents.items() if not each.is_empty}
        self._look_at_the_firsts(searches)
        while searches:
            looked = self._look(searches)
            found |= {place: search.tail for place, search in looked.items()}
            searches = {
                place: search.wider()
                for place, search in looked.items()
                if search.tail.stamp is None and search.start > search.first
            }
        return {(extents[place].topic.name, place[1]): tail for place, tail in found.items()}

    def _extents(self, topics: Sequence[Topic]) -> dict[Place, _Search]:
        firsts = self._offsets(topics, OFFSET_BEGINNING)
        ends = self._offsets(topics, OFFSET_END)
        return {
            (name, number): _Search(
                topic,
                firsts[name, number],
                max(firsts[name, number], ends[name, number] - FIRST_LOOK),
                Tail(ends[name, number]),
            )
            for topic in topics
            for name in [self._brokers.named(topic.name)]
            for number in range(topic.partitions)
        }

    def _offsets(self, topics: Sequence[Topic], which: int) -> dict[Place, int]:
        """Kafka answers a time of -2 with where a partition begins, -1 with where it ends."""
        asked = [
            TopicPartition(self._brokers.named(topic.name), number, which)
            for topic in topics
            for number in range(topic.partitions)
        ]
        answers = self._consumer.offsets_for_times(asked, timeout=self._answer)
        self._looking.alive()
        for answer in answers:
            if answer.error is not None:
                raise KafkaException(answer.error)
        return {(answer.topic, answer.partition): answer.offset for answer in answers}

    def _look_at_the_firsts(self, searches: Mapping[Place, _Search]) -> None:
        """Where more follows: records of another release may stand below ours."""
        waiting = {place for place, search in searches.items() if search.start > search.first}
        if not waiting:
            return
        self._assign({place: searches[place].first for place in waiting})
        end = time.monotonic() + self._answer
        while waiting:
            message = self._polled(end)
            place = _place_of(message)
            if place in waiting:
                waiting.remove(place)
                end = time.monotonic() + self._answer
                if not _is_an_end(message):
                    self._own(message, searches[place].topic)
        self._consumer.unassign()

    def _assign(self, starts: Mapping[Place, int]) -> None:
        self._consumer.assign([TopicPartition(*place, start) for place, start in starts.items()])

    def _polled(self, end: float) -> Message:
        message = self._consumer.poll(max(0.0, end - time.monotonic()))
        if message is None:
            raise KafkaException(KafkaError(KafkaError._TIMED_OUT))
        self._looking.alive()
        return message

    def _look(self, searches: Mapping[Place, _Search]) -> dict[Place, _Search]:
        """One reading of all these partitions from their starts to their ends."""
        looked = {p: replace(s, tail=Tail(s.tail.end)) for p, s in searches.items()}
        self._assign({place: search.start for place, search in looked.items()})
        at_their_end: set[Place] = set()
        end = time.monotonic() + self._answer
        while at_their_end < looked.keys():
            message = self._polled(end)
            end = time.monotonic() + self._answer
            place = _place_of(message)
            if _is_an_end(message):
                at_their_end.add(place)
            elif (own := self._own(message, looked[place].topic)) is not None:
                tail = looked[place].tail
                looked[place] = replace(looked[place], tail=_behind(tail, message, own))
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


def _place_of(message: Message) -> Place:
    return str(message.topic()), int(message.partition() or 0)


def _is_an_end(message: Message) -> bool:
    error = message.error()
    if error is None:
        return False
    if error.code() == KafkaError._PARTITION_EOF:
        return True
    raise KafkaException(error)
