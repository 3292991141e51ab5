"""`hieuhoc topics` and `hieuhoc lag`, as an operator runs them."""

import pytest
from kafka import KafkaProducer
from typer.testing import CliRunner, Result

from hieuhoc.commands import lag, topics
from services.recognition.main import CARDS
from shared.contracts.catalogue import TOPICS
from shared.eventstore.migrations import migrate
from shared.messaging.brokers import Brokers
from tests.support.relaying import MIGRATIONS, TOPIC, Registry

HEARD = f"""
insert into listener_marks (projection, version, topic, partition, record_offset)
values ('bearers', 2, '{TOPIC}', 0, 1)"""


@pytest.fixture
def brokers(kafka_bootstrap: str, kafka_prefix: str, monkeypatch: pytest.MonkeyPatch) -> Brokers:
    monkeypatch.setenv("HIEUHOC_KAFKA", kafka_bootstrap)
    monkeypatch.setenv("HIEUHOC_KAFKA_PREFIX", kafka_prefix)
    return Brokers(kafka_bootstrap, kafka_prefix)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(topics.app, arguments)


def test_check_says_what_differs_and_ends_with_one(brokers: Brokers) -> None:
    answer = run("check")
    assert answer.exit_code == 1
    assert "registry.places: to be created with 1 partitions, 1 replicas" in answer.output


def test_plan_says_the_same_and_ends_with_zero(brokers: Brokers) -> None:
    assert run("plan").exit_code == 0
    assert run("plan").output == run("check").output


def test_after_apply_all_is_as_the_catalogue_wants_it(brokers: Brokers) -> None:
    assert run("apply").exit_code == 0
    assert run("check").exit_code == 0
    assert run("check").output == "All topics are as the catalogue wants them.\n"


def test_what_cannot_be_is_said_in_vietnamese_too(brokers: Brokers) -> None:
    answer = run("apply", "--replication", "3")
    assert answer.exit_code == 1
    assert "Kafka từ chối thay đổi chủ đề registry.activities" in answer.output


def test_kafka_away_is_said(brokers: Brokers) -> None:
    answer = run("check", "--kafka", "127.0.0.1:1")
    assert (answer.exit_code, answer.output) == (1, "no Kafka at 127.0.0.1:1\n")


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["plan", "--replication", "0"]])
def test_misuse_ends_with_two(brokers: Brokers, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_kafka_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HIEUHOC_KAFKA", raising=False)
    assert run("plan").exit_code == 2


OTHER_BEARERS = (
    "registry.allocations",
    "registry.citizens",
    "registry.clans",
    "registry.establishments",
)


def test_lag_counts_what_is_not_relayed_and_what_is_not_handled(
    brokers: Brokers, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = Registry(database, brokers).prepare()
    registry.register(families=3)
    registry.run(HEARD)
    producer = KafkaProducer(bootstrap_servers=brokers.bootstrap)
    for number in range(5):
        producer.send(brokers.named(TOPIC), b"%d" % number, partition=0)
    producer.close()
    monkeypatch.setenv("RECOGNITION_DATABASE", database)
    answer = CliRunner().invoke(lag.app, [])
    lines = [line.split() for line in answer.output.splitlines()[1:]]
    assert lines == [
        ["recognition", "relay", "6"],
        *(["recognition", "bearers.v2", topic, "0"] for topic in OTHER_BEARERS),
        ["recognition", "bearers.v2", TOPIC, "3"],
        ["recognition", "bearers.v2", "registry.places", "0"],
        ["recognition", "places.v1", "registry.places", "0"],
        *(["recognition", f"{view.name}.v{view.version}", "6"] for view in CARDS.views),
    ]
    assert answer.exit_code == 0


def test_lag_shows_what_it_cannot_ask_and_ends_with_one(
    brokers: Brokers, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(database, MIGRATIONS)
    monkeypatch.setenv("RECOGNITION_DATABASE", database)
    answer = CliRunner().invoke(lag.app, [])
    lines = {line.split()[1]: line.split()[-1] for line in answer.stdout.splitlines()[1:]}
    assert (lines["relay"], lines["places.v1"]) == ("0", "?")
    assert answer.exit_code == 1


def test_lag_needs_a_database(brokers: Brokers, monkeypatch: pytest.MonkeyPatch) -> None:
    for service in lag.SERVICES:
        monkeypatch.delenv(f"{service.upper()}_DATABASE", raising=False)
    answer = CliRunner().invoke(lag.app, [])
    assert (answer.exit_code, "REGISTRY_DATABASE" in answer.output) == (2, True)


def test_lag_says_when_a_database_is_away(
    brokers: Brokers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_DATABASE", "postgresql://postgres@127.0.0.1:1/none")
    assert CliRunner().invoke(lag.app, []).exit_code == 1


def test_every_publisher_has_its_lag() -> None:
    assert {topic.owner for topic in TOPICS} <= set(lag.SERVICES)
