"""Kafka against the log, each time a relay takes over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

import psycopg
import pytest
from confluent_kafka import Producer
from kafka import KafkaAdminClient
from structlog.testing import capture_logs

from shared.contracts.catalogue import Topic, topics_of
from shared.eventstore.migrations import migrate
from shared.eventstore.refusals import LogHalted, NotComparedYet
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.control import extents
from shared.messaging.relay import Relay
from tests.support import servers
from tests.support.relaying import MIGRATIONS, TOPIC, Registry, relay_thread
from tests.support.waiting import eventually

SENT_AND_LOST = """
update relay_mark set position = (select position from log_head), sent = (
    select jsonb_object_agg(key, jsonb_build_array((select position from log_head), 1000))
    from jsonb_each(sent)
)"""


def relay_all(registry: Registry) -> None:
    before = registry.compared_at
    with relay_thread(registry.relay()):
        eventually(lambda: registry.compared_at != before and registry.caught_up())


def says(relay: Relay, what: str) -> Callable[[], bool]:
    return lambda: what in (relay.unready() or "")


@pytest.fixture
def recreate(registry: Registry, kafka_admin: KafkaAdminClient) -> Callable[[], None]:
    """Deletes the topic of families, heard or not, and makes it anew."""
    name = registry.brokers.named(TOPIC)

    def recreate() -> None:
        kafka_admin.delete_topics([name])
        eventually(lambda: name not in kafka_admin.list_topics())
        topics.apply(registry.brokers, topics=topics_of("registry"))

    return recreate


def test_a_recreated_topic_gets_everything_again(
    registry: Registry, recreate: Callable[[], None]
) -> None:
    registry.register(families=20)
    relay_all(registry)
    recreate()
    registry.register(families=5)
    relay_all(registry)
    registry.must_be_whole()


def test_a_topic_recreated_under_a_running_relay_gets_everything_again(
    registry: Registry, recreate: Callable[[], None]
) -> None:
    registry.register(families=20)
    with relay_thread(registry.relay()):
        eventually(registry.caught_up)
        recreate()
        registry.register(families=20)
        eventually(lambda: registry.caught_up() and len(registry.published()) >= 40, within=20)
    registry.must_be_whole()


def test_newer_facts_in_a_recreated_topic_are_cleared_before_the_old_ones_come_again(
    registry: Registry, recreate: Callable[[], None]
) -> None:
    registry.register(families=15)
    relay_all(registry)
    known = registry.ask("select topics::text from relay_mark")
    recreate()
    registry.run("update relay_mark set sent = '{}', topics = '{}'")
    registry.register(families=60)
    relay_all(registry)
    assert min(record.stamp.sequence for record in registry.published()) > 30
    registry.run(f"update relay_mark set topics = '{known}'")
    relay_all(registry)
    registry.must_be_whole()


def test_a_partition_that_lost_its_end_gets_it_again(registry: Registry) -> None:
    registry.register(families=20)
    relay_all(registry)
    registry.register(families=20)
    registry.run(SENT_AND_LOST)
    relay_all(registry)
    registry.must_be_whole()


def test_a_page_sent_and_not_marked_is_no_reason_to_stop(registry: Registry) -> None:
    registry.register(families=20)
    relay_all(registry)
    registry.run("update relay_mark set position = 10, sent = '{}'")
    relay_all(registry)
    registry.must_be_whole()


def test_records_of_others_at_the_end_are_passed_over(registry: Registry) -> None:
    registry.register(families=20)
    relay_all(registry)
    foreign = Producer({"bootstrap.servers": registry.brokers.bootstrap})
    odd: list[dict[str, str | bytes | None]] = [{}, {"ce_source": b"\xff\xfe"}, {"ce_source": None}]
    for number in range(200):
        for headers in odd:
            foreign.produce(registry.brokers.named(TOPIC), b"{", str(number), headers=headers)
    foreign.flush()
    ends = extents(registry.brokers, [TOPIC])
    with relay_thread(registry.relay()) as relay:
        eventually(lambda: relay.unready() is None)
        assert (registry.marked, extents(registry.brokers, [TOPIC])) == (registry.head, ends)


@pytest.fixture
def older(registry: Registry, postgres_dsn: str) -> Iterator[Registry]:
    """The registry as it was after 10 families; it went on to 20 and told Kafka."""
    registry.register(families=10)
    relay_all(registry)
    with copied(postgres_dsn, registry.dsn) as dsn:
        registry.register(families=10)
        relay_all(registry)
        yield Registry(dsn, registry.brokers)


@contextmanager
def copied(server: str, dsn: str) -> Iterator[str]:
    original = dsn.rsplit("/", 1)[1]
    copy = f"{original}_older"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {copy} template {original}".encode())
        try:
            yield servers.another_database(server, copy)
        finally:
            connection.execute(f"drop database {copy} with (force)".encode())


def test_an_older_copy_takes_no_command_before_its_relay_has_looked(older: Registry) -> None:
    with pytest.raises(NotComparedYet):
        older.register(families=1)


@pytest.mark.parametrize("families_since", [0, 1, 30])
def test_a_restored_database_stops_everything_until_the_newer_one_is_back(
    older: Registry, families_since: int
) -> None:
    if families_since:
        older.run("update log_head set compared_as = null")  # releases without this proof took them
        older.register(families_since)
    marked, ends = older.marked, extents(older.brokers, [TOPIC])
    with relay_thread(older.relay()) as relay:
        eventually(says(relay, "log behind Kafka"))
        with pytest.raises(LogHalted, match="log behind Kafka"):
            older.register(families=1)
        eventually(says(relay, "halted: log behind Kafka"))
    assert (older.marked, extents(older.brokers, [TOPIC])) == (marked, ends)


def test_a_halted_relay_says_so_once_however_often_it_tries(older: Registry) -> None:
    """And never that it is active."""
    assert told_in_three_tries(older.relay()) == ["log behind kafka"]


def test_a_relay_without_kafka_says_so_once_however_often_it_tries(registry: Registry) -> None:
    nowhere = replace(registry, brokers=Brokers("127.0.0.1:1"))
    assert told_in_three_tries(nowhere.relay()) == ["relay begins again"]


def told_in_three_tries(relay: Relay) -> list[str]:
    """What it logs, the clients' own lines apart."""
    with capture_logs() as lines:
        tries = count_tries(relay)
        with relay_thread(relay):
            eventually(lambda: tries() >= 3, 60)
    return [line["event"] for line in lines if line["log_level"] != "warning"]


