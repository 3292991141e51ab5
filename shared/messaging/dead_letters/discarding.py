"""Giving a letter up for good."""

from typing import Any

import psycopg

from shared.messaging.dead_letters.alone import alone_with
from shared.messaging.dead_letters.letters import NoSuchLetter, shown


def discard(connection: psycopg.Connection[Any], letter: int) -> None:
    """Never to be applied, by a rebuild neither. What waited behind it still waits: redrive it.
    Raises NoSuchLetter, RedriveUnderWay. The connection commits by itself."""
    row, _ = shown(connection, letter)
    with alone_with(connection, row):
        changed = connection.execute(
            "update dead_letters set state = 'discarded', settled_at = now()"
            " where letter = %s and state = 'parked'",
            (letter,),
        )
        if changed.rowcount == 0:
            raise NoSuchLetter(letter)
