"""docker-compose.yml: valid for the real Compose, every service in all roles, no open secrets."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.composing import compose, composed
from tests.support.sources import ROOT, SERVICES

HADOLINT = Path(sys.executable).with_name("hadolint")
ROLES = {"main.py": {"api", "migrate"}, "outbox": {"worker"}, "inbox": {"listener"}}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return composed()


def test_compose_names_the_secret_that_is_missing() -> None:
    answer = compose("--env-file", "/dev/null")
    assert answer.returncode != 0
    assert "HIEUHOC_IDENTITY_ISSUER" in answer.stderr or "PASSWORD" in answer.stderr


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_runs_in_each_of_its_roles(service: str, services: dict[str, Any]) -> None:
    folder = ROOT / "services" / service
    wanted = {
        role
        for room, roles in ROLES.items()
        if (folder / room).exists() or (folder / f"{room}.py").exists()
        for role in roles
    }
    found = {name.removeprefix(f"{service}-") for name in services if name.startswith(service)}
    assert wanted <= found
    assert all(services[f"{service}-{r}"]["command"] == [r] for r in found)


def test_replicas_wait_for_the_migration_and_never_migrate(services: dict[str, Any]) -> None:
    for name, service in services.items():
        room, _, role = name.partition("-")
        if room in SERVICES and role != "migrate":
            waits_for = service["depends_on"][f"{room}-migrate"]["condition"]
            assert waits_for == "service_completed_successfully"
            assert "_owner" not in str(service["environment"]), "only migrate works as the owner"


def test_the_services_of_a_host_are_reached_from_this_host_only(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert ports
    assert {port["host_ip"] for port in ports} == {"127.0.0.1"}


def test_the_dockerfile_is_clean() -> None:
    answer = subprocess.run(
        [HADOLINT, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout
    assert "USER 10001" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
