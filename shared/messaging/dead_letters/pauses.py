"""Partitions of which nothing more is parked or applied: too many subjects in a row met a fault of
the program. Mended code goes on by itself; an operator may have the records parked all the same.

A pause holds while the mark stands where the pause began; whoever moves the mark ends it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import psycopg
from psycopg.rows import class_row

from shared.eventstore.commands import Mark
from shared.vocabulary.refusals import Kind, Refusal

STANDING: Final = """
select projection || '.v' || version, count(*)
from listener_pauses join listener_marks using (projection, version, topic, partition)
where ended_at is null and mark_offset = record_offset group by projection, version
"""
"""How many partitions are paused, by the label of their listener."""


class PartitionPaused(Refusal):
    """Says where and why, nothing that a record holds."""

    code = "messaging.partition-paused"
    kind = Kind.UNAVAILABLE
    sentence = (
        "{projection} has stopped before {topic}, partition {partition}: records of {subjects}"
        " subjects in a row could not be applied ({error}); deploy mended code, or have them"
        " parked by `hieuhoc dead-letters accept`."
    )


class NothingPaused(Refusal):
    """It goes on, or somebody has let it go on already."""

    code = "messaging.nothing-paused"
    kind = Kind.NOT_FOUND
    sentence = "{projection} is not paused before {topic}, partition {partition}."


@dataclass(frozen=True)
class Pause:
    """`mark`: where it stands. `read_through`: the last record of the batch that was given up."""

    mark: Mark
    read_through: int
    subjects: int
    error: str

    @property
    def refusal(self) -> PartitionPaused:
        return PartitionPaused(
            projection=f"{self.mark.projection}.v{self.mark.version}",
            topic=self.mark.topic,
            partition=self.mark.partition,
            subjects=self.subjects,
            error=self.error,
        )


@dataclass(frozen=True)
class Accepted:
    """By whose word the records up to an offset are parked where they cannot be applied."""

    read_through: int
    subjects: int
    error: str
    accepted_by: str
    accepted_at: datetime


def begin(cursor: psycopg.Cursor[Any], pause: Pause) -> None:
    """Or say again how far was read. What an operator accepted meanwhile stays accepted."""
    end(cursor, pause.mark)
    figures = pause.mark.offset, pause.read_through, pause.subjects, pause.error
    cursor.execute(_BEGIN, (*_key(pause.mark), *figures))


def end(cursor: psycopg.Cursor[Any], mark: Mark) -> None:
    """The mark stands here now. What was accepted holds until all of it is handled."""
    cursor.execute(_END, (*_key(mark), mark.offset, mark.offset))


def accept(connection: psycopg.Connection[Any], mark: Mark, by: str) -> Accepted:
    """Asked again, it answers what was accepted first. Raises NothingPaused."""
    with connection.cursor(row_factory=class_row(Accepted)) as cursor:
        accepted = cursor.execute(_ACCEPT, (by, *_key(mark))).fetchone()
    if accepted is None:
        raise NothingPaused(projection=mark.projection, topic=mark.topic, partition=mark.partition)
    return accepted


def _key(mark: Mark) -> tuple[str, int, str, int]:
    return mark.projection, mark.version, mark.topic, mark.partition


_BEGIN = """
insert into listener_pauses as there
    (projection, version, topic, partition, mark_offset, read_through, subjects, error)
values (%s, %s, %s, %s, %s, %s, %s, %s)
on conflict (projection, version, topic, partition) where ended_at is null do update
set read_through = excluded.read_through, subjects = excluded.subjects, error = excluded.error
where there.accepted_at is null
"""

_END = """
update listener_pauses set ended_at = now()
where projection = %s and version = %s and topic = %s and partition = %s and ended_at is null
    and mark_offset <> %s and (accepted_at is null or read_through <= %s)
"""

_ACCEPT = """
update listener_pauses pause
set accepted_by = coalesce(accepted_by, %s), accepted_at = coalesce(accepted_at, now())
from listener_marks mark
where pause.projection = %s and pause.version = %s and pause.topic = %s and pause.partition = %s
    and pause.ended_at is null and (mark.projection, mark.version, mark.topic, mark.partition,
        mark.record_offset) = (pause.projection, pause.version, pause.topic, pause.partition,
        pause.mark_offset)
returning read_through, subjects, error, accepted_by, accepted_at
"""
