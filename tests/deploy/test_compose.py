"""docker-compose.yml: valid for the real Compose, every service in all roles, no open secrets."""

import json
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.composing import ENVIRONMENT, SECRETS, compose, composed
from tests.support.sources import ROOT, SERVICES

HADOLINT = Path(sys.executable).with_name("hadolint")
OPERATORS = {"operator", "operator-owner"}
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


def test_every_password_is_given_to_those_who_need_it_only(services: dict[str, Any]) -> None:
    """Each is told by its own word, so where it stands says who knows it."""
    who_knows = {
        variable: {name for name, each in services.items() if SECRETS[variable] in each_value(each)}
        for variable in SECRETS
        if "KAFKA" not in variable
    }
    for service in SERVICES:
        own = {f"{service}-{role}" for role in ("api", "worker", "listener")} & services.keys()
        assert who_knows[f"{service.upper()}_DATABASE_PASSWORD"] - OPERATORS == {"postgres", *own}
        owners = who_knows[f"{service.upper()}_OWNER_PASSWORD"] - {"operator-owner"}
        assert owners == {"postgres", f"{service}-migrate"}
    assert who_knows["POSTGRES_PASSWORD"] == {"postgres"}
    assert {name.partition("-")[0] for name in who_knows["REGISTRY_VAULT_KEY"]} == {"registry"}


def each_value(service: dict[str, Any]) -> set[str]:
    return {str(value) for value in service.get("environment", {}).values()}


@pytest.mark.parametrize("variable", SECRETS)
def test_no_secret_has_a_default(variable: str) -> None:
    answer = compose("--env-file", ENVIRONMENT, "--profile", "operator", **SECRETS | {variable: ""})
    assert answer.returncode != 0
    assert f"required variable {variable} is missing a value" in answer.stderr


def test_the_example_names_every_secret_and_holds_none() -> None:
    lines = (ROOT / ENVIRONMENT).read_text(encoding="utf-8").splitlines()
    told = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert told.keys() >= SECRETS.keys()
    assert not any(told[variable] for variable in SECRETS)


@pytest.mark.parametrize("password", [*"/@#%?:& '\\", "pa$word", "$(x)", "${HOME}", "ế", '"'])
def test_a_password_with_any_sign_comes_through_compose(password: str, tmp_path: Path) -> None:
    """Between single quotes, as the example says; a single quote itself after a backslash."""
    quoted = password.replace("'", "\\'")
    file = tmp_path / "copy.env"
    own = {name: value for name, value in SECRETS.items() if name != "ROLLUPS_DATABASE_PASSWORD"}
    lines = [f"{name}={value}" for name, value in own.items()]
    lines += [f"ROLLUPS_DATABASE_PASSWORD='a{quoted}b'"]
    lines += ["HIEUHOC_IDENTITY_ISSUER=i", "HIEUHOC_IDENTITY_KEYS=k"]
    file.write_text("\n".join(lines), encoding="utf-8")
    answer = compose("--env-file", str(file))
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)["services"]["rollups-api"]["environment"]
    assert told["ROLLUPS_DATABASE_PASSWORD"].replace("$$", "$") == f"a{password}b"


@pytest.mark.parametrize("name", composed())
def test_a_container_may_do_no_more_than_it_must(name: str, services: dict[str, Any]) -> None:
    service = services[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service.get("read_only", False) == (name != "kafka"), "its image writes into itself"
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}
    assert int(service["mem_limit"]) > 0
    assert bool(service.get("cap_add")) == (name == "postgres")


def test_asking_containers_how_they_are_costs_little(services: dict[str, Any]) -> None:
    """Often only while they start, and never a new interpreter or virtual machine."""
    asked = {name: each["healthcheck"] for name, each in services.items() if "healthcheck" in each}
    assert len(asked) == 2 + sum(
        name.endswith(("-api", "-worker", "-listener")) for name in services
    )
    for name, check in asked.items():
        assert (check["interval"], check["start_interval"]) == ("30s", "2s"), name
        assert check["test"][1] in {"bash", "pg_isready"}, name


@pytest.mark.parametrize(("status", "is_well"), [(200, True), (503, False), (None, False)])
def test_a_service_is_well_when_it_says_that_it_is_ready(
    status: int | None, is_well: bool, services: dict[str, Any]
) -> None:
    words = [word.replace("$$", "$") for word in services["rollups-api"]["healthcheck"]["test"][1:]]
    assert "/9000" in words[-1]
    with saying(status) as port:
        words[-1] = words[-1].replace("/9000", f"/{port}")
        answer = subprocess.run(words, capture_output=True, check=False)
    assert (answer.returncode == 0) == is_well


@contextmanager
def saying(status: int | None) -> Iterator[int]:
    """The port where `/readyz` answers so, and everything else with 404; None: nobody answers."""

    class Face(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status or 500 if self.path == "/readyz" else 404)
            self.end_headers()
            self.wfile.write(b" 200 ")

    with HTTPServer(("127.0.0.1", 0), Face) as server:
        port = server.server_address[1]
        if status is None:
            server.socket.close()
        else:
            threading.Thread(target=server.handle_request, daemon=True).start()
        yield port


def test_postgres_is_healthy_when_it_answers_over_the_network(services: dict[str, Any]) -> None:
    """Its first start has a server that answers on the socket only."""
    check = services["postgres"]["healthcheck"]["test"]
    assert check[:4] == ["CMD", "pg_isready", "-h", "127.0.0.1"]


def test_the_folder_of_a_volume_belongs_to_whoever_writes_into_it(services: dict[str, Any]) -> None:
    """Docker gives a new volume the owner of the folder in the image; without one it is root's."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    made, _, _ = dockerfile.partition("USER 10001")
    mounted = {
        volume["target"]
        for name, service in services.items()
        if name.partition("-")[0] in SERVICES
        for volume in service.get("volumes", [])
        if volume["type"] == "volume"
    }
    assert mounted == {"/var/lib/hieuhoc"}
    for folder in mounted:
        assert f"install --directory --owner=10001 --group=10001 {folder}" in made


def test_an_image_knows_of_which_version_and_commit_it_is() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"ARG HIEUHOC_VERSION={project['version']}\n" in dockerfile
    built = [each["build"] for each in composed(HIEUHOC_COMMIT="abc").values() if "build" in each]
    assert built
    assert {each["args"]["HIEUHOC_COMMIT"] for each in built} == {"abc"}
    for label in ("version", "revision"):
        assert f"org.opencontainers.image.{label}=" in dockerfile


def test_the_dockerfile_is_clean() -> None:
    answer = subprocess.run(
        [HADOLINT, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout
    assert "USER 10001" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
