"""A service that hears families, with a topic and a database of this test's own."""

from collections.abc import Iterator

import pytest
from kafka import KafkaAdminClient

from tests.support.hearing import Hearing, make_topic


@pytest.fixture
def hearing(
    database: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient, kafka_prefix: str
) -> Iterator[Hearing]:
    make_topic(kafka_admin, kafka_prefix)
    hearing = Hearing(database, kafka_bootstrap, kafka_prefix)
    yield hearing
    hearing.close()
