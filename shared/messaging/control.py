"""What operators ask of Kafka: how far a group is, and to read or send again."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, TypeVar

import psycopg
from kafka import TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import CoordinatorNotAvailableError, NoError, NotCoordinatorError

from shared.messaging.brokers import Brokers
from shared.messaging.ends import KafkaEnds
from shared.telemetry import lag
from shared.telemetry.lag import Extent, Partition
from shared.vocabulary.refusals import Kind, Refusal


class GroupInUse(Refusal):
    """A group with members keeps its own offsets; setting them would be silently undone."""

    code: ClassVar[str] = "messaging.group-in-use"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence: ClassVar[str] = "Group {group} is {state}: stop its members first."


class GroupUnknown(Refusal):
    """Kafka knows no such group."""

    code: ClassVar[str] = "messaging.group-unknown"
    kind: ClassVar[Kind] = Kind.NOT_FOUND
    sentence: ClassVar[str] = "Kafka knows no group {group}."


class OffsetsNotReset(Refusal):
    """Kafka took the request and set nothing, or not everything."""

    code: ClassVar[str] = "messaging.offsets-not-reset"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence: ClassVar[str] = "Kafka did not set the offsets of group {group}: {reason}."


def extents(brokers: Brokers, topics: Iterable[str]) -> dict[Partition, Extent]:
    """Of every partition of these topics (names without prefix) that exists."""
    names = {brokers.named(topic): topic for topic in topics}
    if not names:
        return {}
    with brokers.control() as admin:
        partitions = [
            TopicPartition(topic["name"], partition["partition_index"])
            for topic in admin.describe_topics(list(names))
            for partition in topic["partitions"]
        ]
        if not partitions:
            return {}
        first = admin.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.EARLIEST))
        end = admin.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.LATEST))
    return {
        (names[p.topic], p.partition): Extent(first[p].offset, end[p].offset) for p in partitions
    }


def committed_lag(brokers: Brokers, group: str) -> dict[Partition, int]:
    """By what a group committed: the truth for foreign subscribers, a hint only for our own
    listeners, whose marks are in PostgreSQL. The group's name is without prefix.

    Without the partitions that Kafka does not answer for. Raises KafkaAway.
    """
    name = brokers.named(group)
    with brokers.control() as admin:
        committed = _patiently(lambda: admin.list_group_offsets({name: None}))[name]
    marks = {
        (place.topic.removeprefix(brokers.prefix), place.partition): lag.Mark(at.offset - 1)
        for place, at in committed.items()
    }
    ends = KafkaEnds(brokers)
    there = ends.extents({topic for topic, _ in marks})
    asked = [each for topic, found in there.items() for each in lag.questions(marks, topic, found)]
    return {
        question.place: int(behind.records)
        for question, behind in lag.standing(ends, asked).items()
        if question.place in marks
    }


def reset_offsets(brokers: Brokers, group: str, topics: Sequence[str], *, to_end: bool) -> None:
    """A group without members reads these topics again from the start, or goes on at the end.

    Raises GroupInUse, GroupUnknown, OffsetsNotReset, KafkaAway. Names are without prefix.
    """
    there = extents(brokers, topics)
    target = OffsetSpec.LATEST if to_end else OffsetSpec.EARLIEST
    wanted = {TopicPartition(brokers.named(topic), number): target for topic, number in there}
    with brokers.control() as admin:
        _must_be_empty(admin, brokers.named(group))
        # Live members do not raise either: each partition's answer is read.
        answers = admin.reset_group_offsets(brokers.named(group), wanted)
    refused = {a["error"].__name__ for a in answers.values() if a["error"] is not NoError}
    if refused or not answers:
        raise OffsetsNotReset(group=group, reason=", ".join(sorted(refused)) or "no such topic")


def _must_be_empty(admin: Any, group: str) -> None:
    state = _patiently(lambda: admin.describe_groups([group]))[group]["group_state"]
    if state == "Dead":
        raise GroupUnknown(group=group)
    if state != "Empty":
        raise GroupInUse(group=group, state=state)


Answer = TypeVar("Answer")


def _patiently(ask: Callable[[], Answer], attempts: int = 20, pause: float = 0.25) -> Answer:
    """The first question about any group makes Kafka create its coordinator: it is asked again."""
    for _ in range(attempts - 1):
        try:
            return ask()
        except (CoordinatorNotAvailableError, NotCoordinatorError):
            time.sleep(pause)
    return ask()


def replay(connection: psycopg.Connection[Any], after: int = 0) -> None:
    """The relay publishes again every fact after this position, under the same `ce_id`s: for
    a new generation of a topic, or a subscriber that lost its data. Ours drop the repeats."""
    connection.execute(
        "update relay_mark set again_after = least(coalesce(again_after, %(after)s), %(after)s)",
        {"after": after},
    )
