"""How far the relay came. Only the connection that holds the lock moves it, one statement each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import psycopg

from shared.messaging.producer import Landed, Partition

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Mark:
    """Every fact up to `position` is on Kafka; `sent` is the last record sent per partition,
    `topics` the id of each topic it was sent to."""

    position: int = 0
    sent: Mapping[Partition, Landed] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)


def read(connection: Connection) -> Mark:
    row = connection.execute("select position, sent, topics from relay_mark").fetchone()
    assert row is not None, "the migrations put one row there"
    sent = {_partition(name): Landed(*where) for name, where in row[1].items()}
    return Mark(row[0], sent, row[2])


def move(connection: Connection, position: int, last: Mapping[Partition, Landed]) -> int:
    """On to `position`, or back when an operator asked for a replay; answers where it is."""
    row = connection.execute(
        "update relay_mark set position = least(%(position)s, again_after), again_after = null,"
        " sent = sent || %(sent)s::jsonb, moved_at = now() returning position",
        {"position": position, "sent": _stored(last)},
    ).fetchone()
    assert row is not None, "the migrations put one row there"
    return int(row[0])


def place(connection: Connection, mark: Mark) -> None:
    """Exactly there: what a comparison with Kafka found."""
    connection.execute(
        "update relay_mark set position = %s, sent = %s::jsonb, topics = %s::jsonb,"
        " moved_at = now()",
        [mark.position, _stored(mark.sent), msgspec.json.encode(mark.topics).decode()],
    )


def replay_wanted(connection: Connection) -> bool:
    row = connection.execute("select again_after < position from relay_mark").fetchone()
    return bool(row and row[0])


def halt(connection: Connection, reason: str) -> None:
    """From now on append answers 503."""
    connection.execute("update log_head set halted = %s where halted is null", [reason])


def _stored(sent: Mapping[Partition, Landed]) -> str:
    named = {
        f"{topic}/{number}": [landed.sequence, landed.offset]
        for (topic, number), landed in sent.items()
    }
    return msgspec.json.encode(named).decode()


def _partition(name: str) -> Partition:
    topic, _, number = name.rpartition("/")
    return topic, int(number)
