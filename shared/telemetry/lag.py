"""How far readers of Kafka are behind: one rule for `/metrics` and for `hieuhoc lag`.

Behind is who has not handled a record that can be read. Offsets alone do not tell: a transaction's
end takes one without being a record, and so does what compaction took. So beyond each mark Kafka
is asked for the next record; that there is none means caught up.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

Partition = tuple[str, int]
"""Topic without prefix, and number."""


class KafkaAway(Exception):
    """Kafka did not answer in time."""


class Extent(NamedTuple):
    """Of one partition: the first offset still there and the one the next record will have; `old`
    when a mark read since may stand beyond it."""

    first: int
    end: int
    old: bool = False


class Mark(NamedTuple):
    """The last record handled, -1 before the first; its hash, where known, tells it from another
    that stands there since the topic was made anew."""

    offset: int = -1
    record_hash: bytes = b""


class Record(NamedTuple):
    """Where the next record stands, and when what it says was recorded, in seconds."""

    offset: int
    recorded_at: float


@dataclass(frozen=True)
class Question:
    """What comes next in a partition of this extent, for who stands at this mark?"""

    place: Partition
    mark: Mark
    extent: Extent

    @property
    def fits(self) -> bool:
        """No: a partition that ends before its mark was made anew, all of it is unhandled."""
        return self.extent.old or self.mark.offset < self.extent.end

    @property
    def start(self) -> int:
        """The first offset that may be unhandled."""
        return max(self.mark.offset + 1, self.extent.first) if self.fits else self.extent.first


class Ends(Protocol):
    """What Kafka is asked. Both answer within seconds."""

    def extents(self, topics: Collection[str]) -> Mapping[str, Mapping[int, Extent]]:
        """Of every partition; a topic that is not there has none. Only what Kafka answered for:
        raises KafkaAway when that is nothing at all."""

    def following(self, questions: Collection[Question]) -> Mapping[Question, Record | None]:
        """The first unhandled record, None when none is there; only what could be read in time.
        Raises KafkaAway."""


@dataclass(frozen=True)
class Counted:
    """What a reader counts, in the lines of its fingerprint that its code says, and in which
    tables (`read_models`)."""

    lines: tuple[str, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """A listener's projection (it has topics) or a view of the service's own log (it has none).
    `counted`: None for one that orders and keeps nothing."""

    name: str
    version: int
    topics: tuple[str, ...] = ()
    counted: Counted | None = None

    @property
    def label(self) -> str:
        return f"{self.name}.v{self.version}"


@dataclass(frozen=True)
class Behind:
    """How far a reader is behind: records, never fewer than there are, and when the oldest of
    them was recorded (0: none)."""

    records: float
    oldest: float


NOT_KNOWN: Final = Behind(math.nan, math.nan)
CAUGHT_UP: Final = Behind(0.0, 0.0)

Marks = Mapping[Partition, Mark]
Hearing = Mapping[Reader, Marks]


def unheard(ends: Ends, hearing: Hearing) -> dict[Reader, dict[str, Behind]]:
    """Per topic. Raises KafkaAway."""
    there = ends.extents({topic for reader in hearing for topic in reader.topics})
    asked = {
        reader: {topic: questions(marks, topic, there.get(topic, {})) for topic in reader.topics}
        for reader, marks in hearing.items()
    }
    found = standing(
        ends, [each for topics in asked.values() for some in topics.values() for each in some]
    )
    return {
        reader: {topic: together(found[each] for each in some) for topic, some in topics.items()}
        for reader, topics in asked.items()
    }


def questions(marks: Marks, topic: str, extents: Mapping[int, Extent]) -> list[Question]:
    """One for each partition; one without a mark is unheard from its beginning."""
    return [
        Question((topic, number), marks.get((topic, number), Mark()), extent)
        for number, extent in sorted(extents.items())
    ]


def standing(ends: Ends, asked: Collection[Question]) -> dict[Question, Behind]:
    """How far behind who asks is in each partition. Raises KafkaAway."""
    answers = ends.following(set(asked))
    return {question: _behind(question, answers) for question in asked}


def _behind(question: Question, answers: Mapping[Question, Record | None]) -> Behind:
    """What could not be read counts by its offsets."""
    end = question.extent.end
    if question not in answers:
        records = end - question.start
        return Behind(float(records), math.nan) if records > 0 else CAUGHT_UP
    record = answers[question]
    if record is None or record.offset >= end:  # it came after the question
        return CAUGHT_UP
    return Behind(float(end - record.offset), record.recorded_at)


def together(parts: Iterable[Behind]) -> Behind:
    """Of all partitions or topics of a reader; of none, as of a topic that is not there, nothing
    is known. The oldest record is the oldest that could be read:
    nobody is called caught up while something could not, nor hidden by it."""
    found = list(parts)
    if not found:
        return NOT_KNOWN
    records = sum(each.records for each in found)
    dated = [each.oldest for each in found if each.oldest > 0]
    unsure = any(math.isnan(each.oldest) for each in found)
    return Behind(records, min(dated) if dated else (math.nan if unsure else 0.0))
