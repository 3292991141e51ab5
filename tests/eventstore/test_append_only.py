"""What was recorded stays: the database itself says so, to the service and to the owner."""

import secrets
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier, Literal

from shared.eventstore.appending.units import Won
from shared.eventstore.store import Store, open_store
from tests.eventstore.building import fact, key, make_mark_rows, move, unit
from tests.support.sample import FACTS, Library, adding

CHANGES = [
    "update log set type = 'other'",
    "delete from log",
    "truncate log",
    "update chain set hash = ''",
    "delete from chain",
    "truncate chain",
]
MORE_FOR_THE_SERVICE = [
    "insert into log select 9, stream_id, 9, type, data, now(), actor, correlation_id from log",
    "insert into chain select 9, 9, hash, commands, gen_random_uuid() from chain",
    "update log_head set position = 0",
    "insert into command_keys values ('a', 'k', '', '', true, now())",
    "alter table log disable trigger append_only",
    "drop table log",
]


@pytest.fixture
def service_dsn(postgres_dsn: str, log_dsn: str) -> Iterator[str]:
    """A login role as a service has it, and nothing more."""
    name, password = f"t_{secrets.token_hex(6)}", secrets.token_hex(8)
    create = SQL("create role {} login password {} in role hieuhoc_application")
    with psycopg.connect(postgres_dsn, autocommit=True) as server:
        server.execute(create.format(Identifier(name), Literal(password)))
        yield f"postgresql://{name}:{password}@{log_dsn.partition('@')[2]}"
        server.execute(SQL("drop role {}").format(Identifier(name)))


async def test_the_service_role_may_do_its_work(
    service_dsn: str, database_connection: psycopg.Connection[Any]
) -> None:
    make_mark_rows(database_connection, 0)
    async with open_store(service_dsn, FACTS) as store:
        library, shelf = Library(store), uuid4()
        await library.execute_many([adding(shelf, f"{n}", key(f"{n}")) for n in range(250)])
        assert await library.hear([adding(shelf, "a")], [move(-1, 4)])
        assert len(await store.history(shelf)) == 251
        assert await store.forget_old_keys() == 0
        ((snapshots,),) = await store.line.ask("select count(*) from snapshots")
        assert snapshots == 1


@pytest.mark.parametrize("change", CHANGES + MORE_FOR_THE_SERVICE)
async def test_the_service_role_may_not_change_history(
    store: Store, service_dsn: str, change: str
) -> None:
    assert await store.appender.submit(unit(fact(uuid4(), 1))) == Won(range(1, 2))
    with psycopg.connect(service_dsn) as service, pytest.raises(InsufficientPrivilege):
        service.execute(change)


@pytest.mark.parametrize("change", CHANGES)
async def test_not_even_the_owner_changes_history(
    store: Store, database_connection: psycopg.Connection[Any], change: str
) -> None:
    await store.appender.submit(unit(fact(uuid4(), 1)))
    with pytest.raises(InsufficientPrivilege, match="what was recorded stays"):
        database_connection.execute(change)


async def test_the_service_role_may_halt_the_log(service_dsn: str) -> None:
    with psycopg.connect(service_dsn) as service:
        service.execute("update log_head set halted = 'why'")
