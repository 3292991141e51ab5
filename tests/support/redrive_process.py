"""A redrive in a process of its own, which kills itself while it is at one of the letters.

python -m tests.support.redrive_process <database> <first letter> <kind> <at which letter>
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import psycopg

from shared.eventstore.commands import Command, MarkMove
from shared.eventstore.store import Store, open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.heard import Heard
from shared.messaging.listener import redrive, redrive_reaction
from shared.postgres.connections import connect
from tests.support.families import FamiliesByPlace
from tests.support.greeting import FamilyGreeted, Greeting
from tests.support.plain_logs import write_plainly


class Countdown:
    """Ends the process when it has come to zero."""

    def __init__(self, letters: int) -> None:
        self._letters = letters

    def count(self) -> None:
        self._letters -= 1
        if self._letters == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Killed(FamiliesByPlace):
    """Its work on the letter is done and not yet committed."""

    def __init__(self, letters: int) -> None:
        self._countdown = Countdown(letters)

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        super().apply(cursor, batch)
        self._countdown.count()


class KilledApplication(Transactions):
    """The command is recorded, and its letter not yet settled."""

    def __init__(self, store: Store, letters: int) -> None:
        super().__init__(store)
        self._countdown = Countdown(letters)

    async def hear(self, commands: Sequence[Command], marks: Sequence[MarkMove]) -> bool:
        heard = await super().hear(commands, marks)
        self._countdown.count()
        return heard


def redrive_killed(database: str, letter: int, kind: str, at: int) -> int:
    """Its exit code."""
    words = [sys.executable, "-m", __name__, database, str(letter), kind, str(at)]
    return subprocess.run(words, check=False).returncode


def main(database: str, letter: int, kind: str, at: int) -> None:
    with connect(database, "redrive") as connection:
        connection.autocommit = True
        if kind == "projection":
            redrive(connection, Killed(at), letter)
        else:
            asyncio.run(commanding(database, connection, (letter, at)))


async def commanding(
    database: str, connection: psycopg.Connection[Any], what: tuple[int, int]
) -> None:
    letter, at = what
    greeting = Greeting()
    greeting.refuses = False
    async with open_store(database, [FamilyGreeted]) as store:
        await redrive_reaction(connection, greeting, KilledApplication(store, at), letter)


if __name__ == "__main__":
    write_plainly()
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
