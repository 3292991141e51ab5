"""The audit chain: whoever changes a stored byte is found out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from shared.eventstore.audit.chain import ChainBroken, verify
from shared.eventstore.store import Store
from tests.eventstore.building import fact, some_facts, unit

Database = psycopg.Connection[Any]
UNLINKED = """
insert into log select 8, stream_id, 2, type, data, now(), actor, correlation_id
from log where position = 1
"""


@contextmanager
def tampering(connection: Database) -> Iterator[None]:
    """As someone who owns the server can."""
    connection.execute("set session_replication_role = replica")
    yield
    connection.execute("set session_replication_role = origin")


async def three_appends(store: Store) -> None:
    for count in (1, 4, 2):
        await store.appender.submit(unit(*some_facts(count)))


async def test_an_untouched_log_is_verified_up_to_its_head(
    store: Store, database_connection: Database
) -> None:
    assert verify(database_connection) is None
    await three_appends(store)
    head = verify(database_connection)
    assert head is not None
    assert (head.first, head.last) == (6, 7)


async def test_a_unit_that_lost_leaves_no_link(store: Store, database_connection: Database) -> None:
    stream = uuid4()
    for _ in range(2):
        await store.appender.submit(unit(fact(stream, 1)))
    head = verify(database_connection)
    assert head is not None
    assert (head.first, head.last) == (1, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("update log set data = '{}' where position = 3", "positions 2 to 5 were changed"),
        ("update log set actor = 'x' where position = 7", "positions 6 to 7 were changed"),
        (
            "update log set recorded_at = recorded_at + interval '1 microsecond'",
            "positions 1 to 1 were changed",
        ),
        ("update log set causation_id = stream_id where position = 3", "positions 2 to 5"),
        ("delete from log where position = 4", "position 4 is missing"),
        ("delete from log where position = 7", "position 7 is missing"),
        ("delete from chain where first = 2", "no link covers position 2"),
        ("delete from chain where first = 6", "no link covers position 6"),
        ("update chain set hash = sha256(hash) where first = 2", "positions 2 to 5"),
        (UNLINKED, "no link covers position 8"),
    ],
)
async def test_every_change_is_found(
    store: Store, database_connection: Database, change: str, said: str
) -> None:
    await three_appends(store)
    with tampering(database_connection):
        database_connection.execute(change)
    with pytest.raises(ChainBroken, match=said):
        verify(database_connection)
