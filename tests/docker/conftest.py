"""The whole of docker-compose.yml, once, with an identity provider of the test's own."""

import json
import os
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, KeySet

from tests.deploy.composing import SECRETS
from tests.support.sources import ROOT

ISSUER = "urn:hieuhoc:test"


@pytest.fixture(scope="session")
def issuer_key() -> ECKey:
    return ECKey.generate_key("P-256", auto_kid=True)


@pytest.fixture(scope="session")
def docker_compose_file(issuer_key: ECKey) -> str:
    keys = json.dumps(KeySet([issuer_key]).as_dict(private=False))
    os.environ.update(
        HIEUHOC_IDENTITY_ISSUER=ISSUER,
        HIEUHOC_IDENTITY_KEYS=keys,
        **SECRETS,
    )
    return str(Path(ROOT) / "docker-compose.yml")


@pytest.fixture(scope="session")
def docker_setup() -> list[str]:
    return ["up --detach --build --wait --wait-timeout 300"]
