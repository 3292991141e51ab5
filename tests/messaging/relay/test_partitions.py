"""A subject's records stay in one partition of those that the catalogue names, whatever somebody
does to the topic."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from confluent_kafka import Message
from confluent_kafka import Producer as Client
from kafka import KafkaAdminClient
from typer.testing import CliRunner

from hieuhoc.commands.topics import app
from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.messaging.control import extents
from shared.messaging.producer import Outgoing, Producer, partition_of
from tests.messaging.relay.test_withholding import gauge
from tests.support.relaying import TOPIC, Registry, relay_thread, writing
from tests.support.waiting import eventually

COUNT = TOPIC_BY_NAME[TOPIC].partitions
BY_JAVA = {
    b"21": -973932308,
    b"foobar": -790332482,
    b"a-little-bit-long-string": -985981536,
    b"a-little-bit-longer-string": -1486304829,
    b"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8": -58897971,
    b"abc": 479470107,
}
"""As the tests of Kafka's own murmur2 have them."""


def test_a_key_is_placed_as_java_places_it() -> None:
    for key, hashed in BY_JAVA.items():
        assert partition_of(key, COUNT) == (hashed & 0x7FFFFFFF) % COUNT


def test_records_stay_where_earlier_releases_put_them(registry: Registry) -> None:
    """The client placed them before, with this setting."""
    client = Client(
        {"bootstrap.servers": registry.brokers.bootstrap, "partitioner": "murmur2_random"}
    )
    placed: dict[bytes, int] = {}

    def keep(_error: object, message: Message) -> None:
        placed[message.key() or b""] = message.partition() or 0

    for _ in range(1_000):
        key = str(uuid4()).encode()
        client.produce(registry.brokers.named(TOPIC), b"", key, on_delivery=keep)
    client.flush(10)
    assert len(placed) == 1_000
    assert placed == {key: partition_of(key, COUNT) for key in placed}


@pytest.fixture
def more_partitions(registry: Registry, kafka_admin: KafkaAdminClient) -> Callable[[], None]:
    """What an operator of Kafka may do to the topic of families."""
    return lambda: kafka_admin.create_partitions({registry.brokers.named(TOPIC): COUNT + 2})


def ends(registry: Registry) -> dict[int, int]:
    return {
        number: extent.end for (_, number), extent in extents(registry.brokers, [TOPIC]).items()
    }


def test_a_producer_that_knows_of_more_partitions_sends_nothing_there(
    registry: Registry, more_partitions: Callable[[], None]
) -> None:
    more_partitions()
    eventually(lambda: len(ends(registry)) == COUNT + 2)
    producer = Producer(registry.brokers, "test")
    page = [Outgoing(TOPIC, str(uuid4()).encode(), b"{}", [], n + 1) for n in range(1_000)]
    landed = producer.send(page, lambda _waited: None)
    producer.drop()
    assert {number for _, number in landed} == set(range(COUNT))
    assert [ends(registry)[COUNT], ends(registry)[COUNT + 1]] == [0, 0]


def test_more_partitions_under_a_writing_relay_stop_it_and_get_nothing(
    registry: Registry,
    more_partitions: Callable[[], None],
    kafka_admin: KafkaAdminClient,
) -> None:
    with relay_thread(registry.relay()) as relay:
        with writing(registry):
            eventually(lambda: registry.marked > 100)
            more_partitions()
            differs = f"{TOPIC} has {COUNT + 2} partitions, not {COUNT}"
            eventually(lambda: relay.unready() == differs, within=5)
            assert gauge("partitions-differ") == 1
            written = registry.head
            eventually(lambda: registry.head > written + 500)
        assert [ends(registry)[COUNT], ends(registry)[COUNT + 1]] == [0, 0]
        the_runbooks_way_out(registry, kafka_admin)
        eventually(registry.caught_up, within=30)
        eventually(lambda: relay.unready() is None)
        assert gauge("partitions-differ") == 0
    assert len(ends(registry)) == COUNT
    registry.must_be_whole()


def the_runbooks_way_out(registry: Registry, kafka_admin: KafkaAdminClient) -> None:
    """docs/runbooks/PartitionsDiffer.md: the topic is deleted and made again."""
    name = registry.brokers.named(TOPIC)
    kafka_admin.delete_topics([name])
    eventually(lambda: name not in kafka_admin.list_topics())
    told = ["--kafka", registry.brokers.bootstrap, "--prefix", registry.brokers.prefix]
    applied = CliRunner().invoke(app, ["apply", *told])
    assert applied.exit_code == 0, applied.output


def test_a_relay_with_nothing_to_send_sees_more_partitions_too(
    registry: Registry, more_partitions: Callable[[], None]
) -> None:
    with relay_thread(registry.relay()) as relay:
        eventually(lambda: relay.unready() is None)
        more_partitions()
        eventually(lambda: "partitions, not" in (relay.unready() or ""), within=5)
