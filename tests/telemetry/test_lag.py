"""How far behind: never fewer records than there are, never caught up while anything is unsure."""

import math
from collections.abc import Collection, Mapping

import pytest

from shared.telemetry.lag import (
    CAUGHT_UP,
    NOT_KNOWN,
    Behind,
    Extent,
    Mark,
    Partition,
    Question,
    Reader,
    Record,
    together,
    unheard,
)

TOPIC = "registry.families"
READER = Reader("counts", 1, (TOPIC,))
THERE = {0: Extent(0, 10), 1: Extent(0, 5)}


class Kafka:
    """Every offset is a record of that second, but for those that are not."""

    def __init__(
        self, extents: Mapping[int, Extent], unreadable: Collection[tuple[int, int]] = ()
    ) -> None:
        self._extents = {TOPIC: extents}
        self._unreadable = unreadable

    def extents(self, topics: Collection[str]) -> Mapping[str, Mapping[int, Extent]]:
        return {topic: self._extents.get(topic, {}) for topic in topics}

    def following(self, questions: Collection[Question]) -> Mapping[Question, Record | None]:
        return {question: self._next(question) for question in questions}

    def _next(self, question: Question) -> Record | None:
        for offset in range(question.start, question.extent.end):
            if (question.place[1], offset) not in self._unreadable:
                return Record(offset, float(offset + 1))
        return None


def behind(kafka: Kafka, **marks: int) -> Behind:
    """Marks by partition: `p0=7`."""
    heard: dict[Partition, Mark] = {(TOPIC, int(p[1:])): Mark(at) for p, at in marks.items()}
    return unheard(kafka, {READER: heard})[READER][TOPIC]


def test_lag_is_what_was_not_handled_since_the_oldest_of_it() -> None:
    assert behind(Kafka(THERE), p0=7, p1=4) == Behind(2, 9.0)


def test_a_partition_without_a_mark_is_unheard() -> None:
    assert behind(Kafka(THERE), p0=9).records == 5


def test_nothing_handled_yet_is_the_whole_topic() -> None:
    assert behind(Kafka(THERE), p0=-1, p1=-1) == Behind(15, 1.0)


def test_a_topic_that_ends_before_the_mark_was_recreated_and_is_unheard() -> None:
    assert behind(Kafka(THERE), p0=40, p1=4).records == 10


def test_what_retention_took_cannot_be_behind() -> None:
    assert behind(Kafka({0: Extent(8, 10)}), p0=3).records == 2


def test_a_partition_emptied_behind_the_mark_is_caught_up() -> None:
    assert behind(Kafka({0: Extent(10, 10)}), p0=3) == CAUGHT_UP


def test_an_old_end_before_the_mark_is_no_topic_made_anew() -> None:
    assert behind(Kafka({0: Extent(0, 10, old=True)}), p0=40) == CAUGHT_UP


def test_offsets_that_are_no_records_are_nothing_to_handle() -> None:
    assert behind(Kafka({0: Extent(0, 10)}, [(0, 8), (0, 9)]), p0=7) == CAUGHT_UP
    assert behind(Kafka({0: Extent(0, 10)}, [(0, 6), (0, 7)]), p0=5) == Behind(2, 9.0)


def test_a_topic_that_is_not_there_is_not_called_caught_up() -> None:
    nothing = behind(Kafka({}))
    assert math.isnan(nothing.records)
    assert math.isnan(nothing.oldest)


PARTS = {
    "nobody": ([], NOT_KNOWN),
    "all caught up": ([CAUGHT_UP, CAUGHT_UP], CAUGHT_UP),
    "one behind": ([CAUGHT_UP, Behind(2, 9.0)], Behind(2, 9.0)),
    "two behind": ([Behind(1, 4.0), Behind(2, 9.0)], Behind(3, 4.0)),
    "one not read, no other behind": ([CAUGHT_UP, Behind(2, math.nan)], Behind(2, math.nan)),
    "one not read, another behind": ([Behind(1, 4.0), Behind(2, math.nan)], Behind(3, 4.0)),
    "one not known": ([Behind(1, 4.0), NOT_KNOWN], Behind(math.nan, 4.0)),
}


@pytest.mark.parametrize("case", PARTS)
def test_the_parts_of_a_reader_make_one_figure_and_hide_nothing(case: str) -> None:
    parts, expected = PARTS[case]
    found = together(parts)
    for told, wanted in [(found.records, expected.records), (found.oldest, expected.oldest)]:
        assert told == wanted or (math.isnan(told) and math.isnan(wanted))
