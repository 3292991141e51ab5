"""docker-compose.yml as the real Compose understands it, with secrets of the tests' own."""

import base64
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.support.sources import ROOT, SERVICES

COMPOSE = Path(sys.executable).with_name("docker-compose")
ENVIRONMENT = "deploy/compose/example.env"
KAFKA_USERS = (*SERVICES, "operator")
SECRETS = {
    "POSTGRES_PASSWORD": "password-of-postgres",
    "REGISTRY_VAULT_KEY": base64.b64encode(os.urandom(32)).decode(),
    **{f"{name.upper()}_OWNER_PASSWORD": f"owner-of-{name}" for name in SERVICES},
    **{f"{name.upper()}_DATABASE_PASSWORD": f"worker-of-{name}" for name in SERVICES},
    "HIEUHOC_KAFKA_ADMIN_PASSWORD": "password-of-admin",
    **{f"{user.upper()}_KAFKA_PASSWORD": f"password-of-{user}" for user in KAFKA_USERS},
}


def compose(*words: str, **told: str) -> subprocess.CompletedProcess[str]:
    """`told` stands for what an operator wrote into his copy of the environment file."""
    command: list[str | Path] = [COMPOSE, *words, "config", "--format", "json"]
    environment = {**os.environ, **told}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def composed(*words: str, **told: str) -> dict[str, Any]:
    """The services, of all profiles."""
    more = ("--env-file", ENVIRONMENT, "--profile", "operator")
    answer = compose(*words, *more, **SECRETS, **told)
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = yaml.safe_load(answer.stdout)["services"]
    return found
