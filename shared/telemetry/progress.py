"""How far everybody is, asked of the database and of Kafka while it is scraped.

Nothing here remembers a worker's word for it: a dead worker's lag grows, and what cannot be asked
is NaN, never a healthy number.
"""

import math
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from prometheus_client import Metric

from shared.telemetry import metrics
from shared.telemetry.database import Connect, Database

KAFKA_MEMORY: Final = 15.0
"""Seconds for which Kafka's last answer stands in while it does not answer."""

Partition = tuple[str, int]
"""Topic without prefix, and number."""


class KafkaAway(Exception):
    """Kafka did not answer in time."""


class TopicMissing(KafkaAway):
    """Kafka answered: it knows no such topic (yet)."""


class Ends(Protocol):
    """What Kafka is asked. Both answer within seconds or raise KafkaAway or TopicMissing."""

    def extents(self, topics: Sequence[str]) -> Mapping[Partition, tuple[int, int]]:
        """Of every partition: the first offset there, and the one the next record will have."""

    def recorded_at(self, offsets: Mapping[Partition, int]) -> Mapping[Partition, float]:
        """When the facts at these offsets were recorded, in seconds; those that were read."""

    def close(self) -> None: ...


@dataclass(frozen=True)
class Reader:
    """A listener's projection (it has topics) or a view of the service's own log (it has none)."""

    name: str
    version: int
    topics: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.name}.v{self.version}"


@dataclass(frozen=True)
class Behind:
    """How far a reader is behind: records, and when the oldest of them was recorded (0: none)."""

    records: float
    oldest: float


NOT_KNOWN: Final = Behind(math.nan, math.nan)

_LOG = """
select head.position, head.halted is not null, mark.position,
    coalesce(extract(epoch from (select recorded_at from log where log.position > mark.position
        order by log.position limit 1)), 0)::float8,
    (select count(*) from dead_letters where state = 'parked'),
    greatest(extract(epoch from head.recorded_at - now()), 0)::float8
from log_head head cross join relay_mark mark
"""

_VIEW = """
select head.position - mark.position,
    coalesce(extract(epoch from (select recorded_at from log where log.position > mark.position
        order by log.position limit 1)), 0)::float8
from log_head head cross join (select coalesce(max(position), 0) as position
    from view_marks where view = %s and version = %s) mark
"""

_SET_ASIDE = """
select view || '.v' || version, count(*) from view_facts_set_aside
where state = 'waiting' group by view, version
"""

_MARKS = """
select topic, partition, record_offset from listener_marks where projection = %s and version = %s
"""


