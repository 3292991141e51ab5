"""A service that hears families, with a topic and a database of this test's own."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from kafka import KafkaAdminClient

from tests.support.databases import Databases
from tests.support.hearing import Hearing, make_topic, prepare


@pytest.fixture
def hearing(
    databases: Databases, kafka_bootstrap: str, kafka_admin: KafkaAdminClient, kafka_prefix: str
) -> Iterator[Hearing]:
    make_topic(kafka_admin, kafka_prefix)
    with (
        databases.prepared("hearing", prepare) as database,
        closing(Hearing(database, kafka_bootstrap, kafka_prefix)) as hearing,
    ):
        yield hearing