def count_tries(relay: Relay) -> Callable[[], int]:
    """How often it has met a fault."""
    ask, tries = relay._condition.is_news, count()
    done = [0]

    def counted(fault: str) -> bool:
        done[0] = next(tries) + 1
        return ask(fault)

    relay._condition.is_news = counted  # type: ignore[method-assign]
    return lambda: done[0]


def test_the_newer_database_goes_on_where_an_older_copy_was_halted(
    registry: Registry, older: Registry
) -> None:
    with relay_thread(older.relay()) as relay:
        eventually(says(relay, "log behind Kafka"))
    with relay_thread(registry.relay()):
        registry.register(families=5)
        eventually(registry.caught_up)
    registry.must_be_whole()


COMPARED = "select compared_as is not distinct from server_incarnation() from log_head"


def test_a_comparison_that_found_nothing_wrong_is_kept_with_the_running_server(
    registry: Registry,
) -> None:
    registry.register(families=5)
    assert not registry.ask(COMPARED)
    relay_all(registry)
    assert registry.ask(COMPARED)
    registry.run("update log_head set compared_as = null")
    with relay_thread(registry.relay()):
        eventually(lambda: registry.ask(COMPARED))


def test_a_log_that_has_not_published_is_bound_to_no_comparison_before_it_does(
    registry: Registry,
) -> None:
    with relay_thread(registry.relay()) as relay:
        eventually(lambda: relay.unready() is None)
        assert registry.ask("select compared_as is null from log_head")
        registry.register(families=1)
        eventually(lambda: registry.ask(COMPARED))


def test_a_comparison_that_finds_the_log_behind_is_not_kept(older: Registry) -> None:
    older.run("update log_head set compared_as = null")
    with relay_thread(older.relay()) as relay:
        eventually(says(relay, "halted: log behind Kafka"))
    assert not older.ask(COMPARED)


def test_a_missing_topic_is_said_and_waited_for(
    database: str, kafka_bootstrap: str, kafka_prefix: str
) -> None:
    migrate(database, MIGRATIONS)
    registry = Registry(database, Brokers(kafka_bootstrap, kafka_prefix))
    registry.register(families=3)
    with relay_thread(registry.relay()) as relay:
        eventually(says(relay, "there is no topic registry."))
        registry.prepare()
        eventually(registry.caught_up)
    registry.must_be_whole()


def test_another_number_of_partitions_stops_it(
    database: str, kafka_bootstrap: str, kafka_prefix: str
) -> None:
    registry = Registry(database, Brokers(kafka_bootstrap, kafka_prefix))
    wrong = [Topic(t.name, (), partitions=t.partitions + 1) for t in topics_of("registry")]
    topics.apply(registry.brokers, topics=wrong)
    migrate(database, MIGRATIONS)
    registry.register(families=3)
    with relay_thread(registry.relay()) as relay:
        first = topics_of("registry")[0]
        said = f"{first.name} has {first.partitions + 1} partitions, not {first.partitions}"
        eventually(says(relay, said))
    assert registry.published() == []
