"""The Kafka of docker-compose.yml, run with exactly its settings: each service logs in as itself
and may do its own, nobody else gets in, and neighbours only through the door that is opened."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from hieuhoc.commands import topics as command
from hieuhoc.embedded import kafka_java
from shared.contracts.catalogue import TOPICS
from shared.messaging.brokers import Brokers
from shared.telemetry.kafka import Login
from tests.deploy.composed_kafka import HEALTH, ComposedKafka, running
from tests.deploy.composing import KAFKA_USERS, SECRETS, composed
from tests.messaging.secured import asking
from tests.support.secured_kafka import make_certificates
from tests.support.sources import ROOT, SERVICES

OUTSIDE = ("-f", "docker-compose.yml", "-f", "deploy/compose/outside.yml")
TOOLS = "/etc/hieuhoc/admin.properties"
NEIGHBOUR = {"HIEUHOC_KAFKA_SUBSCRIBERS": "moet", "MOET_KAFKA_PASSWORD": "password-of-moet"}


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An authority, and what an operator brings for the door outside."""
    folder = tmp_path_factory.mktemp("outside")
    make_certificates(folder / "authority.pem", folder / "own.pem")
    return folder / "authority.pem", folder / "own.pem"


@pytest.fixture(scope="module")
def services(pem: tuple[Path, Path]) -> dict[str, Any]:
    return composed(
        *OUTSIDE, HIEUHOC_KAFKA_OUTSIDE="kafka.example", HIEUHOC_KAFKA_OUTSIDE_PEM=str(pem[1])
    )


@pytest.fixture(scope="module")
def kafka(services: dict[str, Any], pem: tuple[Path, Path]) -> Iterator[ComposedKafka]:
    """Started, and the one-shot container `topics` done."""
    environment = services["kafka"]["environment"]
    with running(environment, {"/etc/hieuhoc/outside.pem": pem[1]}) as started:
        apply(started, services["topics"])
        yield started


def apply(kafka: ComposedKafka, one_shot: Mapping[str, Any]) -> str:
    told = one_shot["environment"] | NEIGHBOUR | {"HIEUHOC_KAFKA": f"127.0.0.1:{kafka.port(9094)}"}
    answer = CliRunner().invoke(command.app, one_shot["command"][1:], env=told)
    assert answer.exit_code == 0, answer.output
    assert "password-of" not in answer.output
    return answer.output


def containers(services: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What the containers of services and the operator are told."""
    return {
        name: service["environment"]
        for name, service in services.items()
        if name.partition("-")[0] in KAFKA_USERS
    }


def test_every_container_logs_in_as_its_own_service(services: dict[str, Any]) -> None:
    for name, told in containers(services).items():
        user = name.partition("-")[0]
        assert told["HIEUHOC_KAFKA_USER"] == user, name
        assert told["HIEUHOC_KAFKA_PASSWORD"] == f"password-of-{user}"
        others = {f"password-of-{each}" for each in (*KAFKA_USERS, "admin")} - {
            f"password-of-{user}"
        }
        assert not [word for word in others if word in json.dumps(told)], name


@pytest.mark.parametrize("user", KAFKA_USERS)
def test_a_container_writes_the_topics_of_its_service_only(
    user: str, services: dict[str, Any], kafka: ComposedKafka
) -> None:
    name = next(each for each in containers(services) if each.partition("-")[0] == user)
    brokers = Brokers.told(kafka.told(containers(services)[name]))
    for topic in TOPICS:
        expected = None if topic.owner == user else "TOPIC_AUTHORIZATION_FAILED"
        assert asking.writes(brokers, topic.name) == expected, topic.name


def test_a_second_run_finds_everything_done(services: dict[str, Any], kafka: ComposedKafka) -> None:
    assert "Every user may do what he should, and no more." in apply(kafka, services["topics"])


def test_nobody_gets_in_without_a_login_nor_as_administrator_from_another_container(
    kafka: ComposedKafka,
) -> None:
    client = f"127.0.0.1:{kafka.port(9092)}"
    password = SecretStr(SECRETS["HIEUHOC_KAFKA_ADMIN_PASSWORD"])
    for login in (
        Login(),
        Login("SASL_PLAINTEXT", "PLAIN", "admin", password),
        Login("SASL_PLAINTEXT", "SCRAM-SHA-512", "admin", password),
    ):
        assert not asking.gets_in(Brokers(client, login=login))


def test_only_the_listener_of_the_clients_leaves_the_container() -> None:
    listeners = composed()["kafka"]["environment"]["KAFKA_LISTENERS"].split(",")
    assert listeners == ["CLIENT://:9092", "ADMIN://localhost:9094", "CONTROLLER://localhost:9093"]


def test_a_neighbour_reads_through_the_door_outside_in_tls(
    kafka: ComposedKafka, pem: tuple[Path, Path]
) -> None:
    password = SecretStr(NEIGHBOUR["MOET_KAFKA_PASSWORD"])
    login = Login("SASL_SSL", user="moet", password=password, authority=str(pem[0]))
    outside = Brokers(f"127.0.0.1:{kafka.port(9095)}", login=login)
    inside = Login("SASL_PLAINTEXT", "PLAIN", "admin", SecretStr("password-of-admin"))
    asking.writes(Brokers(f"127.0.0.1:{kafka.port(9094)}", login=inside), "registry.places")
    assert asking.reads(outside, "registry.places", "moet") is None
    assert asking.writes(outside, "registry.places") == "TOPIC_AUTHORIZATION_FAILED"


def test_the_broker_is_healthy_when_its_listener_takes_a_connection(
    services: dict[str, Any], kafka: ComposedKafka
) -> None:
    """And what waits for that, `topics`, was done right afterwards."""
    assert services["kafka"]["healthcheck"]["test"] == ["CMD", "bash", "-c", HEALTH]
    assert kafka.is_healthy()


def test_the_file_beside_the_tools_of_the_broker_lets_the_administrator_in(
    services: dict[str, Any], kafka: ComposedKafka
) -> None:
    mounted = {each["target"]: each["source"] for each in services["kafka"]["volumes"]}
    done = subprocess.run(
        kafka_java.command(
            # The tool itself is not among the embedded broker's jars; this one logs in alike.
            "kafka.admin.ConfigCommand",
            f"--bootstrap-server=127.0.0.1:{kafka.port(9094)}",
            f"--command-config={mounted[TOOLS]}",
            "--describe",
            "--entity-type=users",
        ),
        env={"HIEUHOC_KAFKA_ADMIN_PASSWORD": SECRETS["HIEUHOC_KAFKA_ADMIN_PASSWORD"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SCRAM credential configs for user-principal 'registry'" in done.stdout
    assert str(ROOT) in mounted[TOOLS]
    assert set(SERVICES) < set(KAFKA_USERS)
