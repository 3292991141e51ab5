"""What is dropped as a repeat although nothing ever came of it.

A record at or below the mark is taken for one that was heard before. If its event has no effect
here and it was not parked, then it came late and is lost: that must never happen, and is not
passed over in silence. One question for each batch that holds repeats, which is rare.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import psycopg

from shared.eventstore.commands import Key
from shared.eventstore.reading.first_answers import used
from shared.messaging.heard import Heard
from shared.messaging.listener.reading.records import Record
from shared.messaging.listener.settings import Hearer, Projection
from shared.messaging.listener.writing.applying import is_about_a_record

Cursor = psycopg.Cursor[Any]


def never_applied(
    cursor: Cursor, hearer: Hearer, repeats: Sequence[Record], applied: Collection[str]
) -> list[Record]:
    """Those of the repeats that are not among the ids of what was applied, nor parked."""
    strange = [r for r in repeats if r.stamp is not None and r.stamp.id not in applied]
    if not strange:
        return []
    parked = _parked(cursor, hearer, strange)
    return [
        record
        for record in strange
        if record.stamp is not None and (*record.partition, record.stamp.sequence) not in parked
    ]


def projected(cursor: Cursor, projection: Projection, events: Sequence[Heard]) -> set[str]:
    """What the projection has applied of them; an event that it cannot be asked about was not."""
    try:
        with cursor.connection.transaction():
            return set(projection.applied(cursor, events))
    except Exception as error:
        if not is_about_a_record(error):
            raise
    if len(events) <= 1:
        return set()
    middle = len(events) // 2
    first = projected(cursor, projection, events[:middle])
    return first | projected(cursor, projection, events[middle:])


def commanded(cursor: Cursor, keys: Mapping[str, Sequence[Key]]) -> set[str]:
    """By the ids of events and the keys of their commands: of which all were carried out."""
    asked = [key for of_one in keys.values() for key in of_one]
    found = used(cursor, asked)
    return {
        event
        for event, of_one in keys.items()
        if all((key.actor, key.key) in found for key in of_one)
    }


def _parked(cursor: Cursor, hearer: Hearer, records: Sequence[Record]) -> set[tuple[str, int, int]]:
    columns = (
        [record.partition[0] for record in records],
        [record.partition[1] for record in records],
        [record.stamp.sequence for record in records if record.stamp],
    )
    rows = cursor.execute(_PARKED, (*columns, hearer.name, hearer.version)).fetchall()
    return {(topic, partition, sequence) for topic, partition, sequence in rows}


# One discarded in any version is given up in all.
_PARKED = """
select topic, partition, sequence from dead_letters
join unnest(%s::text[], %s::int[], %s::bigint[]) as asked (topic, partition, sequence)
    using (topic, partition, sequence)
where projection = %s and (version = %s or state = 'discarded')
"""
