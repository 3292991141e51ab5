"""The fixtures every other test stands on."""

import psycopg
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer

from tests.support import servers


def test_a_test_has_an_empty_database_of_its_own(database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("create table places (id int)")
        found = connection.execute("select count(*) from places").fetchone()
    assert found == (0,)


def test_a_database_is_gone_afterwards_though_somebody_is_connected(postgres_dsn: str) -> None:
    with servers.fresh_database(postgres_dsn) as dsn:
        left_open = psycopg.connect(dsn)
    left_open.close()
    with psycopg.connect(postgres_dsn) as connection:
        names = [name for (name,) in connection.execute("select datname from pg_database")]
    assert dsn.rsplit("/", 1)[1] not in names


def test_a_record_of_six_megabytes_is_taken_and_read(
    kafka_bootstrap: str, kafka_admin: KafkaAdminClient, kafka_prefix: str
) -> None:
    topic, body = f"{kafka_prefix}large", bytes(6_000_000)
    kafka_admin.create_topics([topic], wait_for_metadata=True)
    producer = KafkaProducer(bootstrap_servers=kafka_bootstrap, max_request_size=8_000_000)
    producer.send(topic, body).get(timeout=60)
    producer.close()
    reader = KafkaConsumer(topic, bootstrap_servers=kafka_bootstrap, auto_offset_reset="earliest")
    assert len(next(iter(reader)).value) == len(body)
    reader.close()


def test_a_prefix_takes_its_topics_with_it(kafka_admin: KafkaAdminClient) -> None:
    kafka_admin.create_topics(["t-mine.places", "t-other.places"], wait_for_metadata=True)
    servers.delete_topics(kafka_admin, "t-mine.")
    assert "t-mine.places" not in kafka_admin.list_topics()
    assert "t-other.places" in kafka_admin.list_topics()
    servers.delete_topics(kafka_admin, "t-other.")
