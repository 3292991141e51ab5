"""Naming the log that follows a topic's log, and taking in what was parked because it was of it.

Until then every record of the new log was parked, moving nothing. Now these letters get their
subjects and wait to be redriven in order; what comes live of such a subject is parked behind them,
and what comes again of what is parked is a repeat: the marks stand at the highest sequence parked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from psycopg import errors

from shared.messaging.dead_letters import Cause, Contents
from shared.messaging.listener.marks.logs import lineage_of
from shared.messaging.listener.reading.records import RecordReader
from shared.messaging.listener.settings import Hearer
from shared.vocabulary.refusals import Kind, Refusal

Connection = psycopg.Connection[Any]


class LogUnknown(Refusal):
    """A slip of the pen would park everything that comes."""

    code = "messaging.log-unknown"
    kind = Kind.NOT_FOUND
    sentence = "No parked record on {topic} is of log {log_id}."


class LogSucceeded(Refusal):
    """Its sequences were given up when it was followed."""

    code = "messaging.log-succeeded"
    kind = Kind.CONFLICT
    sentence = "On {topic} log {log_id} has a successor already; what still comes of it is parked."


class TopicBusy(Refusal):
    """One of its listeners holds a mark, and has not let go of it in time."""

    code = "messaging.topic-busy"
    kind = Kind.UNAVAILABLE
    sentence = "A listener of {topic} is at work and does not finish: try again."


@dataclass(frozen=True)
class Waiting:
    """The first letter of a subject that waits because its log was named the successor."""

    projection: str
    version: int
    letter: int


def name_successor(
    connection: Connection, hearers: Sequence[Hearer], topic: str, log_id: UUID
) -> list[Waiting]:
    """From now on the topic's records are of this log. Answers what is to be redriven, in order.
    Asked again, it answers what is left. Raises LogUnknown, LogSucceeded, TopicBusy; nothing has
    changed then.
    """
    with connection.transaction():
        cursor = connection.cursor()
        _hold_marks(cursor, topic)
        lineage = lineage_of(cursor, topic)
        if str(log_id) not in lineage[-1:]:
            _require_new(cursor, lineage, topic, log_id)
            cursor.execute(_NAME, (topic, len(lineage) + 1, log_id))
            for hearer in hearers:
                _take_in(connection, hearer, topic, log_id)
    rows = connection.execute(_LEFT, (Cause.SUCCESSOR_NAMED, topic, log_id)).fetchall()
    return [Waiting(*row) for row in rows]


def _hold_marks(cursor: psycopg.Cursor[Any], topic: str) -> None:
    """So that no listener writes what it judged before."""
    try:
        cursor.execute(_HOLD_MARKS, (topic,))
    except errors.LockNotAvailable:
        raise TopicBusy(topic=topic) from None


def _require_new(
    cursor: psycopg.Cursor[Any], lineage: Sequence[str], topic: str, log_id: UUID
) -> None:
    if str(log_id) in lineage:
        raise LogSucceeded(topic=topic, log_id=log_id)
    if cursor.execute(_ANY, (Cause.ANOTHER_LOG, topic, log_id)).fetchone() is None:
        raise LogUnknown(topic=topic, log_id=log_id)


@dataclass(frozen=True)
class Taken:
    """What becomes of one letter."""

    letter: int
    state: str
    reason: str
    subject: str | None
    sequence: int | None


def _take_in(connection: Connection, hearer: Hearer, topic: str, log_id: UUID) -> None:
    """Into the order of its partition, as if it had been parked behind others."""
    sequences: dict[int, int] = {}
    taken = list(_taken(connection, hearer, (topic, log_id), sequences))
    cursor = connection.cursor()
    cursor.executemany(
        "update dead_letters set state = %s, reason = %s, subject = %s, sequence = %s,"
        " settled_at = case when %s <> 'parked' then now() end where letter = %s",
        [(t.state, t.reason, t.subject, t.sequence, t.state, t.letter) for t in taken],
    )
    # A listener of commands holds no mark while it records, it compares: one that looked the same
    # would let pass what it judged before. A repeat that comes in by this commands nothing again.
    apart = 1 if hasattr(hearer, "commands") else 0
    cursor.executemany(
        _MOVE,
        [
            (log_id, highest, highest, apart, hearer.name, hearer.version, topic, partition)
            for partition, highest in sequences.items()
        ],
    )


def _taken(
    connection: Connection, hearer: Hearer, of: tuple[str, UUID], sequences: dict[int, int]
) -> Iterator[Taken]:
    """As the listener would have: repeats and what is not heard are settled at once."""
    reader = RecordReader(hearer)
    with connection.cursor(name="of_the_successor") as cursor:
        cursor.execute(_PARKED, (Cause.ANOTHER_LOG, *of, hearer.name, hearer.version))
        for letter, partition, key, value, headers in cursor:
            read = msgspec.msgpack.decode(headers, type=list[tuple[str, bytes | None]])
            stamp, heard, reason = reader.understand(of[0], Contents(key, value, read))
            if stamp is None:
                yield Taken(letter, "parked", reason or Cause.ANOTHER_LOG, None, None)
                continue
            repeated = stamp.sequence <= sequences.get(partition, 0)
            sequences[partition] = max(stamp.sequence, sequences.get(partition, 0))
            waits = not repeated and (heard is not None or reason is not None)
            state = "parked" if waits else "redriven"
            reason = reason or Cause.SUCCESSOR_NAMED
            yield Taken(letter, state, reason, stamp.subject, stamp.sequence)


_HOLD_MARKS = """
select true from listener_marks where topic = %s
order by projection, version, topic, partition for update
"""

_ANY = """
select true from dead_letters
where state = 'parked' and reason = %s and topic = %s and log_id = %s limit 1
"""

_NAME = "insert into listener_logs (topic, number, log_id) values (%s, %s, %s)"

_PARKED = """
select letter, partition, key, value, headers from dead_letters
where state = 'parked' and reason = %s and topic = %s and log_id = %s
    and projection = %s and version = %s order by letter
"""

_MOVE = """
update listener_marks set log_id = %s, sequence = %s - case when sequence = %s then %s else 0 end
where projection = %s and version = %s and topic = %s and partition = %s
"""

_LEFT = """
select projection, version, min(letter) from dead_letters
where state = 'parked' and reason = %s and topic = %s and log_id = %s
group by projection, version, topic, partition, subject order by 3
"""
