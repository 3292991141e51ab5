"""A fact that a view cannot be told is set aside; a database that is away sets nothing aside; and
no view holds up another."""

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from structlog.testing import capture_logs

from shared.eventstore.appending.units import NewFact
from shared.eventstore.store import Store
from shared.eventstore.views import Projector, View, catch_up
from shared.eventstore.views.rebuild import SettledMeanwhile
from shared.eventstore.views.set_aside import NotSetAside, waiting
from shared.eventstore.views.settling import Retried, discard, retry
from tests.eventstore.building import fact, unit
from tests.eventstore.counting import TABLES, BooksByShelf, counted, recounted, with_table
from tests.eventstore.test_views import MAPPER, running
from tests.support.rebuilding import rebuild
from tests.support.sample import Library
from tests.support.waiting import eventually_async

Database = psycopg.Connection[Any]
LOCK = 4711


@pytest.fixture(autouse=True)
def table(database_connection: Database) -> Iterator[None]:
    with with_table(database_connection):
        yield


class Picky(BooksByShelf):
    """Half of its page is written when it meets a title that it cannot be told."""

    name = "picky"
    cannot: frozenset[str] = frozenset({"bad"})

    def apply(self, cursor: Any, batch: Any) -> None:
        super().apply(cursor, batch)
        if any(recorded.fact.title in self.cannot for recorded in batch):
            raise ZeroDivisionError


def followed(connection: Database, view: View) -> list[tuple[int, str]]:
    """To the end of the log; positions and reasons of what waits."""
    while catch_up(connection, MAPPER, view, limit=7):
        pass
    return [(each.position, each.reason) for each in waiting(connection, view)]


async def shelved(store: Store, *titles: str, shelf: UUID | None = None) -> UUID:
    """A shelf with these books, recorded at once."""
    stream = shelf or uuid4()
    begin = len(await store.history(stream))
    await store.appender.submit(
        unit(*[fact(stream, begin + n, title) for n, title in enumerate(titles, 1)])
    )
    return stream


async def test_what_follows_of_the_same_subject_waits_and_everything_else_goes_on(
    store: Store, database_connection: Database
) -> None:
    bad = await shelved(store, "a", "bad", "c")
    good = await shelved(store, "a", "b")
    with capture_logs() as logs:
        aside = followed(database_connection, Picky())
        assert followed(database_connection, Picky()) == aside
    assert aside == [(2, "cannot-be-applied"), (3, "behind-another")]
    assert counted(database_connection) == {bad: 1, good: 2}
    told = [(e["position"], e["reason"]) for e in logs if e["event"] == "fact set aside"]
    assert told == aside
    await shelved(store, "d", shelf=bad)
    assert followed(database_connection, Picky())[2:] == [(6, "behind-another")]


async def test_what_cannot_be_read_is_set_aside_by_each_view(
    store: Store, database_connection: Database
) -> None:
    shelf, other = uuid4(), uuid4()
    unread = [NewFact(shelf, 1, "library.gone.v1", b"{}"), NewFact(other, 1, "x", b"\xff")]
    await store.appender.submit(unit(*unread, fact(shelf, 2), fact(uuid4(), 1)))
    expected = [(1, "cannot-be-read"), (2, "cannot-be-read"), (3, "behind-another")]
    for view in (BooksByShelf(), Picky()):
        assert followed(database_connection, view) == expected


async def test_a_retry_applies_all_of_the_subject_in_order_once_the_code_is_mended(
    store: Store, database_connection: Database
) -> None:
    shelf = await shelved(store, "bad", "b", "worse", "d")
    view = Picky()
    followed(database_connection, view)
    failed = retry(database_connection, MAPPER, view, 3)
    assert failed == Retried(0, 4, "ZeroDivisionError: ")
    view.cannot = frozenset({"worse"})
    assert retry(database_connection, MAPPER, view, 1) == Retried(2, 2, "ZeroDivisionError: ")
    assert [each.position for each in waiting(database_connection, view)] == [3, 4]
    view.cannot = frozenset()
    assert retry(database_connection, MAPPER, view, 4) == Retried(2, 0)
    assert counted(database_connection) == {shelf: 4} == recounted(database_connection)
    with pytest.raises(NotSetAside):
        retry(database_connection, MAPPER, view, 4)


async def test_a_discarded_fact_stays_so_and_what_waited_behind_it_can_be_retried(
    store: Store, database_connection: Database
) -> None:
    shelf = await shelved(store, "a", "bad", "c")
    view = Picky()
    followed(database_connection, view)
    discard(database_connection, view, 2)
    with pytest.raises(NotSetAside):
        discard(database_connection, view, 2)
    assert retry(database_connection, MAPPER, view, 3) == Retried(1, 0)
    await shelved(store, "d", shelf=shelf)
    assert followed(database_connection, view) == []
    view.cannot = frozenset()
    (rebuilt,) = rebuild(database_connection, MAPPER, view, TABLES)
    assert rebuilt.before == rebuilt.after
    assert counted(database_connection) == {shelf: 3}


