"""The lookout wakes who hears something, and moves the marks of all others past it together."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from shared.eventstore.appending.units import NewFact
from shared.eventstore.facts import Fact
from shared.eventstore.mapper import FactMapper
from shared.eventstore.store import Store
from shared.eventstore.views import catch_up, lock_mark
from shared.eventstore.views.lookout import Looking
from tests.eventstore.building import fact, unit
from tests.eventstore.counting import BooksByShelf, with_table
from tests.support.sample import FACTS, BookLent

Database = psycopg.Connection[Any]
MAPPER = FactMapper(FACTS)


class OfLent(BooksByShelf):
    """Of what these tests add it hears nothing."""

    name = "lent_books"
    hears: tuple[type[Fact], ...] = (BookLent,)


class Deaf(OfLent):
    hears = ()


@pytest.fixture(autouse=True)
def table(database_connection: Database) -> Iterator[None]:
    with with_table(database_connection):
        yield


@pytest.fixture
async def all_seen(store: Store, database_connection: Database) -> Looking:
    """Three facts, which both views have seen when the lookout begins."""
    await added(store, 3)
    for view in (OfLent(), BooksByShelf()):
        while catch_up(database_connection, MAPPER, view):
            pass
    looking = Looking(MAPPER, [OfLent(), BooksByShelf()])
    looking.begin(database_connection)
    return looking


async def added(store: Store, books: int) -> None:
    await store.appender.submit(unit(*[fact(uuid4(), 1) for _ in range(books)]))


def marks(connection: Database) -> dict[str, int]:
    return dict(connection.execute("select view, position from view_marks").fetchall())


def woken(looking: Looking, connection: Database) -> list[str] | None:
    behind = looking.look(connection)
    return None if behind is None else [view.name for view in behind]


async def test_it_wakes_who_hears_it_and_moves_who_does_not(
    all_seen: Looking, store: Store, database_connection: Database
) -> None:
    assert woken(all_seen, database_connection) is None
    await added(store, 2)
    assert woken(all_seen, database_connection) == ["books_by_shelf"]
    assert marks(database_connection) == {"lent_books": 5, "books_by_shelf": 3}
    assert woken(all_seen, database_connection) is None


async def test_who_has_not_seen_what_was_before_is_woken_and_not_moved(
    all_seen: Looking, store: Store, database_connection: Database
) -> None:
    database_connection.execute("update view_marks set position = 2 where view = 'lent_books'")
    await added(store, 1)
    assert woken(all_seen, database_connection) == ["lent_books", "books_by_shelf"]
    assert marks(database_connection)["lent_books"] == 2


async def test_who_was_never_followed_is_woken(
    all_seen: Looking, store: Store, database_connection: Database
) -> None:
    database_connection.execute("delete from view_marks where view = 'lent_books'")
    await added(store, 1)
    assert woken(all_seen, database_connection) == ["lent_books", "books_by_shelf"]


def resting(looking: Looking, connection: Database) -> list[str]:
    return [view.name for view in looking.resting(connection)]


async def test_who_has_seen_all_may_rest(
    all_seen: Looking, store: Store, database_connection: Database
) -> None:
    assert resting(all_seen, database_connection) == ["lent_books", "books_by_shelf"]
    await added(store, 1)
    woken(all_seen, database_connection)
    assert resting(all_seen, database_connection) == ["lent_books"]


@pytest.mark.parametrize(
    "disturbed",
    [
        "delete from view_marks where view = 'lent_books'",
        "update view_marks set position = position - 1 where view = 'lent_books'",
        (
            "insert into view_facts_set_aside values"
            " ('lent_books', 1, 1, gen_random_uuid(), 'a', 'b', 'cannot-be-read', '')"
        ),
        "update read_models set version = 9 where name = 'lent_books'",
        "update read_models set fingerprint = '{other}' where name = 'lent_books'",
        "update read_models set fingerprint = null where name = 'lent_books'",
    ],
)
async def test_who_has_something_to_look_after_may_not_rest(
    all_seen: Looking, database_connection: Database, disturbed: str
) -> None:
    for _ in range(2):
        assert "lent_books" in resting(all_seen, database_connection)
    database_connection.execute(disturbed.encode())
    for _ in range(2):
        assert resting(all_seen, database_connection) == ["books_by_shelf"]


async def test_for_a_view_that_somebody_holds_it_does_not_wait(
    all_seen: Looking, store: Store, log_dsn: str, database_connection: Database
) -> None:
    await added(store, 1)
    with psycopg.connect(log_dsn) as another, another.cursor() as cursor:
        lock_mark(cursor, OfLent())
        assert woken(all_seen, database_connection) == ["lent_books", "books_by_shelf"]
    assert marks(database_connection)["lent_books"] == 3


async def test_code_that_counts_otherwise_than_what_is_live_moves_no_mark(
    all_seen: Looking, store: Store, database_connection: Database
) -> None:
    """What is live hears of a lent book; other code would skip it for all."""
    looking = Looking(MAPPER, [Deaf()])
    looking.begin(database_connection)
    await store.appender.submit(unit(NewFact(uuid4(), 1, BookLent.TYPE, b'{"title":"a"}')))
    assert woken(looking, database_connection) == ["lent_books"]
    assert marks(database_connection)["lent_books"] == 3
