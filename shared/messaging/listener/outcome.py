"""What became of a batch."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from shared.eventstore.commands import Mark
from shared.messaging.listener.marks import Marks
from shared.messaging.listener.records import Partition, Record, hash_of
from shared.telemetry.metrics import DEAD_LETTERS, END_TO_END, LISTENER_EVENTS

APPLIED, REPEATED, IGNORED, PARKED = "applied", "repeated", "ignored", "parked"


@dataclass
class Tally:
    """Counted by (topic, outcome), and parked ones by reason; told to the metrics per batch."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    recorded: list[datetime] = field(default_factory=list)

    def count(self, partition: Partition, outcome: str, number: int = 1) -> None:
        if number:
            self.outcomes[partition[0], outcome] += number

    def parked(self, partition: Partition, reason: str) -> None:
        self.count(partition, PARKED)
        self.reasons[str(reason)] += 1

    def visible(self, records: Sequence[Record]) -> None:
        """Applied together; the one that waited longest speaks for all."""
        times = [record.stamp.time for record in records[:1] if record.stamp]
        self.recorded += times

    def tell(self, service: str) -> None:
        """To the metrics, once all is committed."""
        now = datetime.now(UTC)
        for (topic, outcome), number in self.outcomes.items():
            LISTENER_EVENTS.labels(service, topic, outcome).inc(number)
        for reason, number in self.reasons.items():
            DEAD_LETTERS.labels(service, reason).inc(number)
        for time in self.recorded:
            END_TO_END.labels(service).observe(max(0.0, (now - time).total_seconds()))


@dataclass(frozen=True)
class Chapter:
    """Records of one partition that continue its mark, in order; nothing left out."""

    partition: Partition
    records: list[Record]
    old: Mark
    new: Mark


def chapter_of(records: list[Record], old: Mark) -> Chapter:
    """The new mark stands at the last record, whatever becomes of each."""
    last = records[-1]
    sequences = (record.stamp.sequence for record in records if record.stamp)
    highest = max(old.sequence, max(sequences, default=0))
    new = replace(old, offset=last.offset, record_hash=hash_of(last.message), sequence=highest)
    return Chapter(last.partition, records, old, new)


@dataclass(frozen=True)
class Outcome:
    """`moved`: the marks now standing. `lost`: partitions in which somebody else moved the mark;
    nothing of theirs was written."""

    moved: list[Mark]
    lost: Marks
    tally: Tally


class Writer(Protocol):
    """Writes a batch and its marks together, or raises and has written nothing."""

    async def write(self, chapters: list[Chapter]) -> Outcome: ...

    def close(self) -> None: ...


def fresh(chapter: Chapter, tally: Tally) -> list[Record]:
    """What is left to apply or to park: no repeats, nothing that is not heard."""
    highest, left, repeated, ignored = chapter.old.sequence, [], 0, 0
    for record in chapter.records:
        stamp = record.stamp
        if stamp is None:
            left.append(record)
        elif stamp.sequence <= highest:
            repeated += 1
        else:
            highest = stamp.sequence
            if record.heard is None and record.reason is None:
                ignored += 1
            else:
                left.append(record)
    tally.count(chapter.partition, REPEATED, repeated)
    tally.count(chapter.partition, IGNORED, ignored)
    return left


def spans(chapters: Iterable[Chapter]) -> dict[Partition, tuple[int, int]]:
    """First and last offset, by partition."""
    return {
        chapter.partition: (chapter.records[0].offset, chapter.records[-1].offset)
        for chapter in chapters
    }
