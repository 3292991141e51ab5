"""As for the listener: what is limited is its parking."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

import shared.messaging
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from tests.eventstore.conftest import RESET
from tests.messaging.listener.conftest import hearing as hearing
from tests.messaging.parking.feeding import ILL, Commanding, Faulty, Feed, Ordering, Projecting
from tests.support import families
from tests.support.greeting import FamilyGreeted
from tests.support.servers import fresh_database

MIGRATIONS = Path(shared.messaging.__file__).parent / "migrations"
EMPTY = "truncate dead_letters, listener_pauses, listener_logs, heard, families_by_place"


@pytest.fixture(scope="package")
def migrated(postgres_dsn: str) -> Iterator[str]:
    with fresh_database(postgres_dsn) as dsn:
        migrate(dsn, MIGRATIONS)
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(families.TABLES)
        yield dsn


@pytest.fixture(params=["projection", "commands"])
async def feed(request: pytest.FixtureRequest, migrated: str) -> AsyncIterator[Feed]:
    """Heard by each kind of hearer there is. Emptying a database is faster than making one."""
    with psycopg.connect(migrated, autocommit=True) as connection:
        connection.execute(RESET)
        connection.execute(EMPTY)
        async with open_store(migrated, [FamilyGreeted]) as store:
            feed: Feed = Projecting(migrated, connection, Faulty(set(ILL)))
            if request.param == "commands":
                transactions = Transactions(store)
                feed = Commanding(migrated, connection, Ordering(set(ILL)), transactions)
            yield feed
            feed.close()
