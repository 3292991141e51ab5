"""Partitions on the real Kafka in which everything happens that may, and what is in them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from kafka import KafkaAdminClient, TopicPartition

from shared.messaging.brokers import Brokers
from shared.messaging.ends import KafkaEnds
from shared.telemetry.lag import Extent, Mark, Partition, Question, Record
from tests.support.foreign import Foreign, Headers
from tests.support.neighbour import Neighbour
from tests.support.waiting import eventually

FIRST: Final = datetime(2022, 11, 24, 1, 0, tzinfo=UTC)


def headers(when: datetime) -> Headers:
    named = {"specversion": "1.0", "id": "i", "type": "t", "source": "s", "subject": "s"}
    named |= {"time": when.isoformat(), "sequence": "1".zfill(20), "logid": str(UUID(int=1))}
    return [(f"ce_{name}", value.encode()) for name, value in named.items()]


@dataclass
class Partitions:
    """`held`: of each partition its offsets so far, the second of the record there, or None where
    no record is; `first`: the first offset still there."""

    brokers: Brokers
    admin: KafkaAdminClient
    random: Random
    held: dict[Partition, list[float | None]] = field(default_factory=dict)
    first: dict[Partition, int] = field(default_factory=dict)
    minute: int = 0

    def __post_init__(self) -> None:
        self._neighbour = Neighbour(self.brokers)
        self._foreign = Foreign(self.brokers.bootstrap, self.brokers.prefix)

    @property
    def topics(self) -> list[str]:
        return sorted({topic for topic, _ in self.held})

    def make(self, topic: str, partitions: int) -> None:
        name = self.brokers.named(topic)
        self.admin.create_topics({name: {"num_partitions": partitions, "replication_factor": 1}})
        self.admin.wait_for_topics([name])
        self.held |= {(topic, number): [] for number in range(partitions)}
        self.first |= {(topic, number): 0 for number in range(partitions)}

    def anything(self) -> None:
        """One of the things that may happen, to one of the partitions."""
        place = self.random.choice(sorted(self.held))
        acts: list[Callable[[Partition], None]] = [
            self.publish, self.committed, self.aborted, self.deleted, self.made_anew,
        ]  # fmt: skip
        self.random.choices(acts, [4, 2, 2, 1, 1])[0](place)

    def publish(self, place: Partition) -> None:
        for _ in range(self.random.randint(1, 3)):
            self._foreign.send_to(*place, b"{}", headers(self._next(place)))
        self._foreign.flush()

    def committed(self, place: Partition) -> None:
        self._neighbour.begin(*place, headers(self._next(place)))
        self._neighbour.commit()
        self.held[place].append(None)

    def aborted(self, place: Partition) -> None:
        self._neighbour.begin(*place, headers(self._next(place)))
        self._neighbour.abort()
        self.held[place].append(None)

    def deleted(self, place: Partition) -> None:
        up_to = self.random.randint(self.first[place], len(self.held[place]))
        there = TopicPartition(self.brokers.named(place[0]), place[1])
        self.admin.delete_records({there: up_to})
        self.first[place] = up_to

    def made_anew(self, place: Partition) -> None:
        topic, name = place[0], self.brokers.named(place[0])
        partitions = len([other for other, _ in self.held if other == topic])
        self.admin.delete_topics([name])
        eventually(lambda: name not in self.admin.list_topics(), message="the topic is gone")
        self.make(topic, partitions)

    def settle(self, ends: KafkaEnds) -> dict[Partition, Extent]:
        """A transaction's end is written a moment after it was answered."""
        expected: dict[str, dict[int, Extent]] = {topic: {} for topic in self.topics}
        for (topic, number), held in self.held.items():
            expected[topic][number] = Extent(self.first[topic, number], len(held))
        eventually(lambda: ends.extents(self.topics) == expected, 20, f"{expected}")
        return {(topic, n): each for topic, some in expected.items() for n, each in some.items()}

    def question(self, place: Partition, extent: Extent) -> Question:
        """Of somebody who stands anywhere in it, or beyond its end, or nowhere yet."""
        return Question(place, Mark(self.random.randint(-1, extent.end + 1)), extent)

    def answer(self, question: Question) -> Record | None:
        """What it should be."""
        held, first = self.held[question.place], self.first[question.place]
        start = question.mark.offset + 1 if question.mark.offset < len(held) else 0
        for offset in range(max(start, first), len(held)):
            if (second := held[offset]) is not None:
                return Record(offset, second)
        return None

    def _next(self, place: Partition) -> datetime:
        self.minute += 1
        when = FIRST + timedelta(minutes=self.minute)
        self.held[place].append(when.timestamp())
        return when
