"""One deployment that all doors are knocked at."""

import secrets
from collections.abc import Iterator

import pytest
from kafka import KafkaAdminClient

from shared.messaging.brokers import Brokers
from tests.doors.samples import World, world
from tests.journeys.deployment import Deployment, Where, running_deployment
from tests.support import servers


@pytest.fixture(scope="package")
def deployment(
    postgres_dsn: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient
) -> Iterator[Deployment]:
    prefix = f"d-{secrets.token_hex(3)}."
    with servers.folder() as folder:
        where = Where(postgres_dsn, Brokers(kafka_bootstrap, prefix), folder)
        with running_deployment(where) as running:
            yield running
    servers.delete_topics(kafka_admin, prefix)


@pytest.fixture(scope="package")
def known(deployment: Deployment) -> World:
    """Something of every kind, by its id."""
    return world(deployment)
