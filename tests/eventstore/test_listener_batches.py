"""A listener batch is one unit: all its commands and its marks, or nothing."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from shared.eventstore.appending.units import Decided, Lost, MarkElsewhere, Unit, Won
from shared.eventstore.commands import AlsoRead, Command, Decision
from shared.eventstore.refusals import LogHalted
from tests.eventstore.building import (
    ORIGIN,
    fact,
    key,
    make_mark_rows,
    mark,
    move,
    offsets,
    positions,
    unit,
)
from tests.support.sample import BookAdded, Library, NoSuchBook, Shelf, adding, lending

Database = psycopg.Connection[Any]


def event_key(name: str) -> Any:
    return key(name, actor="system:shelving")


async def test_facts_and_marks_are_written_together(
    library: Library, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0, 1)
    shelf = uuid4()
    commands = [adding(shelf, title, event_key(title)) for title in ("a", "b")]
    assert await library.hear(commands, [move(-1, 4), move(-1, 9, partition=1)])
    assert offsets(database_connection) == [4, 9]
    assert len(await library.store.history(shelf)) == 2


async def test_one_conflict_writes_neither_facts_nor_marks(
    library: Library, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0)
    taken = uuid4()
    await library.add(taken, "a")
    commands = [Decided(ORIGIN, [fact(stream, 1)]) for stream in (uuid4(), taken, uuid4())]
    verdict = await library.store.appender.submit(Unit(commands, [move(-1, 4)]))
    assert verdict == Lost()
    assert positions(database_connection) == [1]
    assert offsets(database_connection) == [-1]


async def test_after_a_conflict_the_batch_is_decided_again(
    library: Library, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0)
    shelf = uuid4()
    rounds = 20
    batches = [library.hear([adding(shelf, f"h{n}")], ()) for n in range(rounds)]
    others = [library.add(shelf, f"a{n}") for n in range(rounds)]
    assert all(await asyncio.gather(*batches, *others))
    assert len(await library.store.history(shelf)) == 2 * rounds


async def test_a_stale_mark_writes_neither_facts_nor_marks(
    library: Library, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0, 1)
    assert await library.hear([], [move(-1, 4)])
    commands = [adding(uuid4(), "a", event_key("a"))]
    assert not await library.hear(commands, [move(-1, 9), move(-1, 9, partition=1)])
    assert positions(database_connection) == []
    assert offsets(database_connection) == [4, -1]


async def test_a_mark_without_a_row_counts_as_elsewhere(library: Library) -> None:
    assert not await library.hear([], [move(-1, 4)])


async def test_a_mark_locked_by_a_redrive_writes_nothing_and_waits_for_nobody(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0)
    with psycopg.connect(log_dsn) as redrive:
        redrive.execute("select from listener_marks for update")
        async with asyncio.timeout(2):
            assert not await library.hear([adding(uuid4(), "a")], [move(-1, 4)])
    assert positions(database_connection) == []
    assert await library.hear([adding(uuid4(), "a")], [move(-1, 4)])


async def test_others_in_the_same_call_do_not_suffer(
    library: Library, database_connection: Database
) -> None:
    stale = unit(fact(uuid4(), 1), marks=[move(-1, 4)])
    both = [library.store.appender.submit(one) for one in (stale, unit(fact(uuid4(), 1)))]
    assert await asyncio.gather(*both) == [MarkElsewhere(), Won(range(1, 2))]


async def test_an_order_whose_key_was_used_counts_as_done(
    library: Library, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0)
    shelf = uuid4()
    first = [adding(shelf, "a", event_key("1")), adding(shelf, "b", event_key("2"))]
    assert await library.hear(first, [move(-1, 2)])
    again = [lending(shelf, "a", event_key("2")), adding(shelf, "c", event_key("3"))]
    assert await library.hear([*again, *again], [move(2, 4)])
    assert await titles(library, shelf) == ["a", "b", "c"]
    assert offsets(database_connection) == [4]


async def test_a_used_key_found_by_the_log_leaves_out_that_command_only(
    library: Library, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0)
    await library.hear([adding(uuid4(), "a", event_key("1"))], ())
    commands = [Decided(ORIGIN, [fact(uuid4(), 1)], event_key(name)) for name in ("1", "2")]
    verdict = await library.store.appender.submit(Unit(commands, [move(-1, 4)]))
    assert verdict == Won(range(2, 3), frozenset({0}))
    assert offsets(database_connection) == [4]


async def test_each_order_sees_what_the_ones_before_it_did(library: Library) -> None:
    shelf = uuid4()
    assert await library.hear([adding(shelf, "a"), lending(shelf, "a"), adding(shelf, "a")], ())
    assert await titles(library, shelf) == ["a", "a", "a"]


async def test_a_refused_order_is_told_and_nothing_is_written(
    library: Library, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0)
    with pytest.raises(NoSuchBook):
        await library.hear([adding(uuid4(), "a"), lending(uuid4(), "a")], [move(-1, 4)])
    assert positions(database_connection) == []
    assert offsets(database_connection) == [-1]


async def test_a_halted_log_is_told(library: Library, database_connection: Database) -> None:
    database_connection.execute("update log_head set halted = 'why'")
    with pytest.raises(LogHalted, match="why"):
        await library.hear([adding(uuid4(), "a")], ())


async def test_marks_keep_the_hash_and_the_sequence(
    library: Library, database_connection: Database
) -> None:
    make_mark_rows(database_connection, 0)
    await library.hear([], [move(-1, 4)])
    row = database_connection.execute(
        "select record_offset, record_hash, sequence from listener_marks"
    ).fetchone()
    assert row == (4, mark(4).record_hash, mark(4).sequence)


async def titles(library: Library, shelf: UUID) -> list[str]:
    return [recorded.fact.title for recorded in await library.store.history(shelf)]


def also(first: UUID, second: UUID, title: str) -> Command:
    """Adds to the first shelf whatever stands on the second, which only the first names."""

    def decide(states: Mapping[UUID, Any]) -> Decision:
        if str(second) not in states[first].books:
            return Decision({first: [BookAdded(str(second))]})
        if second not in states:
            raise AlsoRead({second: Shelf})
        return Decision({first: [BookAdded(f"{title} of {len(states[second].books)}")]})

    return Command(ORIGIN, {first: Shelf}, decide, event_key(title))


async def test_what_its_streams_call_for_is_read_too_in_the_order_of_the_batch(
    library: Library,
) -> None:
    first, second = uuid4(), uuid4()
    commands = [
        also(first, second, "named"),
        also(first, second, "none"),
        adding(second, "a", event_key("a")),
        also(first, second, "one"),
        lending(second, "a", event_key("lent")),
        also(first, second, "none again"),
    ]
    assert await library.hear(commands, ())
    assert await library.hear(commands, ()), "once"
    found = await library.store.reader.read([(first, Shelf)])
    told = sorted(found[first, Shelf].state.books)
    assert told == sorted([str(second), "none of 0", "one of 1", "none again of 0"])


async def test_a_command_by_itself_reads_what_its_streams_call_for(library: Library) -> None:
    first, second = uuid4(), uuid4()
    await library.add(second, "a")
    await library.execute(also(first, second, "named"))
    await asyncio.gather(*(library.execute(also(first, second, f"b{n}")) for n in range(5)))
    found = await library.store.reader.read([(first, Shelf)])
    told = {str(second), *(f"b{n} of 1" for n in range(5))}
    assert set(found[first, Shelf].state.books) == told
