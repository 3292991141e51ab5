"""What stands on our topics under our name: only its id proves that it is of this log."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from confluent_kafka import Producer
from kafka import KafkaAdminClient, TopicPartition
from prometheus_client import REGISTRY as METRICS
from structlog.testing import capture_logs

from shared.contracts.registry.families import FamilyRegisteredV1
from shared.contracts.registry.people import PersonErasedV1
from shared.eventstore.migrations import migrate
from shared.eventstore.refusals import LogHalted
from shared.messaging.envelope import LARGEST_SEQUENCE, OUR_FORMAT, identity, source_of
from shared.vocabulary.identifiers import new_id
from tests.support import servers
from tests.support.relaying import MIGRATIONS, TOPIC, Registry, relay_thread
from tests.support.waiting import eventually

TYPE = FamilyRegisteredV1.TYPE


@pytest.fixture
def sent(registry: Registry) -> Registry:
    """Ten families, on Kafka."""
    registry.register(families=10)
    with relay_thread(registry.relay()):
        eventually(registry.caught_up)
    return registry


def log_id(registry: Registry) -> UUID:
    return UUID(str(registry.ask("select log_id from log_head")))


def forge(
    registry: Registry, sequence: int, id_: str, partition: int = 0, **others: str | None
) -> None:
    """As whoever may write to Kafka can, in the name of registry; None leaves a header out."""
    said = {
        "specversion": "1.0",
        "id": id_,
        "type": TYPE,
        "source": source_of("registry"),
        "subject": str(new_id()),
        "time": datetime.now(UTC).isoformat(),
        "sequence": f"{sequence:020d}",
        "logid": str(log_id(registry)),
        "logformat": OUR_FORMAT.decode(),
    }
    headers: list[tuple[str, str | bytes | None]] = [
        (f"ce_{name}", value) for name, value in {**said, **others}.items() if value is not None
    ]
    producer = Producer({"bootstrap.servers": registry.brokers.bootstrap})
    topic = registry.brokers.named(TOPIC)
    producer.produce(topic, b"{}", b"key", partition=partition, headers=headers)
    assert producer.flush(10) == 0


def foreign_records() -> float | None:
    labels = {"service": "registry", "topic": TOPIC}
    return METRICS.get_sample_value("hieuhoc_relay_foreign_records", labels)


ANOTHER_LOG = uuid4()


SEQUENCES = [1, 20, 70, 10_000_000, LARGEST_SEQUENCE]


@pytest.mark.parametrize("forged", ["random", "other log", "other position", "other type"])
def test_a_forged_record_does_not_halt_the_log_it_pretends_to_be_of(
    sent: Registry, forged: str
) -> None:
    for sequence in SEQUENCES:
        made = {
            "random": str(uuid4()),
            "other log": identity(ANOTHER_LOG, sequence, TYPE),
            "other position": identity(log_id(sent), sequence - 1, TYPE),
            "other type": identity(log_id(sent), sequence, PersonErasedV1.TYPE),
        }
        forge(sent, sequence, made[forged])
    with capture_logs() as lines, relay_thread(sent.relay()) as relay:
        eventually(lambda: relay.unready() is None)
        sent.register(families=5)
        eventually(sent.caught_up)
    assert sent.ask("select halted from log_head") is None
    assert foreign_records() == len(SEQUENCES)
    assert any("not ours" in line["event"] for line in lines)
    ids = {identity(log_id(sent), n, TYPE) for n in range(1, sent.head, 2)}
    assert ids <= {record.stamp.id for record in sent.published()}


def test_a_record_that_names_another_log_is_not_ours_whatever_its_id(sent: Registry) -> None:
    lost = sent.head + 50
    forge(sent, lost, identity(log_id(sent), lost, TYPE), logid=str(ANOTHER_LOG))
    with relay_thread(sent.relay()) as relay:
        eventually(lambda: relay.unready() is None)
    assert (foreign_records(), sent.ask("select halted from log_head")) == (1, None)


def test_a_topic_without_foreign_records_counts_none(sent: Registry) -> None:
    with relay_thread(sent.relay()) as relay:
        eventually(lambda: relay.unready() is None)
    assert foreign_records() == 0


@pytest.mark.parametrize("release", ["of today", "that named no log"])
def test_foreign_records_do_not_hide_what_the_log_lost(sent: Registry, release: str) -> None:
    lost, ours = sent.head + 50, str(log_id(sent))
    named = ours if release == "of today" else None
    forge(sent, lost, identity(log_id(sent), lost, TYPE), logid=named)
    for _ in range(40):
        forge(sent, 1, str(uuid4()))
    with relay_thread(sent.relay()) as relay:
        eventually(lambda: f"holds position {lost}" in (relay.unready() or ""))


def test_a_database_made_anew_beside_an_old_kafka_takes_nothing_there_for_its_own(
    sent: Registry, postgres_dsn: str
) -> None:
    old = len(sent.published())
    with servers.fresh_database(postgres_dsn) as dsn:
        migrate(dsn, MIGRATIONS)
        anew = Registry(dsn, sent.brokers)
        anew.register(families=3)
        with relay_thread(anew.relay()):
            eventually(anew.caught_up)
        assert foreign_records() == old
        ids = [r.stamp.id for r in sent.published()]
        assert set(ids) >= {identity(log_id(anew), n, TYPE) for n in (1, 3, 5)}


@pytest.fixture
def halted(sent: Registry) -> Iterator[Registry]:
    """By a record that whoever knows the log's id and may write to Kafka could make."""
    lost = sent.head + 50
    forge(sent, lost, identity(log_id(sent), lost, TYPE), partition=2)
    with relay_thread(sent.relay()):
        eventually(lambda: sent.ask("select halted from log_head"))
        yield sent


def test_a_halt_that_is_cleared_without_a_cure_comes_again(halted: Registry) -> None:
    for _ in range(2):
        halted.run("update log_head set halted = null")
        eventually(lambda: halted.ask("select halted from log_head"), within=5)
    with pytest.raises(LogHalted):
        halted.register(families=1)


def test_the_runbooks_way_out_of_a_foreign_record_sends_everything_again(
    halted: Registry, kafka_admin: KafkaAdminClient
) -> None:
    """docs/runbooks/LogBehindKafka.md: its partition is deleted up to it, the halt is cleared."""
    place = TopicPartition(halted.brokers.named(TOPIC), 2)
    (forged,) = [r.offset for r in halted.published() if r.stamp.sequence > halted.head]
    kafka_admin.delete_records({place: forged + 1})
    halted.run("update log_head set halted = null")
    halted.register(families=5)
    eventually(halted.caught_up)
    halted.must_be_whole()
