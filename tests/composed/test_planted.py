"""Mistakes that a first deployment makes are seen: by Compose, by a container that does not start,
by one that does not become well, by a server that lets nobody in."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from shared.telemetry.configuration import WRONG_CONFIGURATION, database_of
from tests.composed import resolving
from tests.composed.container import Container
from tests.composed.deployment import Deployment
from tests.support.sources import SERVICES
from tests.support.waiting import eventually

READY = "http://{}:9000/readyz"


def changed(deployment: Deployment, name: str, **environment: str) -> Container:
    """The same container with a mistake in what it is told."""
    spec = deepcopy(dict(deployment.ours(name).spec))
    spec["environment"] = {**spec["environment"], **environment}
    return Container(name, spec, deployment.site)


def test_compose_starts_nothing_while_a_secret_is_missing(
    told: Mapping[str, str], tmp_path: Path
) -> None:
    for name in told:
        if name.endswith(resolving.SECRET):
            answer = resolving.resolve(resolving.written(tmp_path, {**told, name: ""}))
            assert answer.returncode != 0, name
            assert name in answer.stderr


@pytest.mark.parametrize(
    ("variable", "known"),
    [
        ("REGISTRY_DATABASE_PASSWORD", "change-me-as-well"),
        ("HIEUHOC_KAFKA_PASSWORD", "Change me!"),
        ("REGISTRY_VAULT_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    ],
)
def test_a_secret_that_everybody_knows_is_refused_at_the_start(
    variable: str, known: str, deployment: Deployment
) -> None:
    done = changed(deployment, "registry-api", **{variable: known}).run("api")
    assert done.returncode == WRONG_CONFIGURATION, done.stderr
    assert variable in done.stderr
    assert known not in done.stderr


def roles(deployment: Deployment, patched: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Who each container of a service is to the database."""
    for name, container in deployment.containers.items():
        service = name.partition("-")[0]
        if service in SERVICES:
            with patched.context() as patch:
                for variable, value in container.environment.items():
                    patch.setenv(variable, value)
                said = conninfo_to_dict(database_of(service))
            yield said | {"hostaddr": deployment.site.street[str(said["host"])]}


def gets_in(role: Mapping[str, Any], **otherwise: Any) -> bool:
    try:
        psycopg.connect(make_conninfo(**{**role, **otherwise}), connect_timeout=30).close()
    except psycopg.OperationalError as error:
        said = str(error)
        assert "password authentication failed" in said or "permission denied" in said, said
        return False
    return True


def test_a_role_gets_in_with_its_own_password_into_its_own_database(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {str(role["user"]): role for role in roles(deployment, monkeypatch)}
    assert set(known) == {*SERVICES, *(f"{service}_owner" for service in SERVICES)}
    for name, role in known.items():
        assert gets_in(role), name
        for other in known.values():
            if other is not role:
                assert not gets_in(role, password=other["password"]), (name, other["user"])
            if other["dbname"] != role["dbname"]:
                assert not gets_in(role, dbname=other["dbname"]), (name, other["dbname"])


def test_a_folder_of_roots_keeps_the_dispatcher_from_being_well(deployment: Deployment) -> None:
    """What made the first deployment deliver nothing: a volume where the image has no folder."""
    name, elsewhere = "notifications-worker", "/var/lib/elsewhere"
    usual = deployment.ours(name)
    usual.tell_to_stop()
    assert usual.ended() == 0
    planted = changed(deployment, name, NOTIFICATIONS_FOLDER=elsewhere)
    (volume,) = planted.spec["volumes"]
    volume |= {"source": "elsewhere", "target": elsewhere}
    try:
        planted.start()
        eventually(lambda: is_refused(deployment.site.street[name]), 120, "it is not ready")
        assert "PermissionError" in planted.said or "permission" in planted.said.lower()
        assert not planted.healthy
    finally:
        planted.kill()
        usual.start()
    deployment.wait_until_well()


def is_refused(address: str) -> bool:
    try:
        answer = httpx2.get(READY.format(address), timeout=30)
    except httpx2.TransportError:
        return False
    return answer.status_code == 503 and "dispatcher" in answer.text
