"""A question to the database that takes too long ends by itself, as an answer that says so."""

from contextlib import closing
from typing import Any

import httpx2
import psycopg
from structlog.testing import capture_logs

from services.registry.people.vault.keeping import open_vault
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.log.connecting import connect_to_log
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from shared.postgres.connections import (
    ANSWERING,
    Timeouts,
    connect,
    pool,
)
from shared.web.actions import open_to_all
from shared.web.application import Door, create_application
from shared.web.routing import Router
from tests.support.told import VAULT_KEY
from tests.web.tokens import Provider

HASTY = Timeouts(statement=0.2)
ASKED_TOO_LONG = "/sample/v1/slow"


async def test_a_question_without_an_end_is_answered_503_and_frees_its_connection(
    database: str,
) -> None:
    async with pool(database, "hasty", HASTY) as connections:
        router = Router(prefix="/sample/v1", dependencies=[open_to_all()])

        @router.get("/slow")
        async def slow() -> None:
            async with connections.connection() as connection:
                await connection.execute("select pg_sleep(600)")

        @router.get("/quick")
        async def quick() -> int:
            async with connections.connection() as connection:
                row = await (await connection.execute("select 1")).fetchone()
                return int(row[0])

        app = create_application(Door("sample", Provider().identity()), [router])
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://x") as client:
            with capture_logs() as logged:
                answers = [await client.get(ASKED_TOO_LONG) for _ in range(12)]
            assert (await client.get("/sample/v1/quick")).json() == 1
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (503, "web.unavailable")
        assert int(answer.headers["retry-after"]) > 0
    assert len(logged) == len(answers)
    for line in logged:
        assert line["event"] == "a question took too long"
        assert line["route"] == ASKED_TOO_LONG
        assert "exc_info" not in line
    assert not sleeping(database)


def sleeping(database: str) -> bool:
    with psycopg.connect(database) as connection:
        found = connection.execute(
            "select from pg_stat_activity where query like '%pg_sleep(600)%'"
            " and state = 'active' and pid <> pg_backend_pid()"
        )
        return found.fetchone() is not None


def limit(connection: psycopg.Connection[Any]) -> str:
    row = connection.execute("show statement_timeout").fetchone()
    assert row is not None
    return str(row[0])


async def test_every_connection_that_answers_has_a_limit_and_what_works_by_itself_has_none(
    database: str,
) -> None:
    migrate(database)
    async with (
        pool(database, "answers") as connections,
        open_store(database, ()) as store,
        open_vault(database, MasterKey.from_base64(VAULT_KEY)) as vault,
        connections.connection() as connection,
    ):
        row = await (await connection.execute("show statement_timeout")).fetchone()
        lines = [store.line, store.appender._line, vault._line]
        asked = [await line.ask("show statement_timeout") for line in lines]
    expected = f"{ANSWERING.statement:.0f}s"
    assert [row[0], *(rows[0][0] for rows in asked)] == [expected] * 4
    for opened in (connect, connect_to_log):
        with closing(opened(database, "works by itself")) as working:
            assert limit(working) == "0"
