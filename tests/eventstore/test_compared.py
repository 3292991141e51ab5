"""A log that published takes nothing before its relay has compared this copy of it with Kafka, and
nothing by a clock that is far ahead of the database's."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

import shared.messaging
from hieuhoc.embedded.postgres import EmbeddedPostgres
from shared.eventstore.appending.units import Halted, Won
from shared.eventstore.migrations import migrate
from shared.eventstore.refusals import ClockAhead, NotComparedYet
from shared.eventstore.store import open_store
from shared.vocabulary.calendar import system_clock
from shared.vocabulary.refusals import Kind
from tests.eventstore.building import fact, key, positions, unit
from tests.support.sample import FACTS, Library
from tests.support.servers import another_database

MESSAGING = Path(shared.messaging.__path__[0]) / "migrations"
COMPARED = "update log_head set compared_as = server_incarnation()"


def run(dsn: str, *statements: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


async def added(dsn: str) -> Any:
    async with open_store(dsn, FACTS) as store:
        return await Library(store).add(uuid4(), "a")


async def test_what_was_compared_takes_facts_until_its_server_is_started_anew(
    own_postgres: Any,
) -> None:
    postgres: EmbeddedPostgres = own_postgres()
    migrate(postgres.dsn)
    assert await added(postgres.dsn) == "a"
    postgres.stop()
    postgres.start()
    assert await added(postgres.dsn) == "a", "it has never published"
    run(postgres.dsn, COMPARED)
    assert await added(postgres.dsn) == "a"
    postgres.stop()
    postgres.start()
    for _ in range(2):
        with pytest.raises(NotComparedYet):
            await added(postgres.dsn)
    run(postgres.dsn, COMPARED)
    assert await added(postgres.dsn) == "a"


async def test_a_copy_beside_the_one_that_was_compared_takes_nothing(
    database: str, postgres_dsn: str
) -> None:
    migrate(database)
    run(database, COMPARED)
    assert await added(database) == "a"
    name = f"copy_{uuid4().hex[:8]}"
    of = psycopg.conninfo.conninfo_to_dict(database)["dbname"]
    run(postgres_dsn, f"create database {name} template {of}")
    try:
        with pytest.raises(NotComparedYet) as refused:
            await added(another_database(postgres_dsn, name))
        assert refused.value.kind is Kind.UNAVAILABLE
    finally:
        run(postgres_dsn, f"drop database {name} with (force)")


async def test_an_answer_that_was_lost_is_found_again_before_the_comparison(
    database: str,
) -> None:
    migrate(database)
    async with open_store(database, FACTS) as store:
        library, shelf = Library(store), uuid4()
        await library.add(shelf, "a", key("k"))
        run(database, "update log_head set compared_as = 'another copy'")
        assert isinstance(await store.appender.submit(unit(fact(uuid4(), 1))), Halted)
        assert await store.first_answer(key("k")) == "a"


@pytest.mark.parametrize(
    ("sent", "exempt"), [("{}", True), ('{"registry.families/0":[1,0]}', False)]
)
async def test_a_log_from_before_is_exempt_only_if_it_never_published(
    database: str, sent: str, exempt: bool
) -> None:
    migrate(database, MESSAGING)
    run(
        database,
        "delete from migrations where name = '0003_compared.sql'",
        f"update relay_mark set sent = '{sent}'",
    )
    assert migrate(database, MESSAGING) == ["messaging/0003_compared.sql"]
    if exempt:
        assert await added(database) == "a"
        return
    with pytest.raises(NotComparedYet):
        await added(database)


@pytest.mark.parametrize(
    ("minutes", "limit"), [(4, timedelta(minutes=5)), (6, None), (-60, timedelta(minutes=5))]
)
async def test_a_clock_within_its_bound_records(
    log_dsn: str, minutes: int, limit: timedelta | None
) -> None:
    def clock() -> Any:
        return system_clock() + timedelta(minutes=minutes)

    async with open_store(log_dsn, FACTS, clock, clock_ahead=limit) as store:
        assert isinstance(await store.appender.submit(unit(fact(uuid4(), 1))), Won)


async def test_a_clock_far_ahead_records_nothing_and_is_refused_until_it_is_put_right(
    log_dsn: str, database_connection: psycopg.Connection[Any]
) -> None:
    ahead = [timedelta(days=400)]
    async with open_store(log_dsn, FACTS, lambda: system_clock() + ahead[0]) as store:
        library = Library(store)
        with pytest.raises(ClockAhead, match=r"is 34[0-9]{6} s ahead") as refused:
            await library.add(uuid4(), "a")
        assert refused.value.kind is Kind.UNAVAILABLE
        assert positions(database_connection) == []
        ahead[0] = timedelta(0)
        assert await library.add(uuid4(), "a") == "a"
