"""One deployment that all doors are knocked at."""

from collections.abc import Iterator

import pytest
from kafka import KafkaAdminClient

from tests.doors.samples import World, world
from tests.journeys.deployment import Deployment, own_deployment


@pytest.fixture(scope="package")
def deployment(
    postgres_dsn: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient
) -> Iterator[Deployment]:
    with own_deployment(postgres_dsn, kafka_bootstrap, kafka_admin) as running:
        yield running


@pytest.fixture(scope="package")
def known(deployment: Deployment) -> World:
    """Something of every kind, by its id."""
    return world(deployment)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walk goes first: it asks for things as they were made, which the others change."""
    items.sort(key=lambda item: "doors/test_walk" not in item.nodeid)
