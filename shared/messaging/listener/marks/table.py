"""The table of marks: how far each (projection, version) came in each partition."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

import psycopg

from shared.eventstore.commands import Mark
from shared.eventstore.read_models import ReadModel, RebuildWanted, require_live
from shared.messaging.listener.reading.records import Partition
from shared.messaging.listener.settings import Hearer

NOTHING = -1
"""The offset of a mark before anything was heard."""


def unheard(hearer: Hearer, partition: Partition) -> Mark:
    return Mark(hearer.name, hearer.version, *partition, NOTHING, b"", 0)


_MAKE = """
insert into listener_marks
    (projection, version, topic, partition, record_offset, record_hash, sequence)
select %s, %s, topic, partition, -1, '', 0 from unnest(%s::text[], %s::int[])
    as wanted (topic, partition)
on conflict do nothing
"""

_READ = """
select projection, version, topic, partition, record_offset, record_hash, sequence
from listener_marks join unnest(%s::text[], %s::int[]) as wanted (topic, partition)
    using (topic, partition)
where projection = %s and version = %s order by topic, partition
"""

_MOVE = """
update listener_marks there
set record_offset = new.record_offset, record_hash = new.record_hash, sequence = new.sequence
from unnest(%s::text[], %s::int[], %s::bigint[], %s::bytea[], %s::bigint[])
    as new (topic, partition, record_offset, record_hash, sequence)
where there.projection = %s and there.version = %s
    and there.topic = new.topic and there.partition = new.partition
"""

ALL = """
select projection, version, topic, partition, record_offset, record_hash from listener_marks
"""

Marks = dict[Partition, Mark]


def make(cursor: psycopg.Cursor, hearer: Hearer, partitions: Sequence[Partition]) -> Marks:
    """The marks as they stand, made where there was none. Locks nothing."""
    cursor.execute(_MAKE, (hearer.name, hearer.version, *_columns(partitions)))
    return _read(cursor, hearer, partitions, "")


def begin(connection: psycopg.Connection, hearer: Hearer, partitions: Sequence[Partition]) -> Marks:
    """As `make`, for who reads from them. While a rebuild is wanted none is made; where there is
    none it is as before anything was heard."""
    cursor = connection.cursor()
    with suppress(RebuildWanted), connection.transaction():
        made = make(cursor, hearer, partitions)
        if isinstance(hearer, ReadModel):
            require_live(cursor, hearer)
        return made
    found = _read(cursor, hearer, partitions, "")
    return {each: found.get(each) or unheard(hearer, each) for each in partitions}


def lock(cursor: psycopg.Cursor, hearer: Hearer, partitions: Sequence[Partition]) -> Marks:
    """The marks, held until the transaction ends. One that somebody removed begins anew."""
    held = _read(cursor, hearer, partitions, " for update of listener_marks")
    if len(held) < len(partitions):
        cursor.execute(_MAKE, (hearer.name, hearer.version, *_columns(partitions)))
        held = _read(cursor, hearer, partitions, " for update of listener_marks")
    return held


def move(cursor: psycopg.Cursor, hearer: Hearer, marks: Sequence[Mark]) -> None:
    columns = (
        [mark.topic for mark in marks],
        [mark.partition for mark in marks],
        [mark.offset for mark in marks],
        [mark.record_hash for mark in marks],
        [mark.sequence for mark in marks],
    )
    cursor.execute(_MOVE, (*columns, hearer.name, hearer.version))


def _read(
    cursor: psycopg.Cursor, hearer: Hearer, partitions: Sequence[Partition], lock: str
) -> Marks:
    columns = _columns(partitions)
    rows = cursor.execute(f"{_READ}{lock}", (*columns, hearer.name, hearer.version)).fetchall()
    return {(mark.topic, mark.partition): mark for mark in (Mark(*row) for row in rows)}


def _columns(partitions: Iterable[Partition]) -> tuple[list[str], list[int]]:
    ordered = sorted(partitions)
    return [topic for topic, _ in ordered], [number for _, number in ordered]
