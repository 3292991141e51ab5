"""A scrape while a server stands still: an answer, with NaN only where nothing could be asked."""

import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import psutil
import psycopg
import pytest

import shared.messaging
from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from shared.eventstore.migrations import migrate
from shared.messaging.brokers import Brokers
from shared.messaging.ends import KafkaEnds
from shared.postgres.connections import Timeouts, connect
from shared.telemetry.progress import Progress
from shared.web.progress import QUESTIONS
from tests.support import servers
from tests.support.waiting import eventually
from tests.telemetry.conftest import HEARS, SHOWS
from tests.telemetry.test_progress import LAG, OLDEST, told

SCRAPE: float = 10
"""Seconds that Prometheus waits."""
OF_KAFKA = {f"{LAG} families.v1", f"{OLDEST} families.v1"}
ALL = {
    "event_log_position", "event_log_halted", "dead_letters_open", "relay_position",
    "outbox_pending_events", "outbox_oldest_pending_timestamp_seconds", *OF_KAFKA,
    f"{LAG} centres.v2", f"{OLDEST} centres.v2",
    "event_log_head_ahead_seconds", "view_facts_set_aside centres.v2",
    "rebuild_wanted centres.v2",
    "listener_partitions_paused families.v1",
}  # fmt: skip


def scraped(progress: Progress) -> dict[str, float]:
    """Fails when Prometheus would not have waited."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(told, progress).result(SCRAPE)


def unknown(progress: Progress) -> set[str]:
    return {name for name, value in scraped(progress).items() if math.isnan(value)}


@pytest.fixture
def postgres(own_postgres: Callable[[], EmbeddedPostgres]) -> EmbeddedPostgres:
    running = own_postgres()
    migrate(running.dsn, Path(shared.messaging.__file__).parent / "migrations")
    return running


def progress_on(postgres: EmbeddedPostgres, brokers: Brokers) -> Progress:
    asking = partial(connect, postgres.dsn, "progress", Timeouts(connect=2))
    return Progress("sample", asking, KafkaEnds(brokers), [HEARS, SHOWS], QUESTIONS)


def with_topic(kafka: EmbeddedKafka) -> Brokers:
    with servers.administrator(kafka.bootstrap) as admin:
        admin.create_topics({HEARS.topics[0]: {"num_partitions": 2, "replication_factor": 1}})
        admin.wait_for_topics([HEARS.topics[0]])
    return Brokers(kafka.bootstrap)


@pytest.fixture
def backends(postgres: EmbeddedPostgres) -> Iterator[Callable[[], list[psutil.Process]]]:
    """The server's processes that answer for the progress, to be frozen."""

    def asked() -> list[psutil.Process]:
        query = "select pid from pg_stat_activity where application_name = 'progress'"
        with psycopg.connect(postgres.dsn) as connection:
            return [psutil.Process(pid) for (pid,) in connection.execute(query).fetchall()]

    frozen: list[psutil.Process] = []

    def freeze() -> list[psutil.Process]:
        frozen.extend(found := asked())
        for process in found:
            process.suspend()
        return found

    yield freeze
    for process in frozen:
        if process.is_running():
            process.resume()


@pytest.mark.parametrize("frozen", ["its server of connections", "all of it"])
def test_a_frozen_database_leaves_no_number_and_no_scrape_waiting(
    postgres: EmbeddedPostgres,
    brokers: Brokers,
    backends: Callable[[], list[psutil.Process]],
    frozen: str,
) -> None:
    fresh, used = progress_on(postgres, brokers), progress_on(postgres, brokers)
    assert unknown(used) == set()
    asked = backends() if frozen == "all of it" else []
    assert bool(asked) == (frozen == "all of it")
    postgres.freeze()
    assert unknown(fresh) == ALL
    assert unknown(used) == (ALL if asked else set())
    assert unknown(used) == (ALL if asked else set())
    postgres.thaw()
    for process in asked:
        process.resume()
    for progress in (fresh, used):
        eventually(partial(_is_whole, progress), 20, "all is known again")
        progress.close()


def _is_whole(progress: Progress) -> bool:
    return not unknown(progress)


def test_a_frozen_kafka_hides_only_what_it_alone_knows(
    postgres: EmbeddedPostgres, own_kafka: Callable[[], EmbeddedKafka]
) -> None:
    kafka = own_kafka()
    progress = progress_on(postgres, with_topic(kafka))
    kafka.freeze()
    assert unknown(progress) == OF_KAFKA
    assert unknown(progress) == OF_KAFKA
    kafka.thaw()
    eventually(partial(_is_whole, progress), 20, "all is known again")
    progress.close()


def test_both_frozen_keep_no_scrape_waiting_either(
    postgres: EmbeddedPostgres,
    own_kafka: Callable[[], EmbeddedKafka],
    backends: Callable[[], list[psutil.Process]],
) -> None:
    kafka = own_kafka()
    progress = progress_on(postgres, with_topic(kafka))
    assert unknown(progress) == set()
    backends()
    postgres.freeze()
    kafka.freeze()
    assert unknown(progress) == ALL
    postgres.thaw()
    kafka.thaw()
    progress.close()
