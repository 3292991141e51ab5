"""Building the tables again from what was published, beside those that are asked meanwhile.

A listener of its own hears everything from zero into tables of its own: first the contributions
alone, which are then added up at once, then what came meanwhile, as the live projection does it.
When it is no longer behind the live one it takes its place in one transaction: tables, marks and
dead letters. A live listener that is running finds its marks moved and goes on from there; nothing
is lost or counted twice. Only one rebuild has its turn at a time (`attempt`).
"""

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.errors import LockNotAvailable

from services.rollups.inbox.attempt import Attempt, Turn, begin, forget
from services.rollups.inbox.cells import CellsProjection, ContributionsProjection
from services.rollups.inbox.goal import goal_of
from services.rollups.views import cells
from services.rollups.views.tables import LIVE
from shared.messaging.listener import Listener, ListenerSettings
from shared.postgres.connections import connect
from shared.vocabulary.refusals import Kind, Refusal

LOOK_AGAIN = 0.05

Told = Callable[[float], None]
"""Is told how much has been heard, 0 to 1."""


class RebuildDiffers(RuntimeError):
    """The rebuilt sums are not what its contributions add up to: a fault of this code."""


class RebuildMetTrouble(Refusal):
    """The live tables are as they were; the letters are those of `cells` in this version."""

    code = "rollups.rebuild-met-trouble"
    kind = Kind.CONFLICT
    sentence = (
        "Records were parked that the live projection had not parked: see the dead letters of"
        " cells in version {version}. The live tables are as they were."
    )


async def rebuild(settings: ListenerSettings, told: Told = lambda _: None) -> None:
    """Rebuilds while everything goes on, or after the live tables were dropped.

    Raises RebuildUnderWay, RebuildOvertaken, RebuildDiffers or RebuildMetTrouble, or psycopg's
    error when the database fails it, and leaves the live tables alone.
    """
    with Turn(settings.database) as turn:

        def heard(share: float) -> None:
            turn.verify()
            told(share)

        attempt = await asyncio.to_thread(begin, settings.database, turn)
        adding = ContributionsProjection(attempt.tables, attempt.version)
        await _hear(settings, adding, heard)
        await asyncio.to_thread(_add_up, settings.database, attempt)
        while True:
            turn.verify()
            await _hear(settings, CellsProjection(attempt.tables, attempt.version), heard)
            await asyncio.to_thread(_require_sums, settings.database, attempt)
            if await asyncio.to_thread(_took_over, settings.database, attempt):
                return


def _add_up(database: str, attempt: Attempt) -> None:
    with connect(database, "rebuild") as connection:
        cells.sum_up(connection.cursor(), attempt.tables)
        connection.execute("select index_rollup_tables(%s)", (attempt.tables.generation,))


def _require_sums(database: str, attempt: Attempt) -> None:
    with connect(database, "rebuild") as connection:
        if cells.differ(connection.cursor(), attempt.tables):
            raise RebuildDiffers("the rebuilt cells are not the sums of their contributions")


async def _hear(settings: ListenerSettings, projection: CellsProjection, told: Told) -> None:
    """Until all that is published now, and all the live listener has handled, was heard. Raises
    AnotherFormat: of such a topic nothing is heard, however long one waits; or PartitionPaused."""
    goal = await asyncio.to_thread(goal_of, settings.brokers, projection, settings.database)
    stop = asyncio.Event()
    listener = Listener(settings, projection)
    listening = asyncio.create_task(listener.run(stop))
    try:
        while not listening.done():
            listener.require_format()
            listener.require_going()
            share = await asyncio.to_thread(goal.share)
            told(share)
            if share >= 1:
                break
            await asyncio.wait([listening], timeout=LOOK_AGAIN)
    finally:
        stop.set()
        await listening


def _took_over(database: str, attempt: Attempt) -> bool:
    """False: the live listener has meanwhile handled what the rebuilt tables do not hold yet, or
    somebody holds it or its tables for longer than readers may wait."""
    try:
        with connect(database, "rebuild") as connection:
            return _replaced(connection, attempt)
    except LockNotAvailable:
        return False


def _replaced(connection: psycopg.Connection[Any], attempt: Attempt) -> bool:
    connection.execute(_HOLD_MARKS)
    versions = (attempt.version, CellsProjection.version)
    if connection.execute(_BEHIND, versions).fetchone():
        return False
    if connection.execute(_NEW_TROUBLE, versions).fetchone():
        raise RebuildMetTrouble(version=attempt.version)
    connection.execute("select drop_rollup_tables(%s)", (LIVE.generation,))
    connection.execute(
        "select rename_rollup_tables(%s, %s)", (attempt.tables.generation, LIVE.generation)
    )
    for statement in (_SETTLE, _MOVE_MARKS):
        connection.execute(statement, (CellsProjection.version, attempt.version))
    for table in ("listener_marks", "dead_letters"):
        forget(connection, table)
    return True


_HOLD_MARKS = """
select true from listener_marks where projection = 'cells'
order by version, topic, partition for update
"""

_BEHIND = """
select true from listener_marks rebuilt right join listener_marks live
    on rebuilt.projection = live.projection and rebuilt.version = %s
    and rebuilt.topic = live.topic and rebuilt.partition = live.partition
where live.projection = 'cells' and live.version = %s
    and coalesce(rebuilt.record_offset, -1) < live.record_offset
limit 1
"""

# What the live projection had parked and the rebuilt one could apply is settled.
_SETTLE = """
update dead_letters live set state = 'redriven', settled_at = now()
where live.projection = 'cells' and live.version = %s and live.state = 'parked' and not exists (
    select from dead_letters rebuilt where rebuilt.projection = 'cells' and rebuilt.version = %s
    and (rebuilt.topic, rebuilt.partition, rebuilt.record_offset, rebuilt.record_hash)
      = (live.topic, live.partition, live.record_offset, live.record_hash))
"""

_MOVE_MARKS = """
insert into listener_marks
    (projection, version, topic, partition, record_offset, record_hash, sequence, log_id)
select projection, %s, topic, partition, record_offset, record_hash, sequence, log_id
from listener_marks where projection = 'cells' and version = %s
on conflict (projection, version, topic, partition) do update
set record_offset = excluded.record_offset, record_hash = excluded.record_hash,
    sequence = excluded.sequence, log_id = excluded.log_id
"""


_NEW_TROUBLE = """
select true from dead_letters rebuilt where rebuilt.projection = 'cells' and rebuilt.version = %s
and rebuilt.state = 'parked' and not exists (
    select from dead_letters live where live.projection = 'cells' and live.version = %s
    and live.state = 'parked'
    and (rebuilt.topic, rebuilt.partition, rebuilt.record_offset, rebuilt.record_hash)
      = (live.topic, live.partition, live.record_offset, live.record_hash))
limit 1
"""