async def test_a_rebuild_sets_the_same_aside_and_by_mended_code_none(
    store: Store, database_connection: Database
) -> None:
    shelf = await shelved(store, "a", "bad", "c")
    view = Picky()
    aside = followed(database_connection, view)
    (same,) = rebuild(database_connection, MAPPER, view, TABLES)
    assert same.before == same.after
    assert followed(database_connection, view) == aside
    view.cannot = frozenset()
    (mended,) = rebuild(database_connection, MAPPER, view, TABLES)
    assert mended.before != mended.after
    assert followed(database_connection, view) == []
    assert counted(database_connection) == {shelf: 3}


async def test_a_rebuild_gives_up_when_facts_are_settled_meanwhile(
    store: Store, log_dsn: str, database_connection: Database
) -> None:
    await shelved(store, "a", "bad", "c")
    followed(database_connection, Picky())

    class Settling(Picky):
        def apply(self, cursor: Any, batch: Any) -> None:
            with psycopg.connect(log_dsn, autocommit=True) as other:
                if waiting(other, self)[0].position == 2:
                    discard(other, self, 2)
            super().apply(cursor, batch)

    with pytest.raises(SettledMeanwhile):
        rebuild(database_connection, MAPPER, Settling(), TABLES)
    assert followed(database_connection, Picky()) == [(3, "behind-another")]


class Hanging(BooksByShelf):
    """Waits for a lock in the middle of its page."""

    name = "hanging"

    def apply(self, cursor: Any, batch: Any) -> None:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])


class Homeless(BooksByShelf):
    """Its table is not there yet: a migration is late."""

    name = "homeless"

    def apply(self, cursor: Any, batch: Any) -> None:
        cursor.execute("update not_there_yet set books = 1")


async def test_a_view_that_hangs_or_has_no_table_holds_up_no_other_and_loses_nothing(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    database_connection.execute("select pg_advisory_lock(%s)", [LOCK])
    views: list[View] = [Hanging(), Homeless(), BooksByShelf()]
    projector = Projector(log_dsn, MAPPER, views)
    try:
        async with running(projector):
            for n in range(3):
                await library.add(uuid4(), f"{n}")

                async def seen() -> bool:
                    return counted(database_connection) == recounted(database_connection)

                await eventually_async(seen)
            assert "homeless.v1: UndefinedTable" in (projector.unready() or "")
            database_connection.execute("select pg_advisory_unlock(%s)", [LOCK])
            database_connection.execute("create table not_there_yet (books int)")
            await eventually_async(lambda: is_ready(projector), within=30)
    finally:
        database_connection.execute("drop table if exists not_there_yet")
    assert waiting(database_connection) == []


async def is_ready(projector: Projector) -> bool:
    return projector.unready() is None


class Slow(BooksByShelf):
    """The first time, slower than a transaction may be idle: PostgreSQL ends its session."""

    met: type[BaseException] | None = None

    def __init__(self, watching: Database) -> None:
        self._watching = watching

    def apply(self, cursor: Any, batch: Any) -> None:
        if self.met is None:
            cursor.execute("set idle_in_transaction_session_timeout = 50")
            pid = cursor.connection.info.backend_pid
            while self._watching.execute(
                "select from pg_stat_activity where pid = %s", [pid]
            ).fetchall():
                pass
            try:
                cursor.execute("select 1")
            except psycopg.Error as fault:
                self.met = type(fault)
                raise
        super().apply(cursor, batch)


async def test_a_session_that_postgresql_ended_is_begun_again_and_sets_nothing_aside(
    library: Library, log_dsn: str, database_connection: Database
) -> None:
    with psycopg.connect(log_dsn, autocommit=True) as watching:
        view = Slow(watching)
        async with running(Projector(log_dsn, MAPPER, [view])):
            await library.add(uuid4(), "a")

            async def seen() -> bool:
                return counted(database_connection) == recounted(database_connection)

            await eventually_async(seen)
    assert view.met is psycopg.errors.IdleInTransactionSessionTimeout
    assert waiting(database_connection) == []


async def test_facts_set_aside_are_remarked_on_and_do_not_make_it_unready(
    store: Store, log_dsn: str
) -> None:
    await shelved(store, "bad", "b")
    projector = Projector(log_dsn, MAPPER, [Picky(), BooksByShelf()])
    async with running(projector):
        await eventually_async(lambda: asyncio.sleep(0, projector.remark()))
        assert projector.remark() == "facts are set aside (picky.v1: 2)"
        await eventually_async(lambda: is_ready(projector))
