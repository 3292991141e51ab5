"""A registry with servers of this test's own, where a test breaks them."""

from collections.abc import Callable

import pytest

from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from shared.messaging.brokers import Brokers
from tests.support.relaying import Registry


@pytest.fixture
def registry(database: str, kafka_bootstrap: str, kafka_prefix: str) -> Registry:
    return Registry(database, Brokers(kafka_bootstrap, kafka_prefix)).prepare()


@pytest.fixture
def kafka(own_kafka: Callable[[], EmbeddedKafka]) -> EmbeddedKafka:
    return own_kafka()


@pytest.fixture
def postgres(own_postgres: Callable[[], EmbeddedPostgres]) -> EmbeddedPostgres:
    return own_postgres()


@pytest.fixture
def on_own_kafka(database: str, kafka: EmbeddedKafka) -> Registry:
    return Registry(database, Brokers(kafka.bootstrap)).prepare()


@pytest.fixture
def on_own_postgres(
    postgres: EmbeddedPostgres, kafka_bootstrap: str, kafka_prefix: str
) -> Registry:
    return Registry(postgres.dsn, Brokers(kafka_bootstrap, kafka_prefix)).prepare()
