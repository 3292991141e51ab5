"""One deployment with a land that was reorganised, and things on its books."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from kafka import KafkaAdminClient

from shared.vocabulary.calendar import civil_day
from tests.journeys.deployment import Deployment, own_deployment
from tests.scope.lands import generated
from tests.scope.recording import Recorder
from tests.scope.world import World


@pytest.fixture(scope="package")
def deployment(
    postgres_dsn: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient
) -> Iterator[Deployment]:
    with own_deployment(postgres_dsn, kafka_bootstrap, kafka_admin) as running:
        yield running


@pytest.fixture(scope="package")
def seed() -> int:
    """Another land, other things and other officers each time; what fails says it."""
    return secrets.randbelow(1_000_000)


@pytest.fixture(scope="package")
def world(deployment: Deployment, seed: int) -> World:
    today = civil_day(datetime.now(UTC))
    return Recorder(deployment, generated(seed), seed, today).world()
