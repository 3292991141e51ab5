"""One at a time: whoever settles letters of a partition is alone with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import errors

from shared.messaging.dead_letters.letters import Parked
from shared.vocabulary.refusals import Kind, Refusal


class RedriveUnderWay(Refusal):
    """Two would apply the same letters, or one would give up what the other applies."""

    code = "messaging.redrive-under-way"
    kind = Kind.CONFLICT
    sentence = (
        "Letters of {projection} on {topic}, partition {partition}, are being redriven or "
        "discarded by somebody else: try again when that is done."
    )


class PartitionBusy(Refusal):
    """Its listener holds the mark, and has not let go of it in time."""

    code = "messaging.partition-busy"
    kind = Kind.UNAVAILABLE
    sentence = (
        "The listener of {projection} is at work on {topic}, partition {partition}, and does not "
        "finish: try again. What was applied so far stays applied."
    )


@contextmanager
def alone_with(connection: psycopg.Connection[Any], letter: Parked) -> Iterator[None]:
    """With the letters of this one's projection and partition, until the block or the process
    ends. Raises RedriveUnderWay, or PartitionBusy when the block waits for the mark in vain."""
    name = f"{letter.projection}.v{letter.version} {letter.topic}/{letter.partition}"
    where = {key: getattr(letter, key) for key in ("projection", "topic", "partition")}
    row = connection.execute(_TAKE, (f"redrive {name}",)).fetchone()
    if row != (True,):
        raise RedriveUnderWay(**where)
    try:
        yield
    except errors.LockNotAvailable:
        raise PartitionBusy(**where) from None
    finally:
        if not connection.broken:
            connection.execute(_GIVE_BACK, (f"redrive {name}",))


_TAKE = "select pg_try_advisory_lock(hashtextextended(%s, 0))"
_GIVE_BACK = "select pg_advisory_unlock(hashtextextended(%s, 0))"
