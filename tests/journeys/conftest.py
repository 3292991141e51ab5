"""One deployment for all journeys; each has a hamlet of its own."""

import secrets
from collections.abc import Iterator
from uuid import UUID

import pytest
from kafka import KafkaAdminClient

from tests.journeys.deployment import Deployment, Officer, own_deployment
from tests.support import land


@pytest.fixture(scope="package")
def deployment(
    postgres_dsn: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient
) -> Iterator[Deployment]:
    with own_deployment(postgres_dsn, kafka_bootstrap, kafka_admin) as running:
        yield running


@pytest.fixture
def province(deployment: Deployment) -> Officer:
    """An officer of the province."""
    return deployment.officer("province-officer", land.PROVINCE)


@pytest.fixture
def hamlet(province: Officer) -> UUID:
    """Newly on the books, as far as anybody knows there since ever."""
    body = {"commune_id": str(land.OTHER_COMMUNE), "kind": "khu-pho"}
    answer = province.post("/registry/v1/places", **body, name=f"Khu phố {secrets.token_hex(3)}")
    return UUID(answer["place_id"])


@pytest.fixture
def family(province: Officer, hamlet: UUID) -> str:
    """Registered in the hamlet at the beginning of 2022."""
    return register(province, hamlet)


def register(officer: Officer, hamlet: UUID, full_name: str = "Nguyễn Thị Học") -> str:
    body = {"place_id": str(hamlet), "registered_on": "2022-01-04"}
    answer = officer.post("/registry/v1/families", **body, head={"full_name": full_name})
    return str(answer["family_id"])
