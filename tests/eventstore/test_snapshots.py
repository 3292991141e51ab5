"""Long streams are read from their last snapshot on."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID, uuid4

import msgspec
import psycopg

from shared.eventstore.reading.snapshots import INTERVAL
from shared.eventstore.store import Store
from tests.eventstore.building import fact, unit
from tests.support.sample import Library, Shelf, adding

Database = psycopg.Connection[Any]


class HotLibrary(Library):
    def __init__(self, store: Store) -> None:
        super().__init__(store, frozenset({Shelf}))


@dataclass(frozen=True)
class NewerShelf(Shelf):
    STATE_VERSION: ClassVar[int] = 2


@dataclass(frozen=True)
class Nameless:
    """A state that takes no part."""

    count: int = 0

    def evolve(self, _: object) -> "Nameless":
        return Nameless(self.count + 1)


def kept(connection: Database) -> list[tuple[int, str]]:
    return connection.execute("select version, type from snapshots order by type").fetchall()


async def grown(store: Store, count: int) -> UUID:
    stream = uuid4()
    await store.appender.submit(unit(*[fact(stream, n, str(n)) for n in range(1, count + 1)]))
    return stream


async def test_a_stream_of_two_hundred_facts_gets_a_snapshot_when_it_is_read(
    store: Store, database_connection: Database
) -> None:
    short, long = await grown(store, INTERVAL - 1), await grown(store, INTERVAL)
    await store.reader.read([(short, Shelf), (long, Shelf)])
    assert kept(database_connection) == [(INTERVAL, "library.shelf/1")]


async def test_it_is_read_from_its_snapshot_on(store: Store, database_connection: Database) -> None:
    stream = await grown(store, INTERVAL)
    (before,) = (await store.reader.read([(stream, Shelf)])).values()
    another = msgspec.json.encode(Shelf(("seven", *before.state.books[1:])))
    database_connection.execute("update snapshots set data = %s", [another])
    await store.appender.submit(unit(fact(stream, INTERVAL + 1, "new")))
    (after,) = (await store.reader.read([(stream, Shelf)])).values()
    assert after.version == INTERVAL + 1
    assert after.state.books == ("seven", *before.state.books[1:], "new")


async def test_another_version_of_the_state_reads_the_facts(
    store: Store, database_connection: Database
) -> None:
    stream = await grown(store, INTERVAL)
    (old,) = (await store.reader.read([(stream, Shelf)])).values()
    (new,) = (await store.reader.read([(stream, NewerShelf)])).values()
    assert new.state.books == old.state.books
    assert [type_ for _, type_ in kept(database_connection)] == [
        "library.shelf/1",
        "library.shelf/2",
    ]


async def test_only_the_last_snapshot_is_kept(store: Store, database_connection: Database) -> None:
    stream = await grown(store, INTERVAL)
    await store.reader.read([(stream, Shelf)])
    more = range(INTERVAL + 1, 2 * INTERVAL + 6)
    await store.appender.submit(unit(*[fact(stream, n, str(n)) for n in more]))
    await store.reader.read([(stream, Shelf)])
    assert kept(database_connection) == [(2 * INTERVAL + 5, "library.shelf/1")]


async def test_a_state_without_a_name_takes_no_part(
    store: Store, database_connection: Database
) -> None:
    stream = await grown(store, INTERVAL)
    (folded,) = (await store.reader.read([(stream, Nameless)])).values()
    assert folded.state == Nameless(INTERVAL)
    assert kept(database_connection) == []


async def test_a_hot_state_is_kept_every_two_hundred_facts(
    store: Store, database_connection: Database
) -> None:
    stream, library = uuid4(), HotLibrary(store)
    await library.execute_many([adding(stream, f"{n}") for n in range(INTERVAL * 2 + 50)])
    assert kept(database_connection) == [(INTERVAL * 2, "library.shelf/1")]
