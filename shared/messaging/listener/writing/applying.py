"""Applying the fresh records of a batch, so that one bad record costs only itself.

All at once; when that fails because of a record, by halves under savepoints until the record
stands alone. It is parked, and later events of its subject are parked behind it. Too many in a row
are not (`runs.py`): nothing of the batch is written then.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import psycopg

from shared.messaging.dead_letters import Cause, Letter, park
from shared.messaging.listener.reading.records import (
    Partition,
    Record,
    events_in,
    hash_of,
    letter_of,
    subject_of,
)
from shared.messaging.listener.settings import Hearer, Projection
from shared.messaging.listener.writing.outcome import APPLIED, IGNORED, Tally
from shared.messaging.listener.writing.runs import Runs, fault_of


def is_about_a_record(error: Exception) -> bool:
    """Whether trying again cannot help: the data is wrong, or the code that met it."""
    if not isinstance(error, psycopg.Error):
        return True
    if error.sqlstate is None:  # raised on this side, before anything was sent
        wrong = (psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError)
        return isinstance(error, (*wrong, psycopg.NotSupportedError))
    return error.sqlstate[:2] in ("22", "23")


def described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


class Waiting:
    """What the dead letters say about these partitions, asked while their marks are held."""

    def __init__(self) -> None:
        self.subjects: set[tuple[Partition, str]] = set()
        self.discarded: dict[tuple[Partition, int], bytes] = {}
        self.runs = Runs()

    @classmethod
    def of(
        cls, cursor: psycopg.Cursor, hearer: Hearer, spans: dict[Partition, tuple[int, int]]
    ) -> "Waiting":
        of = {
            "name": hearer.name,
            "version": hearer.version,
            "topics": [topic for topic, _ in spans],
            "partitions": [number for _, number in spans],
            "firsts": [first for first, _ in spans.values()],
            "lasts": [last for _, last in spans.values()],
        }
        waiting = cls()
        for topic, partition, *found in cursor.execute(_UNSETTLED, of).fetchall():
            waiting._found((topic, partition), *found)
        waiting.runs.found_all()
        return waiting

    def _found(
        self, partition: Partition, state: str, subject: str, offset: int, digest: bytes
    ) -> None:
        if state == "discarded":
            self.discarded[partition, offset] = digest
        elif state == "parked":
            self.subjects.add((partition, subject))
        elif state == "run":
            self.runs.found(partition, subject)
        else:
            self.runs.found_pause(partition, offset)

    def holds(self, record: Record) -> bool:
        subject = subject_of(record) if self.subjects else None
        return subject is not None and (record.partition, subject) in self.subjects

    def skips(self, record: Record) -> bool:
        digest = self.discarded.get((record.partition, record.offset))
        return digest is not None and digest == hash_of(record.message)


_UNSETTLED = """
with span as (select * from unnest(
    %(topics)s::text[], %(partitions)s::int[], %(firsts)s::bigint[], %(lasts)s::bigint[])
    as span (topic, partition, first, last))
select topic, partition, state, subject, record_offset, record_hash
from dead_letters join span using (topic, partition)
where projection = %(name)s and (
    state = 'parked' and version = %(version)s and subject is not null
    or state = 'discarded' and record_offset between first and last)
union all
select topic, partition, 'run', subject, null, null
from listener_marks join span using (topic, partition) cross join unnest(run) subject
where projection = %(name)s and version = %(version)s
union all
select topic, partition, 'paused', null,
    case when accepted_at is not null and read_through >= first then read_through end, null
from listener_pauses join span using (topic, partition)
where projection = %(name)s and version = %(version)s and ended_at is null
"""


class Attempt:
    """One try at one batch, inside its transaction."""

    def __init__(
        self, cursor: psycopg.Cursor, projection: Projection, waiting: Waiting, tally: Tally
    ) -> None:
        self._cursor = cursor
        self._projection = projection
        self._waiting = waiting
        self._tally = tally
        self._letters: list[Letter] = []

    def apply(self, records: list[Record]) -> None:
        """Each record once: applied or parked, in order per subject."""
        for piece in pieces(records):
            if piece[0].reason is None:
                self._apply(piece)
            else:
                self._park(piece[0], piece[0].reason)
        name, version = self._projection.name, self._projection.version
        self._tally.letters += park(self._cursor, name, version, self._letters)

    def _apply(self, records: Sequence[Record]) -> None:
        records = self._going(records)
        if not records:
            return
        error = self._attempt(records)
        if error is None:
            self._count(records)
            self._tally.visible(records)
        elif len(records) == 1:
            self._give_up(records[0], error)
        else:
            middle = len(records) // 2
            self._apply(records[:middle])
            self._apply(records[middle:])

    def _going(self, records: Sequence[Record]) -> Sequence[Record]:
        """Without those that wait behind a parked one, and those discarded before."""
        waiting = self._waiting
        if not waiting.subjects and not waiting.discarded:
            return records
        going = []
        for record in records:
            if waiting.skips(record):
                self._tally.count(record.partition, IGNORED)
            elif waiting.holds(record):
                self._park(record, Cause.BEHIND_ANOTHER)
            else:
                going.append(record)
        return going

    def _attempt(self, records: Sequence[Record]) -> Exception | None:
        try:
            with self._cursor.connection.transaction():
                self._projection.apply(self._cursor, events_in(records))
                # A deferred constraint must speak here, where the record can still be found.
                self._cursor.execute("set constraints all immediate")
        except Exception as error:
            if not is_about_a_record(error):
                raise
            return error
        return None

    def _give_up(self, record: Record, error: Exception) -> None:
        if fault := fault_of(error):
            self._waiting.runs.failed(self._cursor, self._projection.name, record, fault)
        self._park(record, Cause.CANNOT_BE_APPLIED, described(error))

    def _park(self, record: Record, reason: str, detail: str = "") -> None:
        if self._waiting.skips(record):
            self._tally.count(record.partition, IGNORED)
            return
        letter = letter_of(record, reason, detail)
        self._letters.append(letter)
        self._tally.parked(record.partition, reason)
        if letter.subject is not None:
            self._waiting.subjects.add((record.partition, letter.subject))

    def _count(self, records: Sequence[Record]) -> None:
        for partition, number in Counter(record.partition for record in records).items():
            self._tally.count(partition, APPLIED, number)
            self._waiting.runs.applied(partition)


def pieces(records: list[Record]) -> Iterator[list[Record]]:
    """Cut so that an unreadable record stands alone, in its place between the others."""
    begin = 0
    for index, record in enumerate(records):
        if record.reason is not None:
            if begin < index:
                yield records[begin:index]
            yield [record]
            begin = index + 1
    if begin < len(records):
        yield records[begin:]
