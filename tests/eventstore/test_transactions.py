"""Orders: decided on what is recorded, and decided again when another was faster."""

import asyncio
from collections.abc import Mapping
from contextlib import closing
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest
from eventsourcing.persistence import StoredEvent

from shared.eventstore.commands import Command, Decision
from shared.eventstore.library.database import Database
from shared.eventstore.library.recorder import LogRecorder
from shared.eventstore.refusals import Busy, FactTooLarge, KeyReused, LogHalted
from shared.eventstore.store import Store, open_store
from shared.vocabulary.refusals import Refusal
from tests.eventstore.building import key
from tests.support.sample import (
    FACTS,
    ORIGIN,
    BookAdded,
    Library,
    NoSuchBook,
    Shelf,
    adding,
    lending,
)


class HotLibrary(Library):
    """Every shelf is kept in memory."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, frozenset({Shelf}))


@pytest.fixture(params=[Library, HotLibrary])
def either(request: pytest.FixtureRequest, store: Store) -> Library:
    library: Library = request.param(store)
    return library


async def books(library: Library, shelf: UUID) -> list[str]:
    found = await library.store.reader.read([(shelf, Shelf)])
    return list(found[shelf, Shelf].state.books)


async def test_an_order_is_decided_on_what_is_recorded(either: Library) -> None:
    shelf = uuid4()
    assert await either.add(shelf, "a") == "a"
    assert await either.lend(shelf, "a") == "a"
    with pytest.raises(NoSuchBook):
        await either.lend(shelf, "a")
    assert await books(either, shelf) == []


async def test_what_is_recorded_says_who_and_when(library: Library) -> None:
    shelf = uuid4()
    await library.add(shelf, "a")
    (recorded,) = await library.store.history(shelf)
    assert (recorded.position, recorded.originator_version) == (1, 1)
    assert (recorded.origin, recorded.fact) == (ORIGIN, BookAdded("a"))
    assert [recorded] == await library.store.page(0)


async def test_many_at_once_on_one_stream_all_find_their_place(either: Library) -> None:
    shelf = uuid4()
    titles = [str(n) for n in range(60)]
    await asyncio.gather(*[either.add(shelf, title) for title in titles])
    assert sorted(await books(either, shelf)) == sorted(titles)


async def test_a_move_between_streams_is_decided_on_both(either: Library) -> None:
    shelves = [uuid4(), uuid4()]
    await either.add(shelves[0], "a")
    moves = [either.move("a", *shelves) for _ in range(8)]
    outcomes = await asyncio.gather(*moves, return_exceptions=True)
    assert sum(isinstance(outcome, NoSuchBook) for outcome in outcomes) == 7
    assert [await books(either, shelf) for shelf in shelves] == [[], ["a"]]


async def test_two_processes_never_decide_on_what_the_other_changed(log_dsn: str) -> None:
    shelf, count = uuid4(), 30
    async with open_store(log_dsn, FACTS) as one, open_store(log_dsn, FACTS) as other:
        libraries = [HotLibrary(one), HotLibrary(other)]
        for title in map(str, range(count)):
            await libraries[0].add(shelf, title)
        lends = [library.lend(shelf, str(n)) for n in range(count) for library in libraries]
        outcomes = await asyncio.gather(*lends, return_exceptions=True)
        assert sum(isinstance(outcome, NoSuchBook) for outcome in outcomes) == count
        assert len(await one.history(shelf)) == 2 * count


async def test_a_refusal_on_a_kept_state_is_checked_against_the_log(log_dsn: str) -> None:
    shelf = uuid4()
    async with open_store(log_dsn, FACTS) as one, open_store(log_dsn, FACTS) as other:
        kept = HotLibrary(one)
        await kept.add(shelf, "a")
        await Library(other).add(shelf, "b")
        assert await kept.lend(shelf, "b") == "b"


async def test_many_orders_are_answered_one_by_one(either: Library) -> None:
    shelf = uuid4()
    outcomes = await either.execute_many(
        [
            adding(shelf, "a", key("1")),
            lending(shelf, "a", key("2")),
            lending(shelf, "a", key("3")),
            adding(shelf, "b", key("1", body=b"another")),
            adding(shelf, "a", key("1")),
        ]
    )
    assert outcomes[:2] == ["a", "a"]
    assert [type(outcome) for outcome in outcomes[2:]] == [NoSuchBook, KeyReused, str]
    assert len(await either.store.history(shelf)) == 2


async def test_a_thousand_orders_take_a_handful_of_calls(library: Library) -> None:
    outcomes = await library.execute_many([adding(uuid4(), "a") for _ in range(1_000)])
    assert outcomes == ["a"] * 1_000
    ((links,),) = await library.store.line.ask("select count(*) from chain")
    assert links == 1


async def test_answers_are_plain_json_the_first_time_too(library: Library) -> None:
    answer = {"id": UUID(int=5), "names": ("a", "b")}
    command = Command(ORIGIN, {}, lambda _: Decision({uuid4(): [BookAdded("a")]}, answer), key("k"))
    first, again = await library.execute(command), await library.execute(command)
    assert first == again == {"id": str(UUID(int=5)), "names": ["a", "b"]}


async def test_who_always_comes_too_late_is_told(library: Library, log_dsn: str) -> None:
    shelf = uuid4()
    with closing(Database(log_dsn)) as database, pytest.raises(Busy):
        await library.execute(overtaken(shelf, LogRecorder(database)))
    assert "a" not in await books(library, shelf)


def overtaken(shelf: UUID, faster: LogRecorder) -> Command:
    """Each time it is decided, another records the version that it will want."""

    def decide(states: Mapping[UUID, Any]) -> Decision:
        version = len(states[shelf].books) + 1
        data = msgspec.json.encode(BookAdded(f"another {version}"))
        faster.insert_events([StoredEvent(shelf, version, BookAdded.TYPE, data)])
        return Decision({shelf: [BookAdded("a")]})

    return Command(ORIGIN, {shelf: Shelf}, decide)


async def test_what_was_only_read_must_not_have_changed_either(
    library: Library, log_dsn: str
) -> None:
    read, written = uuid4(), uuid4()
    with closing(Database(log_dsn)) as database:
        await library.execute(noting(read, written, LogRecorder(database)))
    assert await books(library, written) == ["holds 1"]


def noting(read: UUID, written: UUID, faster: LogRecorder) -> Command:
    """Says on one shelf what stands on another, to which somebody adds at this very moment."""

    def decide(states: Mapping[UUID, Any]) -> Decision:
        if not states[read].books:
            data = msgspec.json.encode(BookAdded("new"))
            faster.insert_events([StoredEvent(read, 1, BookAdded.TYPE, data)])
        return Decision({written: [BookAdded(f"holds {len(states[read].books)}")]})

    return Command(ORIGIN, {read: Shelf, written: Shelf}, decide)


async def test_a_halted_log_is_told(
    library: Library, database_connection: psycopg.Connection[Any]
) -> None:
    await library.add(shelf := uuid4(), "a")
    database_connection.execute("update log_head set halted = 'Kafka holds more'")
    with pytest.raises(LogHalted, match="Kafka holds more"):
        await library.add(uuid4(), "a")
    assert await books(library, shelf) == ["a"]


async def test_too_large_a_fact_is_an_answer(library: Library) -> None:
    with pytest.raises(FactTooLarge):
        await library.add(uuid4(), "x" * 300_000)
    outcomes = await library.execute_many([adding(uuid4(), "x" * 300_000), adding(uuid4(), "a")])
    assert isinstance(outcomes[0], Refusal)
    assert outcomes[1] == "a"
