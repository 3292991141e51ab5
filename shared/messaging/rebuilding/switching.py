"""The copies take the place of the live tables: tables, marks and dead letters at once."""

import time
from typing import Any, Final

import psycopg
from psycopg.errors import DeadlockDetected, LockNotAvailable

from shared.eventstore import read_models
from shared.eventstore.rebuilding import copies
from shared.eventstore.rebuilding.attempt import Attempt
from shared.eventstore.rebuilding.rebuilt import Rebuilt, Table
from shared.messaging.rebuilding.recipe import Rebuildable
from shared.postgres.connections import connect
from shared.vocabulary.refusals import Kind, Refusal

CATCHES_UP_WITHIN: Final = 3.0
"""Seconds for which the live listener may be held up."""
LOOK_AGAIN: Final = 0.02
Cursor = psycopg.Cursor[Any]


class RebuildMetTrouble(Refusal):
    """The live tables are as they were; the letters are those of the projection in this version."""

    code = "messaging.rebuild-met-trouble"
    kind = Kind.CONFLICT
    sentence = (
        "Records were parked that the live projection had not parked: see the dead letters of"
        " {projection} in version {version}. The live tables are as they were."
    )


class LettersSettled(Refusal):
    """What was heard before that holds what is given up by now."""

    code = "messaging.letters-settled-meanwhile"
    kind = Kind.CONFLICT
    sentence = (
        "Records of {projection} were discarded while it was rebuilt; nothing was changed: rebuild"
        " again."
    )


def switched(projection: Rebuildable, attempt: Attempt) -> Rebuilt | None:
    """None: the listener that fills the copies does not reach the live one, or somebody holds it
    or its tables for longer than readers may wait. Raises RebuildMetTrouble, LettersSettled."""
    try:
        with connect(attempt.database, "rebuild") as connection:
            return _switched(connection.cursor(), projection, attempt)
    except (LockNotAvailable, DeadlockDetected):
        return None


def _switched(cursor: Cursor, projection: Rebuildable, attempt: Attempt) -> Rebuilt | None:
    live = read_models.live_version(cursor, projection) or projection.version
    names = {
        "projection": projection.name,
        "version": projection.version,
        "live": live,
        "rebuilt": attempt.version,
    }
    cursor.execute(_HOLD_MARKS, names)
    if not _caught_up(cursor, names):
        return None
    cursor.execute(_HOLD_REBUILT, names)  # marks first, as its listener does
    standing = attempt.hold(cursor)
    if read_models.hold(cursor, projection) not in (live, None):
        return None
    _require_settled(cursor, projection, names | {"began_at": standing.began_at})
    found = [_found(cursor, attempt, table) for table in copies.tables_of(projection)]
    copies.hold_back_readers(cursor, projection)
    copies.replace(cursor, attempt.schema, projection)
    for statement in (_SETTLE, _KEEP_LETTERS, _MOVE_MARKS, _FORGET_MARKS, _FORGET_LETTERS):
        cursor.execute(statement, names)
    attempt.end(cursor)
    letters = dict(cursor.execute(_LETTERS, names).fetchall())
    parked, discarded = letters.get("parked", 0), letters.get("discarded", 0)
    what = (projection.name, projection.version, found, standing.told)
    return Rebuilt(*what, parked, discarded, attempt.went_on)


def _require_settled(cursor: Cursor, projection: Rebuildable, names: dict[str, Any]) -> None:
    if cursor.execute(_NEW_TROUBLE, names).fetchone():
        raise RebuildMetTrouble(projection=projection.name, version=names["rebuilt"])
    if cursor.execute(_DISCARDED_SINCE, names).fetchone():
        raise LettersSettled(projection=projection.name)


def _caught_up(cursor: Cursor, names: dict[str, Any]) -> bool:
    """The live marks are held: what is to be caught up with grows no more."""
    end = time.monotonic() + CATCHES_UP_WITHIN
    while cursor.execute(_BEHIND, names).fetchone():
        if time.monotonic() > end:
            return False
        time.sleep(LOOK_AGAIN)
    return True


