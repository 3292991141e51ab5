"""Many writers, one order: whoever reads the tail of the log skips nothing."""

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from threading import Event, Thread
from uuid import UUID, uuid4

import psycopg

from shared.eventstore.audit.chain import verify
from shared.eventstore.store import open_store
from tests.eventstore.building import key, positions
from tests.support.sample import FACTS, Library, NoSuchBook

WRITERS, PROCESSES, ROUNDS = 32, 4, 15
SHELVES = [UUID(int=n) for n in range(1, 9)]


def read_the_tail(dsn: str, stop: Event, seen: list[int]) -> None:
    """As any subscriber: always what comes after the last position seen."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        stopping = False
        while not stopping:
            stopping = stop.is_set()
            last = seen[-1] if seen else 0
            seen += [
                row[0]
                for row in connection.execute(
                    "select position from log where position > %s order by position limit 50",
                    [last],
                )
            ]
            stopping = (
                stopping
                and not connection.execute(
                    "select from log where position > %s", [seen[-1] if seen else 0]
                ).fetchone()
            )


async def write(library: Library, writer: int) -> Counter[str]:
    """Additions with keys, transfers, and loans that are mostly refused."""
    chance, done = random.Random(writer), Counter[str]()
    for n in range(ROUNDS):
        shelf, other = chance.sample(SHELVES, 2)
        title = f"{writer}-{n}"
        await library.add(shelf, title, key(title))
        done["added"] += 1
        try:
            await library.move(title, shelf, other)
            done["moved"] += 1
            await library.lend(uuid4(), title)
        except NoSuchBook:
            done["refused"] += 1
    return done


async def test_thirty_two_writers_and_a_tailing_reader_agree_on_the_log(
    log_dsn: str, database_connection: psycopg.Connection[tuple[int]]
) -> None:
    stop, seen = Event(), list[int]()
    reader = Thread(target=read_the_tail, args=(log_dsn, stop, seen))
    reader.start()
    async with AsyncExitStack() as processes:
        opening = [processes.enter_async_context(open_store(log_dsn, FACTS)) for _ in range(4)]
        libraries = [Library(store) for store in [await one for one in opening]]
        writing = [write(libraries[n % PROCESSES], n) for n in range(WRITERS)]
        done = sum(await asyncio.gather(*writing), Counter[str]())
    stop.set()
    await asyncio.to_thread(reader.join)
    assert done["added"] == done["moved"] == done["refused"] == WRITERS * ROUNDS
    # An addition is a fact, a move two.
    assert positions(database_connection) == list(range(1, 3 * WRITERS * ROUNDS + 1))
    assert seen == positions(database_connection)
    assert verify(database_connection) is not None
