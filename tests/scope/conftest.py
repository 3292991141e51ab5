"""One deployment with a land that was reorganised, and things on its books."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from kafka import KafkaAdminClient

from shared.messaging.brokers import Brokers
from shared.vocabulary.calendar import civil_day
from tests.journeys.deployment import Deployment, Where, running_deployment
from tests.scope.lands import generated
from tests.scope.recording import Recorder
from tests.scope.things import World
from tests.support import servers


@pytest.fixture(scope="package")
def deployment(
    postgres_dsn: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient
) -> Iterator[Deployment]:
    prefix = f"s-{secrets.token_hex(3)}."
    with servers.folder() as folder:
        where = Where(postgres_dsn, Brokers(kafka_bootstrap, prefix), folder)
        with running_deployment(where) as running:
            yield running
    servers.delete_topics(kafka_admin, prefix)


@pytest.fixture(scope="package")
def seed() -> int:
    """Another land, other things and other officers each time; what fails says it."""
    return secrets.randbelow(1_000_000)


@pytest.fixture(scope="package")
def world(deployment: Deployment, seed: int) -> World:
    today = civil_day(datetime.now(UTC))
    return Recorder(deployment, generated(seed), seed, today).world()
