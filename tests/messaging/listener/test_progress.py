"""Whether what arrives continues what was heard: offsets without holes, and the mark's hash."""

from dataclasses import dataclass, replace
from typing import Any, cast

import pytest
from confluent_kafka import OFFSET_BEGINNING

from shared.eventstore.commands import Mark
from shared.messaging.listener.marks.progress import (
    Accepted,
    Awaits,
    Progress,
    Seek,
    beginning_at,
    judge,
)
from shared.messaging.listener.reading.records import Run

MARK = Mark("families", 1, "registry.families", 0, 10, b"ten", 100)
HASHES = {10: b"ten", 11: b"eleven"}


@dataclass(frozen=True)
class At:
    """Stands for a message, of which only the offset is asked."""

    number: int

    def offset(self) -> int:
        return self.number


def run(*offsets: int) -> Run:
    return Run(("registry.families", 0), cast(Any, [At(offset) for offset in offsets]))


def verdict(progress: Progress, *offsets: int, hashes: dict[int, bytes] = HASHES) -> Any:
    return judge(run(*offsets), progress, lambda message: hashes[cast(Any, message).number])


def test_the_marks_own_record_is_compared_and_passed_over() -> None:
    assert verdict(beginning_at(MARK), 10, 11) == Accepted(run(11))


def test_another_record_at_the_mark_means_from_the_beginning() -> None:
    seek = verdict(beginning_at(MARK), 10, hashes={10: b"other"})
    assert seek == Seek(Progress(MARK, Awaits.ANYTHING), another_topic=True)
    assert seek.progress.start == OFFSET_BEGINNING


UNHEARD = beginning_at(replace(MARK, offset=-1))
ANOTHER_TOPIC = Progress(MARK, Awaits.ANYTHING)


@pytest.mark.parametrize("progress", [UNHEARD, ANOTHER_TOPIC])
def test_the_beginning_of_a_partition_is_accepted_at_once(progress: Progress) -> None:
    assert verdict(progress, 0, 1) == Accepted(run(0, 1))


@pytest.mark.parametrize("progress", [UNHEARD, ANOTHER_TOPIC])
def test_what_was_fetched_before_the_beginning_was_sought_is_not_taken_for_it(
    progress: Progress,
) -> None:
    on_its_way = verdict(progress, 11, 12)
    assert on_its_way.progress.start == OFFSET_BEGINNING
    assert verdict(on_its_way.progress, 0, 1, 2) == Accepted(run(0, 1, 2))


def test_a_partition_whose_first_records_were_cleared_begins_later() -> None:
    progress = UNHEARD
    while isinstance(answer := verdict(progress, 5, 6), Seek):
        progress = answer.progress
    assert answer == Accepted(run(5, 6))


@pytest.mark.parametrize("offsets", [(12, 13), (3, 4), (11, 13)])
def test_a_hole_is_sought_again_and_then_gone_over_with_an_alarm(offsets: tuple[int, ...]) -> None:
    progress = Progress(MARK, Awaits.THE_NEXT)
    while isinstance(answer := verdict(progress, *offsets), Seek):
        assert answer.progress.start == MARK.offset
        progress = answer.progress
    assert answer == Accepted(run(*offsets), hole=True)


def test_the_next_record_is_accepted() -> None:
    assert verdict(Progress(MARK, Awaits.THE_NEXT), 11, 12) == Accepted(run(11, 12))
