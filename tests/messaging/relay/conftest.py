"""A registry with a database and topics of this test's own."""

from collections.abc import Iterator

import pytest

from shared.messaging.brokers import Brokers
from tests.support.databases import Databases
from tests.support.relaying import Registry, with_tables


@pytest.fixture
def registry(databases: Databases, kafka_bootstrap: str, kafka_prefix: str) -> Iterator[Registry]:
    with databases.prepared("relaying", with_tables) as database:
        yield Registry(database, Brokers(kafka_bootstrap, kafka_prefix)).prepare()
