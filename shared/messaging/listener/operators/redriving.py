"""Redrive: what was parked is applied after all, in order per subject, while the listener goes on.

One transaction for each letter, and the listener gets its turn between them. What comes of the
subject meanwhile is parked behind, for as long as a letter of it waits; the last one is settled
while the partition's mark is held, so that nothing is parked behind a letter that is just being
freed. Asking twice changes nothing: what was applied is settled in the same transaction (for
commands: recorded under the event's id).
"""

from dataclasses import dataclass
from typing import Any

import psycopg

import shared.messaging.listener.marks.table as marks
from shared.eventstore.read_models import require_live
from shared.eventstore.transactions import Transactions
from shared.messaging.dead_letters import Cause, NoSuchLetter, Parked, shown
from shared.messaging.dead_letters.alone import alone_with
from shared.messaging.dead_letters.letters import (
    contents,
    count_waiting,
    keep,
    next_waiting,
    settle,
)
from shared.messaging.heard import Heard
from shared.messaging.listener.marks.logs import lineage_of
from shared.messaging.listener.reading.records import RecordReader
from shared.messaging.listener.settings import Hearer, Projection, Reaction
from shared.messaging.listener.writing.applying import described, is_about_a_record
from shared.messaging.listener.writing.reacting import is_an_answer, orders_of
from shared.vocabulary.refusals import Refusal

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Redriven:
    """How many letters were applied, and how many of the subject still wait, and why."""

    applied: int
    left: int
    detail: str = ""


class AnotherProjection(Exception):
    """The letter was parked by another projection, or another version of it."""


@dataclass(frozen=True)
class Failure:
    """Why a letter goes on waiting."""

    reason: str
    detail: str


def redrive(connection: Connection, projection: Projection, letter: int) -> Redriven:
    """Applies this letter and those of its subject, up to the first that still cannot be applied.

    The connection commits by itself (autocommit). Raises NoSuchLetter, AnotherProjection,
    RedriveUnderWay, PartitionBusy, RebuildWanted, or psycopg's error when the database is away;
    what was applied before that stays applied.
    """
    first = _required(connection, projection, letter)
    applied = 0
    with alone_with(connection, first):
        _must_wait(connection, first)
        while True:
            with connection.transaction():
                _hold_mark(connection, projection, first)
                require_live(connection.cursor(), projection)
                parked = next_waiting(connection, first)
                if parked is None:
                    return Redriven(applied, 0)
                failure = _apply(connection, projection, parked)
                if failure is not None:
                    return _stop(connection, parked, applied, failure)
                settle(connection, parked.letter, "redriven")
            applied += 1


async def redrive_reaction(
    connection: Connection, reaction: Reaction, application: Transactions, letter: int
) -> Redriven:
    """As `redrive`, for commands: those recorded before a crash are done already, by their keys.

    The mark is held for settling alone: until then what comes of the subject is parked behind.
    """
    first = _required(connection, reaction, letter)
    applied = 0
    with alone_with(connection, first):
        _must_wait(connection, first)
        while (parked := next_waiting(connection, first)) is not None:
            failure = await _order(connection, reaction, application, parked)
            if failure is not None:
                return _stop(connection, parked, applied, failure)
            with connection.transaction():
                _hold_mark(connection, reaction, first)
                settle(connection, parked.letter, "redriven")
            applied += 1
    return Redriven(applied, 0)


def _required(connection: Connection, hearer: Hearer, letter: int) -> Parked:
    assert connection.autocommit, "one transaction for each letter"
    first, _ = shown(connection, letter)
    if (first.projection, first.version) != (hearer.name, hearer.version):
        raise AnotherProjection(f"letter {letter} is of {first.projection} v{first.version}")
    return first


def _must_wait(connection: Connection, first: Parked) -> None:
    """Looked at again when nobody else can settle it."""
    row, _ = shown(connection, first.letter)
    if row.state != "parked":
        raise NoSuchLetter(first.letter)


def _hold_mark(connection: Connection, hearer: Hearer, first: Parked) -> None:
    marks.lock(connection.cursor(), hearer, [(first.topic, first.partition)])


def _apply(connection: Connection, projection: Projection, parked: Parked) -> Failure | None:
    heard = _heard(connection, projection, parked)
    if isinstance(heard, Failure):
        return heard
    try:
        with connection.transaction():
            cursor = connection.cursor()
            if _came_again(parked) and projection.applied(cursor, [heard]):
                return None
            projection.apply(cursor, [heard])
            connection.execute("set constraints all immediate")
    except Exception as error:
        if not is_about_a_record(error):
            raise
        return Failure(Cause.CANNOT_BE_APPLIED, described(error))
    return None


def _came_again(parked: Parked) -> bool:
    """A predecessor's record that came late may have been applied before, under its own mark."""
    return parked.reason == Cause.ANOTHER_LOG


async def _order(
    connection: Connection, reaction: Reaction, application: Transactions, parked: Parked
) -> Failure | None:
    heard = _heard(connection, reaction, parked)
    if isinstance(heard, Failure):
        return heard
    try:
        await application.hear(orders_of(reaction, heard), [])
    except Exception as error:
        if not is_an_answer(error):
            raise
        reason = Cause.REFUSED if isinstance(error, Refusal) else Cause.CANNOT_BE_APPLIED
        return Failure(reason, described(error))
    return None


_GIVEN_UP = {Cause.TOO_LARGE, Cause.WRONG_PARTITION}
"""Kept without its bytes, or a copy of what its own partition holds: to be discarded."""


def _heard(connection: Connection, hearer: Hearer, parked: Parked) -> Heard | Failure:
    """Read anew: the code of today may understand what that of then did not."""
    if parked.reason in _GIVEN_UP:
        return Failure(parked.reason, parked.detail)
    _, heard, reason = RecordReader(hearer).understand(
        parked.topic, contents(connection, parked.letter)
    )
    if heard is None:
        return Failure(reason or parked.reason, parked.detail)
    lineage = lineage_of(connection.cursor(), parked.topic)
    if lineage and heard.stamp.log_id not in lineage:
        return Failure(Cause.ANOTHER_LOG, f"of log {heard.stamp.log_id}: name it the successor")
    return heard


def _stop(connection: Connection, parked: Parked, applied: int, failure: Failure) -> Redriven:
    keep(connection, parked.letter, failure.reason, failure.detail)
    left = count_waiting(connection, parked)
    return Redriven(applied, left, failure.detail or failure.reason)