def _found(cursor: Cursor, attempt: Attempt, table: str) -> Table:
    after = copies.rows_of(cursor, attempt.schema, table)
    assert after is not None
    return Table(table, copies.rows_of(cursor, copies.LIVE, table), after)


def forget(attempt: Attempt) -> None:
    """The marks that a listener made which did not know yet that all is done."""
    with connect(attempt.database, "rebuild") as connection:
        names = {"projection": attempt.name, "rebuilt": attempt.version}
        connection.execute(_FORGET_MARKS, names)


_HOLD_MARKS: Final = """
select true from listener_marks where projection = %(projection)s and version > 0
order by version, topic, partition for update
"""

_HOLD_REBUILT: Final = """
select true from listener_marks where projection = %(projection)s and version = %(rebuilt)s
order by topic, partition for update
"""

_BEHIND: Final = """
select true from listener_marks rebuilt right join listener_marks live
    on rebuilt.projection = live.projection and rebuilt.version = %(rebuilt)s
    and rebuilt.topic = live.topic and rebuilt.partition = live.partition
where live.projection = %(projection)s and live.version = %(live)s
    and coalesce(rebuilt.record_offset, -1) < live.record_offset
limit 1
"""

_SAME_RECORD: Final = """
(rebuilt.topic, rebuilt.partition, rebuilt.record_offset, rebuilt.record_hash)
    = (live.topic, live.partition, live.record_offset, live.record_hash)
"""

_NEW_TROUBLE: Final = f"""
select true from dead_letters rebuilt
where rebuilt.projection = %(projection)s and rebuilt.version = %(rebuilt)s
and rebuilt.state = 'parked' and not exists (
    select from dead_letters live where live.projection = %(projection)s
    and (live.version = %(live)s and live.state = 'parked' or live.state = 'discarded')
    and {_SAME_RECORD})
limit 1
"""

# Whatever was parked here may be given up there: it is in none of the tables.
_DISCARDED_SINCE: Final = f"""
select true from dead_letters live
where live.projection = %(projection)s and live.state = 'discarded'
and live.settled_at >= %(began_at)s and not exists (
    select from dead_letters rebuilt
    where rebuilt.projection = %(projection)s and rebuilt.version = %(rebuilt)s
    and {_SAME_RECORD})
limit 1
"""

# What the live projection had parked and the rebuilt one could apply is settled.
_SETTLE: Final = f"""
update dead_letters live set state = 'redriven', settled_at = now()
where live.projection = %(projection)s and live.version = %(live)s and live.state = 'parked'
and not exists (
    select from dead_letters rebuilt
    where rebuilt.projection = %(projection)s and rebuilt.version = %(rebuilt)s
    and {_SAME_RECORD})
"""

# What is parked stays so, under the number that it had.
_KEEP_LETTERS: Final = """
update dead_letters set version = %(version)s
where projection = %(projection)s and version = %(live)s and state = 'parked'
    and version <> %(version)s
"""

_MOVE_MARKS: Final = """
insert into listener_marks
    (projection, version, topic, partition, record_offset, record_hash, sequence, log_id)
select projection, %(version)s, topic, partition, record_offset, record_hash, sequence, log_id
from listener_marks where projection = %(projection)s and version = %(rebuilt)s
on conflict (projection, version, topic, partition) do update
set record_offset = excluded.record_offset, record_hash = excluded.record_hash,
    sequence = excluded.sequence, log_id = excluded.log_id
"""

_FORGET_MARKS: Final = """
delete from listener_marks where projection = %(projection)s and version = %(rebuilt)s
"""

_FORGET_LETTERS: Final = """
delete from dead_letters
where projection = %(projection)s and version = %(rebuilt)s and state <> 'discarded'
"""

_LETTERS: Final = """
select state, count(*)::int from dead_letters
where projection = %(projection)s and version in (%(version)s, %(live)s) group by state
"""
