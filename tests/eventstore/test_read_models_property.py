"""Whatever is recorded, whoever follows and whenever a rebuild switches: what is shown is a recount
by the code that counted it, and code that would count otherwise says that it wants a rebuild."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as whatever
from hypothesis import strategies as any_

from shared.eventstore.facts import Fact, Recorded
from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import FactMapper
from shared.eventstore.migrations import migrate
from shared.eventstore.read_models import (
    OfOwnFacts,
    RebuildWanted,
    differences,
    hold,
    switch,
    table,
)
from shared.eventstore.views import catch_up, lock_mark
from shared.eventstore.views.lookout import Looking
from tests.support.sample import FACTS, BookAdded, BookLent
from tests.support.servers import fresh_database

Database = psycopg.Connection[Any]
MAPPER = FactMapper(FACTS)
DATA = b'{"title":"a"}'
SHELVES = [UUID(int=n) for n in (1, 2)]
EMPTY = """
set session_replication_role = replica;
truncate log, view_marks, read_models;
update log_head set position = 0;
set session_replication_role = origin;
drop view if exists weights;
truncate weights_v1, weights_v2, weights_v3;
"""
odd = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass(frozen=True)
class Weights(OfOwnFacts):
    """What stands on each shelf, a book of so much; lent ones are taken away, if they are heard."""

    version: int = 1
    weight: int = 1
    hears: tuple[type[Fact], ...] = (BookAdded,)
    name: str = "weights"
    tables: tuple[str, ...] = ("weights",)
    parts: dict[str, int] = field(init=False, hash=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", {"weight": self.weight})

    def counted(self, facts: Sequence[Recorded[Any]]) -> dict[UUID, int]:
        found = Counter[UUID]()
        for each in facts:
            if isinstance(each.fact, self.hears):
                sign = 1 if isinstance(each.fact, BookAdded) else -1
                found[each.originator_id] += sign * self.weight
        return dict(found)

    def apply(self, cursor: psycopg.Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        cursor.executemany(
            f"insert into {table(self, 'weights')} as there values (%s, %s) on conflict (shelf_id)"
            " do update set weight = there.weight + excluded.weight".encode(),
            sorted(self.counted(batch).items()),
        )


CODES = any_.builds(
    Weights,
    version=any_.integers(1, 3),
    weight=any_.integers(1, 2),
    hears=any_.sampled_from([(BookAdded,), (BookAdded, BookLent)]),
)
RECORDED = any_.tuples(any_.sampled_from(SHELVES), any_.sampled_from([BookAdded, BookLent]))
STEPS = any_.lists(
    any_.one_of(
        any_.tuples(any_.just("record"), any_.lists(RECORDED, min_size=1, max_size=4)),
        any_.tuples(any_.just("follow"), CODES),
        any_.tuples(any_.just("look"), CODES),
        any_.tuples(any_.just("rebuild"), CODES),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def library(postgres_dsn: str) -> Iterator[Database]:
    with fresh_database(postgres_dsn) as dsn:
        migrate(dsn)
        with psycopg.connect(dsn, autocommit=True) as connection:
            for version in (1, 2, 3):
                connection.execute(
                    f"create table weights_v{version} (shelf_id uuid primary key,"
                    " weight int not null)".encode()
                )
            yield connection


def record(connection: Database, facts: Sequence[tuple[UUID, type[Any]]]) -> None:
    for shelf, fact in facts:
        connection.execute(
            "insert into log select p, %s, p, %s, %s, now(), 'tester', %s"
            " from (select coalesce(max(position), 0) + 1 as p from log) next",
            [shelf, fact.TYPE, DATA, shelf],
        )
    connection.execute("update log_head set position = (select max(position) from log)")


def look(connection: Database, lookouts: dict[Weights, Looking], code: Weights) -> None:
    """A process of this code looks on from where it looked last; whom it wakes is late."""
    if code not in lookouts:
        lookouts[code] = Looking(MAPPER, [code])
        lookouts[code].begin(connection)
    while lookouts[code].look(connection) is not None:
        pass


def follow(connection: Database, code: Weights) -> None:
    """One process of this code, a page at a time, until it has nothing to do or nothing it may."""
    try:
        while catch_up(connection, MAPPER, code, limit=2):
            pass
    except RebuildWanted:
        assert differences(connection.cursor(), code)


def rebuild(connection: Database, code: Weights) -> None:
    """In short: everything is counted anew, and switched."""
    with connection.transaction(), connection.cursor() as cursor:
        lock_mark(cursor, code)
        hold(cursor, code)
        cursor.execute(f"truncate {table(code, 'weights')}".encode())
        facts = facts_of(connection)
        code.apply(cursor, facts)
        cursor.execute(
            "update view_marks set position = %s where (view, version) = (%s, %s)",
            [len(facts), code.name, code.version],
        )
        switch(cursor, code)


def facts_of(connection: Database, until: int = 2**31) -> list[Recorded[Any]]:
    query = f"select {COLUMNS} from log where position <= %s order by position"
    rows = connection.execute(query.encode(), [until]).fetchall()
    return [MAPPER.recorded(stored_fact(row)) for row in rows]


def shown(connection: Database, live: Weights) -> dict[UUID, int]:
    name = "weights" if live_name(connection) else table(live, "weights")
    return dict(connection.execute(f"select shelf_id, weight from {name}".encode()).fetchall())


def live_name(connection: Database) -> bool:
    """Whether readers have a name to ask: once a rebuild, or a migration, has made it."""
    return connection.execute("select to_regclass('weights') is not null").fetchone() == (True,)


def heard(connection: Database, live: Weights) -> int:
    query = "select position from view_marks where (view, version) = (%s, %s)"
    row = connection.execute(query, [live.name, live.version]).fetchone()
    return row[0] if row else 0


@odd
@whatever(steps=STEPS, asked=any_.lists(CODES, max_size=3))
def test_what_is_shown_is_a_recount_or_a_rebuild_is_wanted(
    library: Database, steps: list[tuple[str, Any]], asked: list[Weights]
) -> None:
    library.execute(EMPTY)
    live: Weights | None = None
    lookouts: dict[Weights, Looking] = {}
    for step, given in steps:
        if step == "record":
            record(library, given)
            continue
        if step == "look":
            look(library, lookouts, given)
            if live is None:
                continue
        elif step == "rebuild":
            rebuild(library, given)
            live = given
        else:
            follow(library, given)
            live = live or given
        recount = live.counted(facts_of(library, heard(library, live)))
        assert shown(library, live) == recount
        for code in (*asked, given):
            wanted = bool(differences(library.cursor(), code))
            assert wanted == (code != live)
