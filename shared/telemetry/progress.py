"""How far everybody is, asked of the database and of Kafka while it is scraped.

Nothing here remembers a worker's word for it: a dead worker's lag grows, and what cannot be asked
is NaN, never a healthy number. What cannot be asked for one reader says nothing of the others.
"""

import math
import threading
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from prometheus_client import Metric

from shared.telemetry import lag, metrics
from shared.telemetry.database import Connect, Database
from shared.telemetry.lag import (
    NOT_KNOWN,
    Behind,
    Ends,
    Extent,
    Hearing,
    KafkaAway,
    Mark,
    Partition,
    Question,
    Reader,
    Record,
)
from shared.telemetry.metrics import Asked

KAFKA_MEMORY: Final = 15.0
"""Seconds for which Kafka's last answer stands in while it does not answer."""


@dataclass(frozen=True)
class Questions:
    """The queries of those who own the tables.

    `relay`: how far it is, and how many letters are open. `log`, after a position: the last
    position, whether it is halted, since when the next fact waits, and by how many seconds the
    last one is ahead of the clock. `view`, by name and version twice: how many facts it has not
    seen, since when. `aside`: how many are set aside, by label; `paused`: how many partitions
    are. `marks`: of all listeners.
    `differs`: as `read_model_differs` is asked.
    """

    relay: str
    log: str
    view: str
    aside: str
    marks: str
    differs: str
    paused: str


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
        questions: Questions,
        *,
        publishes: bool = True,
    ) -> None:
        self._service = service
        self._publishes = publishes
        self._database = Database(connect)
        self._kafka = _Remembered(ends)
        self._readers = readers
        self._questions = questions
        self._turn = threading.Lock()

    def collect(self) -> list[Metric]:
        with self._turn:
            with self._database.asked_together():
                told = [*self._log(), self._set_aside(), self._paused(), self._rebuilds_wanted()]
                views, marks = self._views(), self._marks()
            return told + list(self._lags(self._unheard(marks) | views))

    def behind(self) -> dict[Reader, dict[str, Behind]]:
        """Of every reader, by topic ("" for a view): what `/metrics` tells, as operators ask."""
        with self._turn:
            with self._database.asked_together():
                views, marks = self._views(), self._marks()
            return self._unheard(marks) | views

    def wanted(self) -> dict[Reader, list[str] | None]:
        """Of every reader that counts, how its code differs from what is live (then it counts
        nothing until it is rebuilt); None: it could not be asked."""
        with self._turn, self._database.asked_together():
            return self._differences()

    def _differences(self) -> dict[Reader, list[str] | None]:
        return {each: self._differs(each) for each in self._readers if each.counted is not None}

    def _differs(self, reader: Reader) -> list[str] | None:
        assert reader.counted is not None
        kind = "projection" if reader.topics else "view"
        said = [*reader.counted.lines], [*reader.counted.tables]
        row = self._database.row(
            self._questions.differs, (kind, reader.name, reader.version, *said)
        )
        return None if row is None else list(row[0])

    def _rebuilds_wanted(self) -> Metric:
        found = self._differences()
        return metrics.REBUILD_WANTED.family(
            ((self._service, reader.label), math.nan if said is None else float(bool(said)))
            for reader, said in found.items()
        )

    def pending(self) -> float:
        """Facts that the relay has not passed."""
        with self._turn, self._database.asked_together():
            head, _, relayed, *_ = self._row()
            return max(head - relayed, 0.0)

    def close(self) -> None:
        with self._turn:
            self._database.close()

    def _lags(self, behind: Mapping[Reader, Mapping[str, Behind]]) -> Iterator[Metric]:
        found = {reader.label: lag.together(topics.values()) for reader, topics in behind.items()}
        yield metrics.PROJECTION_LAG.family(
            ((self._service, label), each.records) for label, each in found.items()
        )
        yield metrics.PROJECTION_OLDEST_UNAPPLIED.family(
            ((self._service, label), each.oldest) for label, each in found.items()
        )

    def _set_aside(self) -> Metric:
        views = [reader for reader in self._readers if not reader.topics]
        return self._counted(metrics.VIEW_FACTS_SET_ASIDE, self._questions.aside, views)

    def _paused(self) -> Metric:
        listeners = [reader for reader in self._readers if reader.topics]
        return self._counted(metrics.LISTENER_PARTITIONS_PAUSED, self._questions.paused, listeners)

    def _counted(self, metric: Asked, query: str, readers: Sequence[Reader]) -> Metric:
        """By the labels of the readers."""
        rows = self._database.rows(query)
        found = {label: float(number) for label, number in rows or ()}
        otherwise = math.nan if rows is None else 0.0
        labels = [reader.label for reader in readers]
        return metric.family(
            ((self._service, label), found.get(label, otherwise)) for label in labels
        )

    def _row(self) -> list[float]:
        """The log's position, whether it is halted, the relay's position, since when its next
        fact waits, open letters, seconds ahead. The relay first: what is appended meanwhile may
        count as not yet relayed, never the other way round."""
        relayed, letters = self._database.row(self._questions.relay) or (math.nan,) * 2
        row = None if math.isnan(relayed) else self._database.row(self._questions.log, (relayed,))
        head, halted, oldest, ahead = row or (math.nan,) * 4
        return [float(value) for value in (head, halted, relayed, oldest, letters, ahead)]

    def _log(self) -> Iterator[Metric]:
        head, halted, relayed, oldest, letters, ahead = self._row()
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

    def _views(self) -> dict[Reader, dict[str, Behind]]:
        return {view: {"": self._unseen(view)} for view in self._readers if not view.topics}

    def _unseen(self, view: Reader) -> Behind:
        row = self._database.row(self._questions.view, (view.name, view.version))
        return NOT_KNOWN if row is None else Behind(float(row[0]), float(row[1]))

    def _marks(self) -> Hearing | None:
        listeners = [reader for reader in self._readers if reader.topics]
        rows = self._database.rows(self._questions.marks) if listeners else []
        if rows is None:
            return None
        found: dict[tuple[str, int], dict[Partition, Mark]] = defaultdict(dict)
        for name, version, topic, number, offset, record_hash in rows:
            found[name, version][topic, number] = Mark(offset, bytes(record_hash))
        return {each: found[each.name, each.version] for each in listeners}

    def _unheard(self, hearing: Hearing | None) -> dict[Reader, dict[str, Behind]]:
        """Of marks that were read before: what is handled meanwhile may count as not yet handled,
        but nothing unhandled ever counts as handled."""
        if hearing is not None:
            with suppress(KafkaAway):
                return lag.unheard(self._kafka, hearing)
        return {r: dict.fromkeys(r.topics, NOT_KNOWN) for r in self._readers if r.topics}


class _Remembered:
    """Kafka's extents, the last ones of a topic for a while when it does not answer.

    What then follows a mark is not asked: it would wait its seconds for nothing, and Prometheus
    waits ten for all of it.
    """

    def __init__(self, ends: Ends) -> None:
        self._ends = ends
        self._silent = False
        self._last: dict[str, tuple[float, Mapping[int, Extent]]] = {}

    def extents(self, topics: Collection[str]) -> dict[str, Mapping[int, Extent]]:
        found: Mapping[str, Mapping[int, Extent]] = {}
        try:
            found, self._silent = self._ends.extents(topics), False
        except KafkaAway:
            self._silent = True
        now = time.monotonic()
        remembered = {
            topic: {number: extent._replace(old=True) for number, extent in extents.items()}
            for topic, (asked_at, extents) in self._last.items()
            if topic in topics and now - asked_at <= KAFKA_MEMORY
        }
        self._last |= {topic: (now, extents) for topic, extents in found.items()}
        return {**remembered, **found}

    def following(self, questions: Collection[Question]) -> Mapping[Question, Record | None]:
        if self._silent:
            return {}
        try:
            return self._ends.following(questions)
        except KafkaAway:
            return {}
