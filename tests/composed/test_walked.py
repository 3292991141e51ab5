"""The way of a first deployment: up, a family and a scholarship, the operator's commands, down, and
up again as a second release."""

from pathlib import Path

import psycopg
import pytest

from tests.composed.conftest import held, secrets_of
from tests.composed.deployment import Deployment
from tests.composed.journey import Site, Walked
from tests.support.servers import another_database
from tests.support.sources import SERVICES

TRACEBACK = "Traceback (most recent call last)"
MAKERS = {"postgres", "kafka", "topics"}
"""They make the users and roles, with the password of each."""
NOWHERE = ("/", "/srv", "/srv/services", "/etc", "/usr", "/opt/hieuhoc", "/var")
TRY = """
import os, sys
refused = []
for folder in sys.argv[1:]:
    try:
        os.close(os.open(f"{folder}/written", os.O_CREAT | os.O_WRONLY))
    except OSError:
        refused.append(folder)
print(os.getuid(), *refused, sep="\\n")
"""


def test_a_family_and_a_scholarship_reach_figures_and_people(site: Site, walked: Walked) -> None:
    walked.still_holds(site)


def test_a_container_writes_into_its_volumes_and_nowhere_else(deployment: Deployment) -> None:
    for name, container in deployment.running.items():
        volumes = [each["target"] for each in container.spec.get("volumes") or []]
        folders = [*NOWHERE, *volumes, "/tmp"]
        answer = container.ask("python", "-c", TRY, *folders)
        assert answer.returncode == 0, answer.stderr
        uid, *refused = answer.stdout.split()
        assert int(uid) == container.uid == 10001, name
        assert refused == [each for each in NOWHERE if each in folders], name


def test_no_process_holds_a_secret_of_another_service(
    deployment: Deployment, told: dict[str, str]
) -> None:
    for name, container in deployment.running.items():
        found = held(told, Path(f"/proc/{container.pid}/environ").read_text())
        assert {variable.partition("_")[0].lower() for variable in found} == {service_of(name)}
        assert not [variable for variable in found if "OWNER" in variable], name


def test_every_secret_is_held_by_its_own_service_and_who_makes_it(
    deployment: Deployment, told: dict[str, str]
) -> None:
    """Whatever runs once, too; only an operator's container, which no `up` starts, knows more."""
    unused = set(secrets_of(told))
    for name, container in deployment.containers.items():
        found = held(told, "\n".join(container.environment.values()))
        unused -= found
        if name not in MAKERS and not container.spec.get("profiles"):
            own = {variable.partition("_")[0].lower() for variable in found}
            assert own <= {service_of(name)}, name
    assert not unused


def service_of(name: str) -> str:
    return name.partition("-")[0]


def test_all_that_runs_is_well_after_the_journey(deployment: Deployment, walked: Walked) -> None:
    deployment.wait_until_well()


@pytest.mark.usefixtures("walked")
def test_a_second_release_on_the_same_data_finds_all_that_was(
    deployment: Deployment, site: Site, walked: Walked
) -> None:
    before = applied(deployment)
    codes = deployment.down()
    assert set(codes.values()) == {0}, codes
    deployment.up()
    walked.still_holds(site)
    assert applied(deployment) == before


def applied(deployment: Deployment) -> dict[str, list[tuple[object, ...]]]:
    """Every migration of each service, and when it was applied."""
    found = {}
    for service in SERVICES:
        database = another_database(deployment.postgres.dsn, service)
        with psycopg.connect(database) as connection:
            found[service] = connection.execute("select * from migrations order by 1, 2").fetchall()
    return found


@pytest.mark.usefixtures("walked")
def test_no_container_logs_a_traceback_or_a_secret(
    deployment: Deployment, told: dict[str, str]
) -> None:
    logs = {file.name: file.read_text(errors="replace") for file in deployment.site.logs()}
    assert set(deployment.usual) - {"kafka", "postgres"} <= {name[: -len(".log")] for name in logs}
    for name, said in logs.items():
        assert TRACEBACK not in said, f"{name}: {said[-3000:]}"
        assert not held(told, said), name
