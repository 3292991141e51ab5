"""A limit on parking: one record that cannot be applied is the record's fault, one after the other
of many subjects is the program's.

A run is what was parked of a partition because of faults of the program since a record of it was
last applied. Whatever says nothing about the program (ignored, repeated, foreign, unreadable,
refused, behind another) neither counts nor ends it; nor does what waits already.
"""

from collections.abc import Iterable
from typing import Any, Final

import psycopg

from shared.eventstore.commands import Mark
from shared.messaging.dead_letters import pauses
from shared.messaging.dead_letters.letters import plain
from shared.messaging.listener.reading.records import Partition, Record, hash_of, subject_of
from shared.messaging.listener.settings import Inapplicable
from shared.vocabulary.refusals import Refusal

LIMIT: Final = 20
"""So many subjects in a row are not parked any more."""


class LimitReached(Exception):
    """Nothing of the batch is to be parked. `accepted`: but what stands up to this offset."""

    def __init__(self, partition: Partition, error: str, accepted: int | None) -> None:
        super().__init__(f"{LIMIT} subjects in a row in {partition}: {error}")
        self.partition = partition
        self.error = error
        self.accepted = accepted


def fault_of(error: Exception) -> str:
    """The type of an error that is the program's; "" of one that the record brought about."""
    if isinstance(error, Refusal | Inapplicable):
        return ""
    if isinstance(error, psycopg.Error) and (
        error.sqlstate is not None or isinstance(error, psycopg.DataError | psycopg.IntegrityError)
    ):
        return ""
    return type(error).__name__


class Runs:
    """Of the partitions of a batch, as they stood when it was begun and as it goes on."""

    def __init__(self) -> None:
        self._subjects: dict[Partition, list[str]] = {}
        self._accepted: dict[Partition, int] = {}
        self._paused: set[Partition] = set()
        self._changed: set[Partition] = set()

    def found(self, partition: Partition, subject: str) -> None:
        """In the run that was kept."""
        self._subjects.setdefault(partition, []).append(subject)

    def found_pause(self, partition: Partition, accepted: int | None) -> None:
        """That is open. Up to the accepted offset nothing counts."""
        self._paused.add(partition)
        if accepted is not None:
            self._accepted[partition] = accepted

    def found_all(self) -> None:
        """What counted before something was accepted counts no more."""
        for partition in self._accepted:
            self.applied(partition)

    def applied(self, partition: Partition) -> None:
        """Something was, which ends the run."""
        if self._subjects.pop(partition, None):
            self._changed.add(partition)

    def failed(
        self, cursor: psycopg.Cursor[Any], projection: str, record: Record, fault: str
    ) -> None:
        """A record is to be parked for this fault of the program. Raises LimitReached."""
        partition, subject = record.partition, plain(subject_of(record) or "")
        run, accepted = self._subjects.get(partition, []), self._accepted.get(partition)
        if subject in run or (accepted is not None and record.offset <= accepted):
            return
        if _waits(cursor, projection, record):
            return
        if len(run) + 1 >= LIMIT:
            raise LimitReached(partition, fault, accepted)
        self._subjects[partition] = [*run, subject]
        self._changed.add(partition)

    def keep(self, cursor: psycopg.Cursor[Any], marks: Iterable[Mark]) -> None:
        """With what was parked, and the marks where they stand now."""
        for mark in marks:
            partition = mark.topic, mark.partition
            if partition in self._changed:
                run = self._subjects.get(partition, [])
                cursor.execute(_KEEP, (run, mark.projection, mark.version, *partition))
            if partition in self._paused:
                pauses.end(cursor, mark)

    def has_news(self, partition: Partition) -> bool:
        """Of which the database does not know."""
        return partition in self._changed or partition in self._paused


def _waits(cursor: psycopg.Cursor[Any], projection: str, record: Record) -> bool:
    """In any version: who begins anew parks again what was parked, and nothing is lost by that."""
    where = projection, *record.partition, record.offset, hash_of(record.message)
    return cursor.execute(_WAITS, where).fetchone() is not None


_KEEP = """
update listener_marks set run = %s
where projection = %s and version = %s and topic = %s and partition = %s
"""

_WAITS = """
select true from dead_letters where state = 'parked' and projection = %s
    and topic = %s and partition = %s and record_offset = %s and record_hash = %s
"""
