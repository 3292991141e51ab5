"""Redrive: what was parked is applied after all, in order per subject, while the listener waits.

The partition's mark is held meanwhile, so the listener parks nothing new behind a letter that is
just being freed. Asking twice changes nothing: what was applied is settled in the same
transaction (for commands: recorded under the event's id).
"""

from dataclasses import dataclass
from typing import Any

import psycopg

import shared.messaging.listener.marks as marks
from shared.eventstore.application import Application
from shared.messaging.dead_letters import Cause, NoSuchLetter, Parked, shown
from shared.messaging.dead_letters.letters import contents, keep, settle, waiting
from shared.messaging.heard import Heard
from shared.messaging.listener.applying import described, is_about_a_record
from shared.messaging.listener.ordering import is_an_answer, orders_of
from shared.messaging.listener.records import Ear
from shared.messaging.listener.settings import Hearer, Ordering, Projection
from shared.vocabulary.refusals import Refusal


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


def redrive(connection: psycopg.Connection[Any], projection: Projection, letter: int) -> Redriven:
    """Applies this letter and those behind it, up to the first that still cannot be applied.

    Raises NoSuchLetter, AnotherProjection, or psycopg's error when the database is away (nothing
    has happened then).
    """
    with connection.transaction():
        letters = _held(connection, projection, letter)
        for done, parked in enumerate(letters):
            failure = _apply(connection, projection, parked)
            if failure is not None:
                return _stop(connection, letters[done:], done, failure)
            settle(connection, parked.letter, "redriven")
    return Redriven(len(letters), 0)


async def redrive_orders(
    connection: psycopg.Connection[Any],
    ordering: Ordering,
    application: Application,
    letter: int,
) -> Redriven:
    """As `redrive`, for commands: those recorded before a crash are done already, by their keys."""
    with connection.transaction():
        letters = _held(connection, ordering, letter)
        for done, parked in enumerate(letters):
            failure = await _order(connection, ordering, application, parked)
            if failure is not None:
                return _stop(connection, letters[done:], done, failure)
            settle(connection, parked.letter, "redriven")
    return Redriven(len(letters), 0)


def _held(connection: psycopg.Connection[Any], hearer: Hearer, letter: int) -> list[Parked]:
    """The letters to settle, once the listener can move neither them nor their partition."""
    first, _ = shown(connection, letter)
    if (first.projection, first.version) != (hearer.name, hearer.version):
        raise AnotherProjection(f"letter {letter} is of {first.projection} v{first.version}")
    marks.lock(connection.cursor(), hearer, [(first.topic, first.partition)])
    letters = waiting(connection, first)
    if letter not in {parked.letter for parked in letters}:
        raise NoSuchLetter(letter)
    return letters


def _apply(
    connection: psycopg.Connection[Any], projection: Projection, parked: Parked
) -> Failure | None:
    heard = _heard(connection, projection, parked)
    if isinstance(heard, Failure):
        return heard
    try:
        with connection.transaction():
            projection.apply(connection.cursor(), [heard])
            connection.execute("set constraints all immediate")
    except Exception as error:
        if not is_about_a_record(error):
            raise
        return Failure(Cause.CANNOT_BE_APPLIED, described(error))
    return None


async def _order(
    connection: psycopg.Connection[Any],
    ordering: Ordering,
    application: Application,
    parked: Parked,
) -> Failure | None:
    heard = _heard(connection, ordering, parked)
    if isinstance(heard, Failure):
        return heard
    try:
        await application.hear(orders_of(ordering, heard), [])
    except Exception as error:
        if not is_an_answer(error):
            raise
        reason = Cause.REFUSED if isinstance(error, Refusal) else Cause.CANNOT_BE_APPLIED
        return Failure(reason, described(error))
    return None


def _heard(connection: psycopg.Connection[Any], hearer: Hearer, parked: Parked) -> Heard | Failure:
    """Read anew: the code of today may understand what that of then did not."""
    stored = contents(connection, parked.letter)
    _, heard, reason = Ear(hearer).understand(parked.topic, stored.headers, stored.value)
    return heard or Failure(reason or parked.reason, parked.detail)


def _stop(
    connection: psycopg.Connection[Any], left: list[Parked], done: int, failure: Failure
) -> Redriven:
    keep(connection, left[0].letter, failure.reason, failure.detail)
    return Redriven(done, len(left), failure.detail or failure.reason)
