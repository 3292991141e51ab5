"""Who would be told otherwise than what is live is told nothing, and says how it differs, until a
rebuild has switched."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from shared.eventstore.mapper import FactMapper
from shared.eventstore.read_models import RebuildWanted, differences, lines, switch
from shared.eventstore.store import Store
from shared.eventstore.views import Projector, View, catch_up
from shared.eventstore.views.set_aside import waiting
from shared.eventstore.views.settling import retry
from tests.eventstore.building import some_facts, unit
from tests.eventstore.counting import BooksByShelf, counted, recounted, with_table
from tests.support.hearing import running
from tests.support.sample import FACTS, BookAdded, Library
from tests.support.waiting import eventually, eventually_async

Database = psycopg.Connection[Any]
MAPPER = FactMapper(FACTS)
NEXT = "create table books_by_shelf_v2 (shelf_id uuid primary key, books int not null)"


class OfAdded(BooksByShelf):
    """As it was when books could only be added."""

    hears = (BookAdded,)


class Next(BooksByShelf):
    version = 2


class WithPart(BooksByShelf):
    parts: Mapping[str, int] = {"weights": 1}


class Stumbling(BooksByShelf):
    def apply(self, cursor: Any, batch: Any) -> None:
        raise ZeroDivisionError


@pytest.fixture(autouse=True)
def table(database_connection: Database) -> Iterator[None]:
    with with_table(database_connection):
        yield
        database_connection.execute("drop table if exists books_by_shelf_v2 cascade")


def follow(connection: Database, view: View) -> None:
    while catch_up(connection, MAPPER, view):
        pass


def marks(connection: Database) -> list[Any]:
    return connection.execute("select view, version, position from view_marks").fetchall()


async def shelved(store: Store, number: int = 50) -> None:
    await store.appender.submit(unit(*some_facts(number)))


def said(connection: Database, view: View) -> list[str]:
    """By who would be told, and by who only asks."""
    before = marks(connection), counted(connection)
    with pytest.raises(RebuildWanted) as wanted:
        catch_up(connection, MAPPER, view)
    assert (marks(connection), counted(connection)) == before
    found = differences(connection.cursor(), view)
    assert tuple(found) == wanted.value.differences
    return found


async def test_whose_facts_grew_is_told_nothing(
    store: Store, database_connection: Database
) -> None:
    await shelved(store)
    follow(database_connection, OfAdded())
    await shelved(store)
    assert said(database_connection, BooksByShelf()) == ["new: hears library.book-lent.v1"]
    follow(database_connection, OfAdded())
    assert said(database_connection, BooksByShelf()) == ["new: hears library.book-lent.v1"]
    switch(database_connection.cursor(), BooksByShelf())
    follow(database_connection, BooksByShelf())
    assert said(database_connection, OfAdded()) == ["gone: hears library.book-lent.v1"]


async def test_one_part_more_or_a_newer_one_of_it_is_told_nothing(
    store: Store, database_connection: Database
) -> None:
    await shelved(store)
    follow(database_connection, BooksByShelf())
    view = WithPart()
    assert said(database_connection, view) == ["new: part weights 1"]
    switch(database_connection.cursor(), view)
    follow(database_connection, view)
    view.parts = {"weights": 2}
    assert said(database_connection, view) == ["new: part weights 2", "gone: part weights 1"]


def catches_up(connection: Database, view: View) -> int | None:
    """None: it wants a rebuild."""
    try:
        return catch_up(connection, MAPPER, view)
    except RebuildWanted:
        return None


async def test_a_table_of_another_shape_is_written_by_nobody(
    store: Store, log_dsn: str, database_connection: Database
) -> None:
    await shelved(store)
    follow(database_connection, BooksByShelf())
    database_connection.execute("alter table books_by_shelf_v1 add column weight int")
    with psycopg.connect(log_dsn, autocommit=True) as begun_later:
        assert said(begun_later, BooksByShelf()) == ["new: table books_by_shelf weight integer"]

    def noticed() -> bool:
        return catches_up(database_connection, BooksByShelf()) is None

    eventually(noticed, 30, "who had looked before looks again")


async def test_a_raised_version_neither_adds_to_the_live_tables_nor_begins_beside_them(
    store: Store, database_connection: Database
) -> None:
    await shelved(store)
    follow(database_connection, BooksByShelf())
    database_connection.execute(NEXT)
    assert said(database_connection, Next()) == ["version 1 is live, not 2"]
    await shelved(store)
    follow(database_connection, BooksByShelf())
    assert counted(database_connection) == recounted(database_connection)


async def test_readers_are_shown_what_is_live_by_a_name_without_a_version(
    store: Store, database_connection: Database
) -> None:
    switch(database_connection.cursor(), BooksByShelf())
    await shelved(store)
    follow(database_connection, BooksByShelf())
    database_connection.execute(NEXT)
    shown = "select count(*), table_shown('books_by_shelf')::text from books_by_shelf"
    assert database_connection.execute(shown).fetchone() == (50, "books_by_shelf_v1")
    switch(database_connection.cursor(), Next())
    assert database_connection.execute(shown).fetchone() == (0, "books_by_shelf_v2")
    assert said(database_connection, BooksByShelf()) == ["version 2 is live, not 1"]


async def test_readers_cannot_write_through_the_name(database_connection: Database) -> None:
    switch(database_connection.cursor(), BooksByShelf())
    asked = "select has_table_privilege('hieuhoc_application', 'books_by_shelf', %s)"
    for right, granted in (("select", True), ("insert", False), ("delete", False)):
        assert database_connection.execute(asked, [right]).fetchone() == (granted,)


async def test_a_view_that_tells_nothing_of_what_it_was_told_has_to_be_rebuilt(
    store: Store, database_connection: Database
) -> None:
    await shelved(store)
    follow(database_connection, BooksByShelf())
    database_connection.execute("truncate read_models")
    assert said(database_connection, BooksByShelf()) == ["nothing tells what was counted"]
    assert said(database_connection, Next()) == ["nothing tells what was counted"]


async def test_the_migration_names_what_was_told_before_that_was_kept(
    store: Store, database_connection: Database
) -> None:
    await shelved(store)
    follow(database_connection, OfAdded())
    database_connection.execute("truncate read_models")
    begin = "select begin_read_model('view', 'books_by_shelf', %s, array['books_by_shelf'], %s)"
    database_connection.execute(begin, [1, ["hears library.book-added.v1"]])
    database_connection.execute(NEXT)
    database_connection.execute(begin, [2, []])
    assert database_connection.execute("select fingerprint from read_models").fetchone() == (
        lines(database_connection.cursor(), OfAdded()),
    )
    follow(database_connection, OfAdded())
    assert said(database_connection, BooksByShelf()) == ["new: hears library.book-lent.v1"]
    assert said(database_connection, Next()) == ["version 1 is live, not 2"]


async def test_where_nothing_was_told_yet_the_last_version_is_the_live_one(
    store: Store, database_connection: Database
) -> None:
    database_connection.execute(NEXT)
    begin = "select begin_read_model('view', 'books_by_shelf', %s, array['books_by_shelf'])"
    for version in (1, 2):
        database_connection.execute(begin, [version])
    await shelved(store)
    assert said(database_connection, BooksByShelf()) == ["version 2 is live, not 1"]
    assert differences(database_connection.cursor(), Next()) == []


async def test_a_fact_set_aside_is_not_told_while_a_rebuild_is_wanted(
    store: Store, database_connection: Database
) -> None:
    await shelved(store, 1)
    follow(database_connection, Stumbling())
    (aside,) = waiting(database_connection)
    with pytest.raises(RebuildWanted):
        retry(database_connection, MAPPER, WithPart(), aside.position)
    assert waiting(database_connection) == [aside]


async def test_a_projector_remarks_on_it_stays_ready_and_goes_on_when_it_was_switched(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    await library.add(uuid4(), "a")
    follow(database_connection, OfAdded())
    projector = Projector(log_dsn, MAPPER, [BooksByShelf()])
    async with running(projector):

        async def remarked() -> bool:
            return projector.unready() is None and projector.remark() is not None

        await eventually_async(remarked)
        assert projector.remark() == (
            "books_by_shelf.v1: rebuild wanted (new: hears library.book-lent.v1)"
        )
        await library.add(uuid4(), "b")
        switch(database_connection.cursor(), BooksByShelf())

        async def gone_on() -> bool:
            return counted(database_connection) == recounted(database_connection)

        await eventually_async(gone_on)
    assert projector.remark() is None
