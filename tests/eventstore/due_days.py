"""Books that fall due: a table of what is due when, and a loop on a clock that is a value.

python -m tests.eventstore.due_days <dsn> <day>: a process that is killed once its first page of
commands is in the log.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date, datetime, time
from typing import Any

from shared.eventstore.commands import Cause, Command, Decision, command
from shared.eventstore.due.loop import DueDays
from shared.eventstore.due.occurrence import Due, Occurrence
from shared.eventstore.store import Store, open_store
from shared.eventstore.transactions import Transactions
from shared.postgres.connections import pool
from shared.vocabulary.calendar import VIETNAM, Clock
from tests.support.sample import FACTS, BookAdded, NoSuchBook, Shelf

CREATE = "create table books_due (shelf_id uuid not null, due_on date not null)"
FIND = "select shelf_id as subject_id, due_on from books_due where due_on <= %(day)s"


def remind(occurrence: Occurrence, by: Cause) -> Command:
    """Adds a fact whenever it is decided: only its key keeps a second one out."""
    shelf, title = occurrence.subject_id, f"due {occurrence.due_on}"

    def decide(_: Shelf) -> Decision:
        return Decision({shelf: [BookAdded(title)]}, title)

    return command(by, decide, (shelf, Shelf))


def refuse(occurrence: Occurrence, by: Cause) -> Command:
    def decide(_: Shelf) -> Decision:
        raise NoSuchBook(title="any")

    return command(by, decide, (occurrence.subject_id, Shelf))


REMINDED = Due("book-due", FIND, remind)
REFUSED = Due("book-refused", FIND, refuse)


class Calendar:
    """A clock that shows noon in Vietnam of whatever day it is set to."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(12), VIETNAM)


def store_of(dsn: str, clock: Clock) -> AbstractAsyncContextManager[Store]:
    return open_store(dsn, FACTS, clock, clock_ahead=None)


@asynccontextmanager
async def worker(
    dsn: str, clock: Clock, dues: Sequence[Due] = (REMINDED,)
) -> AsyncIterator[DueDays]:
    async with store_of(dsn, clock) as store, pool(dsn, "due") as connections:
        yield DueDays(Transactions(store), connections, dues, clock)


class Killing(Transactions):
    async def execute_many(self, commands: Sequence[Command]) -> list[Any]:
        await super().execute_many(commands)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("still alive")


async def main(dsn: str, day: date) -> None:
    clock = Calendar(day)
    async with store_of(dsn, clock) as store, pool(dsn, "due") as connections:
        await DueDays(Killing(store), connections, [REMINDED], clock).round()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], date.fromisoformat(sys.argv[2])))
