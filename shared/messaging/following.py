"""Reading on from many marks at once, to see what comes next there, if anything does."""

import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from confluent_kafka import Consumer, KafkaError, Message, TopicPartition

from shared.messaging.brokers import Brokers
from shared.messaging.envelope import Unreadable, decode_headers
from shared.messaging.listener.reading.records import hash_of, offset_of
from shared.messaging.raw import NameNotText, headers_as_sent
from shared.telemetry.lag import Partition, Question, Record

EARLIEST: Final = 1.0
"""Seconds since 1970; a record that says it is older must not look like none (0)."""
AHEAD: Final = 24 * 3600.0
"""Seconds by which a record may say that it was recorded after Kafka was given it."""


@dataclass
class _Place:
    """The question now asked in a partition: read from where, and first the mark's own record?"""

    question: Question
    start: int
    compares: bool


class Following:
    """With one consumer, in which it is alone. Several questions in the same partition are asked
    one after the other."""

    def __init__(self, consumer: Consumer, brokers: Brokers, within: float) -> None:
        self._consumer, self._brokers = consumer, brokers
        self._end = time.monotonic() + within
        self._later: dict[Partition, list[Question]] = defaultdict(list)
        self._now: dict[Partition, _Place] = {}
        self._found: dict[Question, Record | None] = {}

    def of(self, questions: Collection[Question]) -> dict[Question, Record | None]:
        """What was answered in time. Raises KafkaException."""
        for question in questions:
            self._later[question.place].append(question)
        self._consumer.assign([self._begin(_place(later.pop())) for later in self._later.values()])
        while self._now and (left := self._end - time.monotonic()) > 0:
            if (message := self._consumer.poll(left)) is not None:
                self._take(message)
        return self._found

    def _take(self, message: Message) -> None:
        topic, number = str(message.topic() or ""), message.partition() or 0
        asked = self._now.get((topic.removeprefix(self._brokers.prefix), number))
        error = message.error()
        if asked is None:  # of no partition, or on its way when its partition was left
            return
        if error is not None and error.code() != KafkaError._PARTITION_EOF:
            self._leave(asked)
        elif offset_of(message) >= asked.start:
            self._read(asked, None if error else message)

    def _read(self, asked: _Place, message: Message | None) -> None:
        question = asked.question
        if message is None:
            self._answer(asked, None)
        elif not asked.compares or offset_of(message) > question.mark.offset:
            self._answer(asked, Record(offset_of(message), recorded_at(message)))
        elif hash_of(message) == question.mark.record_hash:
            asked.compares = False
        else:  # another topic of the same name: all of it is unhandled
            self._move(asked, _Place(question, question.extent.first, compares=False))

    def _answer(self, asked: _Place, record: Record | None) -> None:
        self._found[asked.question] = record
        if later := self._later[asked.question.place]:
            self._move(asked, _place(later.pop()))
        else:
            self._leave(asked)

    def _move(self, asked: _Place, to: _Place) -> None:
        self._leave(asked)
        self._consumer.incremental_assign([self._begin(to)])

    def _leave(self, asked: _Place) -> None:
        del self._now[asked.question.place]
        self._consumer.incremental_unassign([self._partition(asked)])

    def _begin(self, asked: _Place) -> TopicPartition:
        self._now[asked.question.place] = asked
        return self._partition(asked)

    def _partition(self, asked: _Place) -> TopicPartition:
        topic, number = asked.question.place
        return TopicPartition(self._brokers.named(topic), number, asked.start)


def _place(question: Question) -> _Place:
    mark = question.mark
    if question.fits and mark.record_hash and question.extent.first <= mark.offset:
        return _Place(question, mark.offset, compares=True)
    return _Place(question, question.start, compares=False)


def recorded_at(message: Message) -> float:
    """By its own headers, if they can be read and believed, else by when Kafka was given it."""
    given = float(message.timestamp()[1]) / 1000
    try:
        said = decode_headers(headers_as_sent(message)).time.timestamp()
    except (Unreadable, NameNotText, OverflowError):
        said = given
    return max(given if said > given + AHEAD else said, EARLIEST)
