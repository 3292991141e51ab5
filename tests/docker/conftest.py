"""The whole of docker-compose.yml in containers, once, with an identity provider of the test's own.

What is asked of them is what tests/composed asks of processes, where no Docker daemon is.
"""

import os
import shlex
from pathlib import Path

import pytest
from pytest_docker.plugin import Services

from tests.composed import resolving
from tests.composed.issuer import AUDIENCE, ISSUER, Issuer
from tests.composed.journey import Site
from tests.support.sources import ROOT, SERVICES


@pytest.fixture(scope="session")
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture(scope="session")
def docker_compose_file(issuer: Issuer) -> str:
    os.environ.update(
        resolving.operators_copy(
            HIEUHOC_IDENTITY_ISSUER=ISSUER,
            HIEUHOC_IDENTITY_AUDIENCE=AUDIENCE,
            HIEUHOC_IDENTITY_KEYS=issuer.keys(),
        )
    )
    return str(Path(ROOT) / "docker-compose.yml")


@pytest.fixture(scope="session")
def docker_setup() -> list[str]:
    return ["up --detach --build --wait --wait-timeout 300"]


@pytest.fixture
def site(docker_services: Services, issuer: Issuer) -> Site:
    doors = {
        name: f"http://127.0.0.1:{docker_services.port_for(f'{name}-api', 8000)}"
        for name in SERVICES
    }

    def composed(*words: str) -> str:
        line = shlex.join(words)
        said = docker_services._docker_compose.execute(line, ignore_stderr=True)
        return bytes(said).decode()

    return Site(
        doors,
        issuer.sign,
        execute=lambda name, *command: composed("exec", "-T", name, *command),
        operate=lambda *command: composed("run", "--rm", "-T", "operator", *command),
    )
