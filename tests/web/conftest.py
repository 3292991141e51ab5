"""The sample service, and officers who knock at its door."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.web.sample import COMMUNE, application
from tests.web.tokens import Provider, commune_officer, signed_in


@pytest.fixture(scope="package")
def provider() -> Provider:
    return Provider()


@pytest.fixture(scope="package")
def client(provider: Provider) -> Iterator[TestClient]:
    with TestClient(application(provider.identity())) as client:
        yield client


@pytest.fixture
def officer(provider: Provider) -> dict[str, str]:
    """The headers of a command by an officer of the commune."""
    token = provider.token(commune_officer(COMMUNE))
    return signed_in(token, Idempotency_Key="k-1")
