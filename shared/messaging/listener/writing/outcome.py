"""What became of a batch."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from shared.eventstore.commands import Mark
from shared.messaging.dead_letters import Letter
from shared.messaging.dead_letters.pauses import Pause
from shared.messaging.listener.marks.table import Marks
from shared.messaging.listener.reading.records import Partition, Record, hash_of
from shared.telemetry.logs import logger
from shared.telemetry.metrics import (
    DEAD_LETTERS,
    END_TO_END,
    LISTENER_EVENTS,
    LISTENER_UNAPPLIED_REPEATS,
)

log = logger(__name__)

APPLIED, REPEATED, IGNORED, PARKED = "applied", "repeated", "ignored", "parked"


@dataclass
class Tally:
    """Counted by (topic, outcome), and parked ones by reason; told to the metrics per batch."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    recorded: list[datetime] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    repeats: list[Record] = field(default_factory=list)
    lost: list[Record] = field(default_factory=list)

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
        """To the metrics and the log, once all is committed."""
        now = datetime.now(UTC)
        for (topic, outcome), number in self.outcomes.items():
            LISTENER_EVENTS.labels(service, topic, outcome).inc(number)
        for reason, number in self.reasons.items():
            DEAD_LETTERS.labels(service, reason).inc(number)
        for time in self.recorded:
            END_TO_END.labels(service).observe(max(0.0, (now - time).total_seconds()))
        for letter in self.letters:
            _say_parked(letter)
        self._tell_lost(service)

    def _tell_lost(self, service: str) -> None:
        """Those of the repeats of which nothing ever came."""
        for topic, number in Counter(record.partition[0] for record in self.lost).items():
            LISTENER_UNAPPLIED_REPEATS.labels(service, topic).inc(number)
        if self.lost:
            first = self.lost[0]
            where = {"topic": first.partition[0], "partition": first.partition[1]}
            number = len(self.lost)
            log.critical("repeats never applied", **where, offset=first.offset, number=number)


def _say_parked(letter: Letter) -> None:
    """Once for each record. Where it is and why, nothing of what it holds."""
    where = {"topic": letter.topic, "partition": letter.partition, "offset": letter.offset}
    log.warning("record parked", **where, reason=letter.reason, event_type=letter.event_type)


@dataclass(frozen=True)
class Chapter:
    """Records of one partition that continue its mark, in order; nothing left out. `turns_to`:
    the log whose sequences they count, when the mark has counted another one's, or none yet."""

    partition: Partition
    records: list[Record]
    old: Mark
    new: Mark
    turns_to: str | None = None


def chapter_of(records: list[Record], old: Mark) -> Chapter:
    """The new mark stands at the last record, whatever becomes of each."""
    last = records[-1]
    sequences = (record.stamp.sequence for record in records if record.stamp)
    highest = max(old.sequence, max(sequences, default=0))
    new = replace(old, offset=last.offset, record_hash=hash_of(last.message), sequence=highest)
    return Chapter(last.partition, records, old, new)


@dataclass(frozen=True)
class Outcome:
    """`moved`: the marks now standing. `lost`: partitions to be read again from another mark than
    was believed. `paused`: those at which the limit on parking was reached."""

    moved: list[Mark]
    lost: Marks
    tally: Tally
    paused: Sequence[Pause] = ()


class Writer(Protocol):
    """Writes a batch and its marks together, or raises and has written nothing."""

    async def write(self, chapters: list[Chapter]) -> Outcome: ...

    def close(self) -> None: ...


def fresh(chapter: Chapter, tally: Tally) -> list[Record]:
    """What is left to apply or to park: no repeats, nothing that is not heard."""
    highest, left, repeats, ignored = chapter.old.sequence, [], [], 0
    for record in chapter.records:
        stamp = record.stamp
        if stamp is None:
            left.append(record)
        elif stamp.sequence <= highest:
            repeats.append(record)
        else:
            highest = stamp.sequence
            if record.heard is None and record.reason is None:
                ignored += 1
            else:
                left.append(record)
    tally.count(chapter.partition, REPEATED, len(repeats))
    tally.repeats += [record for record in repeats if record.heard or record.reason]
    tally.count(chapter.partition, IGNORED, ignored)
    return left


def spans(chapters: Iterable[Chapter]) -> dict[Partition, tuple[int, int]]:
    """First and last offset, by partition."""
    found: dict[Partition, tuple[int, int]] = {}
    for chapter in chapters:
        first = found.get(chapter.partition, (chapter.records[0].offset, 0))[0]
        found[chapter.partition] = first, chapter.records[-1].offset
    return found
