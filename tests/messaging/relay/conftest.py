"""A registry with a database and topics of this test's own."""

import pytest

from shared.messaging.brokers import Brokers
from tests.support.relaying import Registry


@pytest.fixture
def registry(database: str, kafka_bootstrap: str, kafka_prefix: str) -> Registry:
    return Registry(database, Brokers(kafka_bootstrap, kafka_prefix)).prepare()
