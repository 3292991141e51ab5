"""Why a log takes nothing is said where an operator looks first."""

import psycopg
import pytest

from shared.eventstore.migrations import migrate
from shared.web.recording import log_takes_facts


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("compared_as = null", None),
        ("compared_as = server_incarnation()", None),
        ("halted = 'Kafka holds more'", "halted: Kafka holds more"),
        (
            "compared_as = 'another copy'",
            "not compared with Kafka yet, since the database was started",
        ),
    ],
)
async def test_a_log_that_takes_nothing_says_why(
    database: str, head: str, said: str | None
) -> None:
    migrate(database)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"update log_head set {head}".encode())
    assert await log_takes_facts(database)() == said


async def test_a_database_that_does_not_answer_is_for_others_to_tell() -> None:
    assert await log_takes_facts("postgresql://nobody:none@127.0.0.1:1/nothing")() is None
