"""Which log a topic's records are of, and what is believed of a record of another one.

A sequence says something only within its log. The first genuine record pins the topic's log; what
is of another one is parked until an operator names that as the successor. From a partition's first
record of the successor on, records of the predecessor are parked there: what stands before it is
history, which a hearer that begins anew hears as all did.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import psycopg

import shared.messaging.listener.marks.table as marks
from shared.messaging.dead_letters import Cause
from shared.messaging.listener.reading.records import Partition, Record, disbelieved
from shared.messaging.listener.settings import Hearer
from shared.messaging.listener.writing.outcome import Chapter, chapter_of

Lineage = list[str]
"""The logs of a topic as they followed one another."""


@dataclass(frozen=True)
class Logs:
    """By topic its logs, and by partition the log whose sequences the hearer's mark counts."""

    lineages: dict[str, Lineage]
    at: dict[Partition, str | None]

    def divided(self, chapter: Chapter) -> list[Chapter]:
        """The chapter without belief in what is of another log, cut where a successor begins."""
        log_id = self.at[chapter.partition]
        if all(r.stamp is None or r.stamp.log_id == log_id for r in chapter.records):
            return [chapter]
        found, old = [], chapter.old
        for turns_to, records in self._parts(chapter, log_id):
            if turns_to is not None and log_id is not None:
                old = replace(old, sequence=0)
            if records:
                found.append(replace(chapter_of(records, old), turns_to=turns_to))
                old = found[-1].new
            log_id = turns_to or log_id
        return found

    def _parts(self, chapter: Chapter, log_id: str | None) -> list[tuple[str | None, list[Record]]]:
        lineage = self.lineages.get(chapter.partition[0], [])
        numbers = {each: number for number, each in enumerate(lineage)}
        at = numbers.get(log_id or "", -1)
        parts: list[tuple[str | None, list[Record]]] = [(None, [])]
        for record in chapter.records:
            stamp = record.stamp
            number = at if stamp is None else numbers.get(stamp.log_id, -1)
            if stamp is not None and number > at:
                at = number
                parts.append((stamp.log_id, []))
            believed = stamp is None or (number == at and number >= 0)
            parts[-1][1].append(record if believed else disbelieved(record, Cause.ANOTHER_LOG))
        return parts


def known(cursor: psycopg.Cursor, hearer: Hearer, chapters: Sequence[Chapter]) -> Logs:
    """For these chapters' partitions, whose marks are there. A topic of which nothing genuine was
    heard before is pinned to the log of the first record that is."""
    found = _read(cursor, hearer, chapters)
    first = _first_logs(chapters, found)
    if not first:
        return found
    cursor.execute(_PIN, (list(first), list(first.values())))
    return _read(cursor, hearer, chapters)


def lineage_of(cursor: psycopg.Cursor, topic: str) -> Lineage:
    rows = cursor.execute(_LINEAGE, (topic,)).fetchall()
    return [str(log_id) for (log_id,) in rows]


def turn(cursor: psycopg.Cursor, hearer: Hearer, chapter: Chapter) -> None:
    """The mark, which is held, counts the sequences of the chapter's log from now on."""
    cursor.execute(_TURN, (chapter.turns_to, hearer.name, hearer.version, *chapter.partition))
    marks.move(cursor, hearer, [chapter.old])


def _first_logs(chapters: Sequence[Chapter], found: Logs) -> dict[str, str]:
    """In order of topics: two listeners of a service that pin the same ones do not lock up."""
    first: dict[str, str] = {}
    for chapter in sorted(chapters, key=lambda chapter: chapter.partition):
        topic = chapter.partition[0]
        if topic not in first and not found.lineages.get(topic):
            stamps = (record.stamp for record in chapter.records if record.stamp)
            if (stamp := next(stamps, None)) is not None:
                first[topic] = stamp.log_id
    return first


def _read(cursor: psycopg.Cursor, hearer: Hearer, chapters: Sequence[Chapter]) -> Logs:
    partitions = sorted({chapter.partition for chapter in chapters})
    columns = [topic for topic, _ in partitions], [number for _, number in partitions]
    rows = cursor.execute(_KNOWN, (*columns, hearer.name, hearer.version)).fetchall()
    return Logs(
        {topic: [str(log) for log in lineage] for topic, _, _, lineage in rows},
        {(topic, number): log and str(log) for topic, number, log, _ in rows},
    )


_KNOWN = """
select topic, partition, mark.log_id, array(
    select log_id from listener_logs log where log.topic = mark.topic order by number)
from listener_marks mark join unnest(%s::text[], %s::int[]) as wanted (topic, partition)
    using (topic, partition)
where projection = %s and version = %s
"""

_LINEAGE = "select log_id from listener_logs where topic = %s order by number"

_PIN = """
insert into listener_logs (topic, number, log_id)
select topic, 1, log_id from unnest(%s::text[], %s::uuid[]) as first (topic, log_id)
on conflict do nothing
"""

_TURN = """
update listener_marks set log_id = %s
where projection = %s and version = %s and topic = %s and partition = %s
"""
