"""How far the relay came. Only the connection that holds the lock moves it, one statement each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
import psycopg

from shared.eventstore.log import looking
from shared.messaging.producer import Landed, Partition

STANDING: Final = """
select position, (select count(*) from dead_letters where state = 'parked') from relay_mark
"""
"""How far the relay is, and how many letters wait here."""

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Mark:
    """Every fact up to `position` is on Kafka; `sent` is the last record sent per partition,
    `topics` the id of each topic it was sent to."""

    position: int = 0
    sent: Mapping[Partition, Landed] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)


class Marker:
    """Moves the mark on the connection that holds the lock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self) -> Mark:
        row = self._connection.execute("select position, sent, topics from relay_mark").fetchone()
        assert row is not None, "the migrations put one row there"
        sent = {_partition(name): Landed(*where) for name, where in row[1].items()}
        return Mark(row[0], sent, row[2])

    def move(self, position: int, last: Mapping[Partition, Landed]) -> int:
        """On to `position`, or back when an operator asked for a replay; answers where it is."""
        row = self._connection.execute(
            "update relay_mark set position = least(%(position)s, again_after), again_after = null,"
            " sent = sent || %(sent)s::jsonb, moved_at = now() returning position",
            {"position": position, "sent": _stored(last)},
        ).fetchone()
        assert row is not None, "the migrations put one row there"
        return int(row[0])

    def place(self, mark: Mark) -> None:
        """Exactly there: what a comparison with Kafka found."""
        self._connection.execute(
            "update relay_mark set position = %s, sent = %s::jsonb, topics = %s::jsonb,"
            " moved_at = now()",
            [mark.position, _stored(mark.sent), msgspec.json.encode(mark.topics).decode()],
        )

    def compared(self) -> None:
        """The log holds all that Kafka holds. Of one that never published nothing is said: its
        appends need not wait for a comparison anyway."""
        sent = self._connection.execute("select from relay_mark where sent <> '{}'").fetchone()
        if sent is not None:
            looking.compared(self._connection)

    def replay_wanted(self) -> bool:
        row = self._connection.execute("select again_after < position from relay_mark").fetchone()
        return bool(row and row[0])

    def halt(self, reason: str) -> None:
        """From now on append answers 503."""
        looking.halt(self._connection, reason)


def _stored(sent: Mapping[Partition, Landed]) -> str:
    named = {
        f"{topic}/{number}": [landed.sequence, landed.offset]
        for (topic, number), landed in sent.items()
    }
    return msgspec.json.encode(named).decode()


def _partition(name: str) -> Partition:
    topic, _, number = name.rpartition("/")
    return topic, int(number)
