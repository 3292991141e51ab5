"""A view filled anew beside the live one, compared with it, and put in its place."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from shared.eventstore.log.format import require_format
from shared.eventstore.mapper import FactMapper
from shared.eventstore.read_models import hide, hold, switch
from shared.eventstore.views import View, lock_mark
from shared.eventstore.views.catching_up import turn_page

PAGE = 20_000
SILENCE = 10_000
"""Milliseconds between two statements after which PostgreSQL ends the session."""
ASIDE = "view_facts_set_aside"
LIVE_ASIDE = Identifier("public", ASIDE)


@dataclass(frozen=True)
class Contents:
    """What is in a table: the number of rows, and a sum over their hashes, whatever the order."""

    rows: int
    hash: int


@dataclass(frozen=True)
class Rebuilt:
    """A table as it was and as it is; they are equal unless the live one was wrong."""

    table: str
    before: Contents
    after: Contents


class RebuildUnderWay(Exception):
    """Somebody else rebuilds this view: nothing was changed."""

    def __init__(self, view: View) -> None:
        super().__init__(f"{view.name} is being rebuilt by somebody else")


class SettledMeanwhile(Exception):
    """Facts set aside were retried or discarded while the view was rebuilt: nothing was changed."""

    def __init__(self, view: View) -> None:
        super().__init__(f"facts of {view.name} were retried or discarded meanwhile: rebuild again")


def rebuild(
    connection: psycopg.Connection[Any], mapper: FactMapper, view: View, tables: Sequence[str]
) -> list[Rebuilt]:
    """Fill copies of the view's tables from the first fact on while the live ones are read and
    moved on; then, in one transaction, catch up to where the live view stands, compare, and swap.

    Facts that cannot be applied are set aside anew; those that were discarded stay so, and those
    that can be applied by now are. Run as the owner of the schema, on an autocommit connection.
    What is left of an attempt that was killed is cleared first. Readers wait for the swap only.
    Raises `RebuildUnderWay`, `SettledMeanwhile`, `AnotherFormat`.
    """
    require_format(connection)
    beside = f"rebuild_{view.name}_v{view.version}"
    with _alone(connection, view, beside):
        return _rebuilt(connection, mapper, view, (beside, tables))


@contextmanager
def _alone(connection: psycopg.Connection[Any], view: View, name: str) -> Iterator[None]:
    """Until the block ends or the session does: one that froze loses it with its session."""
    silence = connection.execute("show idle_session_timeout").fetchone()
    if connection.execute(_TAKE, [name]).fetchone() != (True,):
        raise RebuildUnderWay(view)
    connection.execute(f"set idle_session_timeout = {SILENCE}".encode())
    try:
        yield
    finally:
        if not connection.broken:
            connection.execute("select set_config('idle_session_timeout', %s, false)", silence)
            connection.execute(_GIVE_BACK, [name])


_TAKE = "select pg_try_advisory_lock(hashtextextended(%s, 0))"
_GIVE_BACK = "select pg_advisory_unlock(hashtextextended(%s, 0))"


def _rebuilt(
    connection: psycopg.Connection[Any],
    mapper: FactMapper,
    view: View,
    copies: tuple[str, Sequence[str]],
) -> list[Rebuilt]:
    beside, tables = copies
    connection.execute(SQL("drop schema if exists {} cascade").format(Identifier(beside)))
    with connection.transaction():
        connection.execute(SQL("create schema {}").format(Identifier(beside)))
        for table in (*tables, ASIDE):
            connection.execute(_copy(beside, table))
        settled = _settled(connection, view)
        discarded = [position for position, state in settled if state == "discarded"]
        connection.execute(
            SQL("insert into {} select * from {} where (view, version) = (%s, %s)"
                " and position = any(%s)").format(Identifier(beside, ASIDE), LIVE_ASIDE),
            [view.name, view.version, discarded],
        )  # fmt: skip
    after, end = 0, -1
    while after != end:
        with connection.transaction(), _looking_at(connection, beside):
            end, after = after, _apply_page(connection, mapper, view, after)
    with connection.transaction():
        return _swap(connection, mapper, view, Copied(beside, after, tables, settled))


@dataclass(frozen=True)
class Copied:
    """Copies of these tables in a schema, filled up to a position; and what had been settled of
    the live view's facts when that began."""

    schema: str
    position: int
    tables: Sequence[str]
    settled: Collection[tuple[int, str]]


