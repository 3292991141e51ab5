"""A service's database and topics, written to as the relay and the listeners would."""

import json
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import psycopg
import pytest
from confluent_kafka import Producer
from kafka import KafkaAdminClient
from kafka.admin import NewTopic

from shared.messaging.brokers import Brokers
from shared.messaging.ends import KafkaEnds
from shared.postgres.connections import connect
from shared.telemetry.lag import Counted, Reader
from shared.telemetry.progress import Progress
from shared.web.progress import QUESTIONS
from tests.support.databases import Databases
from tests.support.relaying import with_tables
from tests.telemetry.partitions import headers

HEARS = Reader("families", 1, ("registry.families",))
SHOWS = Reader("centres", 2, counted=Counted(("hears a",), ()))
START = datetime(2022, 11, 24, 1, 0, tzinfo=UTC)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


class Facts:
    """The service's tables, moved by hand."""

    def __init__(self, dsn: str) -> None:
        self.connection = psycopg.connect(dsn, autocommit=True)

    def record(self, position: int, when: datetime) -> None:
        columns = "position, stream_id, version, type, data, recorded_at, actor, correlation_id"
        values = (position, uuid.uuid4(), 1, "t", b"{}", when, "o", uuid.uuid4())
        self.connection.execute(
            f"insert into log ({columns}) values (%s, %s, %s, %s, %s, %s, %s, %s)", values
        )
        self.connection.execute("update log_head set position = %s", [position])

    def run(self, statement: str, *values: Any) -> None:
        self.connection.execute(statement, values)

    def handled(self, partition: int, offset: int) -> None:
        self.run(
            "insert into listener_marks values ('families', 1, 'registry.families', %s, %s, '', 0)"
            " on conflict (projection, version, topic, partition)"
            " do update set record_offset = excluded.record_offset",
            partition,
            offset,
        )


@pytest.fixture
def database(databases: Databases) -> Iterator[str]:
    """Of a service that relays and listens, with its tables."""
    with databases.prepared("relaying", with_tables) as dsn:
        yield dsn


@pytest.fixture
def facts(database: str) -> Iterator[Facts]:
    facts = Facts(database)
    yield facts
    facts.connection.close()


@pytest.fixture
def brokers(kafka_bootstrap: str, kafka_prefix: str, kafka_admin: KafkaAdminClient) -> Brokers:
    """With a topic of two partitions."""
    topic = NewTopic(f"{kafka_prefix}registry.families", num_partitions=2, replication_factor=1)
    kafka_admin.create_topics([topic], wait_for_metadata=True)
    return Brokers(kafka_bootstrap, kafka_prefix)


@pytest.fixture
def publish(brokers: Brokers) -> Callable[[int, datetime], None]:
    """A record in a partition, of a fact recorded then."""
    producer = Producer({"bootstrap.servers": brokers.bootstrap})

    def publish(partition: int, when: datetime) -> None:
        said: list[tuple[str, str | bytes | None]] = [*headers(when)]
        topic = brokers.named("registry.families")
        producer.produce(topic, json.dumps({}), partition=partition, headers=said)
        assert producer.flush(10) == 0

    return publish


@pytest.fixture
def ends(brokers: Brokers) -> KafkaEnds:
    return KafkaEnds(brokers)


@pytest.fixture
def progress(database: str, facts: Facts, ends: KafkaEnds) -> Iterator[Progress]:
    progress = Progress(
        "sample", partial(connect, database, "test"), ends, [HEARS, SHOWS], QUESTIONS
    )
    yield progress
    progress.close()