class Progress:
    """Collector of one service's progress metrics, for the readers named to it.

    A service that does not publish has no relay, and so no outbox that could be behind.
    """

    def __init__(
        self,
        service: str,
        connect: Connect,
        ends: Ends,
        readers: Sequence[Reader],
        *,
        publishes: bool = True,
    ) -> None:
        self._service = service
        self._publishes = publishes
        self._database = Database(connect)
        self._kafka = _Remembered(ends)
        self._readers = readers
        self._turn = threading.Lock()

    def collect(self) -> list[Metric]:
        with self._turn:
            self._kafka.silent = False
            return list(self._asked())

    def close(self) -> None:
        with self._turn:
            self._database.close()
            self._kafka.close()

    def _asked(self) -> Iterator[Metric]:
        yield from self._log()
        yield self._set_aside()
        behind = {reader.label: self._behind(reader) for reader in self._readers}
        yield metrics.PROJECTION_LAG.family(
            ((self._service, label), found.records) for label, found in behind.items()
        )
        yield metrics.PROJECTION_OLDEST_UNAPPLIED.family(
            ((self._service, label), found.oldest) for label, found in behind.items()
        )

    def _set_aside(self) -> Metric:
        rows = self._database.rows(_SET_ASIDE)
        found = {view: float(number) for view, number in rows or ()}
        otherwise = math.nan if rows is None else 0.0
        views = [reader.label for reader in self._readers if not reader.topics]
        return metrics.VIEW_FACTS_SET_ASIDE.family(
            ((self._service, view), found.get(view, otherwise)) for view in views
        )

    def _log(self) -> Iterator[Metric]:
        row = self._database.row(_LOG) or (math.nan,) * 6
        head, halted, relayed, oldest, letters, ahead = (float(value) for value in row)
        log = [
            (metrics.EVENT_LOG_POSITION, head),
            (metrics.EVENT_LOG_HALTED, halted),
            (metrics.EVENT_LOG_HEAD_AHEAD, ahead),
            (metrics.DEAD_LETTERS_OPEN, letters),
        ]
        outbox = [
            (metrics.RELAY_POSITION, relayed),
            (metrics.OUTBOX_PENDING_EVENTS, max(head - relayed, 0.0)),
            (metrics.OUTBOX_OLDEST_PENDING, oldest),
        ]
        for gauge, value in (*log, *(outbox if self._publishes else ())):
            yield gauge.family([((self._service,), value)])

    def _behind(self, reader: Reader) -> Behind:
        if not reader.topics:
            row = self._database.row(_VIEW, (reader.name, reader.version))
            return NOT_KNOWN if row is None else Behind(float(row[0]), float(row[1]))
        # The marks before the ends: what is handled in between may count as not yet handled,
        # but nothing unhandled ever counts as handled.
        marks = self._database.rows(_MARKS, (reader.name, reader.version))
        if marks is None:
            return NOT_KNOWN
        try:
            return self._unheard({(topic, number): at for topic, number, at in marks}, reader)
        except KafkaAway:
            return NOT_KNOWN

    def _unheard(self, handled: Mapping[Partition, int], reader: Reader) -> Behind:
        extents = self._kafka.extents(reader.topics)
        waiting = {
            place: (following(handled.get(place, -1), first, end), end)
            for place, (first, end) in extents.items()
        }
        pending = {place: start for place, (start, end) in waiting.items() if start < end}
        if not pending:
            return Behind(0.0, 0.0)
        records = sum(waiting[place][1] - start for place, start in pending.items())
        return Behind(float(records), self._oldest(pending))

    def _oldest(self, pending: Mapping[Partition, int]) -> float:
        try:
            found = self._kafka.recorded_at(pending)
        except KafkaAway:
            return math.nan
        return min(found.values()) if len(found) == len(pending) else math.nan


def following(handled: int, first: int, end: int) -> int:
    """The first offset not handled. A partition that ends before its mark was made anew: all of
    it is unhandled."""
    after = handled + 1
    return first if after > end else max(after, first)


class _Remembered:
    """Kafka's extents, the last ones for a while when it does not answer.

    Once `silent` it is not asked again in the same scrape: each asking would wait its seconds,
    and Prometheus waits ten for all of them.
    """

    def __init__(self, ends: Ends) -> None:
        self._ends = ends
        self.silent = False
        self._last: dict[Sequence[str], tuple[float, Mapping[Partition, tuple[int, int]]]] = {}

    def extents(self, topics: tuple[str, ...]) -> Mapping[Partition, tuple[int, int]]:
        if not self.silent:
            try:
                found = self._ends.extents(topics)
            except TopicMissing:
                raise
            except KafkaAway:
                self.silent = True
            else:
                self._last[topics] = (time.monotonic(), found)
                return found
        return self._remembered(topics)

    def _remembered(self, topics: tuple[str, ...]) -> Mapping[Partition, tuple[int, int]]:
        asked_at, found = self._last.get(topics, (-math.inf, {}))
        if time.monotonic() - asked_at > KAFKA_MEMORY:
            raise KafkaAway
        return found

    def recorded_at(self, offsets: Mapping[Partition, int]) -> Mapping[Partition, float]:
        if self.silent:
            raise KafkaAway
        found = self._ends.recorded_at(offsets)
        self.silent = len(found) < len(offsets)
        return found

    def close(self) -> None:
        self._ends.close()