def _settled(connection: psycopg.Connection[Any], view: View) -> set[tuple[int, str]]:
    """Facts of the live view that were retried or discarded."""
    rows = connection.execute(
        SQL("select position, state from {} where (view, version) = (%s, %s)"
            " and state <> 'waiting'").format(LIVE_ASIDE),
        [view.name, view.version],
    )  # fmt: skip
    return set(rows.fetchall())


def _copy(beside: str, table: str) -> Any:
    return SQL("create table {}.{} (like {} including all)").format(
        Identifier(beside), Identifier(table), Identifier("public", table)
    )


@contextmanager
def _looking_at(connection: psycopg.Connection[Any], schema: str) -> Iterator[None]:
    """The view's own statements find the copies first, until the transaction ends."""
    connection.execute(SQL("set local search_path = {}, public").format(Identifier(schema)))
    yield
    connection.execute("set local search_path = public")


def _apply_page(
    connection: psycopg.Connection[Any],
    mapper: FactMapper,
    view: View,
    after: int,
    limit: int = PAGE,
) -> int:
    with connection.cursor(binary=True) as cursor:
        return turn_page(cursor, mapper, view, (after, limit)).position


def _swap(
    connection: psycopg.Connection[Any],
    mapper: FactMapper,
    view: View,
    copied: Copied,
) -> list[Rebuilt]:
    beside, after = copied.schema, copied.position
    cursor = connection.cursor()
    live = lock_mark(cursor, view)
    hold(cursor, view)
    if _settled(connection, view) != copied.settled:
        raise SettledMeanwhile(view)
    with _looking_at(connection, beside):
        while after < live:
            after = _apply_page(connection, mapper, view, after, min(PAGE, live - after))
    while live < after:  # or the live one is behind
        live = _apply_page(connection, mapper, view, live, min(PAGE, after - live))
    hide(cursor, view)
    found = []
    for table in copied.tables:
        old, new = Identifier("public", table), Identifier(beside, table)
        found.append(Rebuilt(table, contents(connection, old), contents(connection, new)))
        connection.execute(SQL("drop table {}").format(old))
        connection.execute(SQL("alter table {} set schema public").format(new))
    _swap_set_aside(connection, view, beside)
    connection.execute(
        "update view_marks set position = %s where view = %s and version = %s",
        [after, view.name, view.version],
    )
    connection.execute(SQL("drop schema {} cascade").format(Identifier(beside)))
    switch(cursor, view)
    return found


def _swap_set_aside(connection: psycopg.Connection[Any], view: View, beside: str) -> None:
    """What waits in the copy waits from now on; what waited and does not was applied after all."""
    names = {"view": view.name, "version": view.version}
    connection.execute(
        SQL("update {} live set state = 'applied', settled_at = now()"
            " where (view, version) = (%(view)s, %(version)s) and state = 'waiting' and not exists"
            " (select from {} new where new.position = live.position)")
        .format(LIVE_ASIDE, Identifier(beside, ASIDE)),
        names,
    )  # fmt: skip
    connection.execute(
        SQL("insert into {} as live select * from {} where state = 'waiting'"
            " on conflict (view, version, position) do update set"
            " (subject, reason, detail, state, settled_at)"
            " = (excluded.subject, excluded.reason, excluded.detail, 'waiting', null)")
        .format(LIVE_ASIDE, Identifier(beside, ASIDE)),
    )  # fmt: skip


def contents(connection: psycopg.Connection[Any], table: Identifier) -> Contents:
    """For comparing two tables."""
    row = connection.execute(
        SQL("select count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) from {} t").format(
            table
        )
    ).fetchone()
    assert row is not None
    return Contents(int(row[0]), int(row[1]))
