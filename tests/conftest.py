"""The real PostgreSQL and Kafka of the tests: started once a session, and only when asked for."""

import logging
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import settings
from kafka import KafkaAdminClient

from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from tests.support import servers
from tests.support.databases import Databases, databases_on
from tests.support.plain_logs import write_plainly

os.environ["HIEUHOC_REQUESTS_A_MINUTE"] = "1000000"
"""Tests ask in a minute what an officer asks in a week. Those of the limit tell another one."""


settings.register_profile("hieuhoc", deadline=None)  # how long one takes says nothing of it
settings.load_profile("hieuhoc")
write_plainly()


@pytest.fixture(autouse=True)
def no_log_goes_where_nobody_reads() -> Iterator[None]:
    """A command that a test ran wrote its log where that test read; the next one's is elsewhere."""
    yield
    for handler in logging.root.handlers[:]:
        if getattr(getattr(handler, "stream", None), "closed", False):
            logging.root.removeHandler(handler)


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """The server's `postgres` database, as a superuser. Tests want `database`."""
    with servers.postgres_for_all() as dsn:
        yield dsn


@pytest.fixture(scope="session")
def kafka_bootstrap() -> Iterator[str]:
    """The brokers. Names of topics and groups begin with `kafka_prefix`."""
    with servers.kafka_for_all() as bootstrap:
        yield bootstrap


@pytest.fixture(scope="session")
def kafka_admin(kafka_bootstrap: str) -> Iterator[KafkaAdminClient]:
    with servers.administrator(kafka_bootstrap) as admin:
        yield admin


@pytest.fixture
def database(postgres_dsn: str) -> Iterator[str]:
    """A fresh, empty database of this test's own, as a `postgresql://` address."""
    with servers.fresh_database(postgres_dsn) as dsn:
        yield dsn


@pytest.fixture(scope="session")
def databases(postgres_dsn: str) -> Iterator[Databases]:
    """Of services, with their tables."""
    with databases_on(postgres_dsn) as databases:
        yield databases


@pytest.fixture
def kafka_prefix(kafka_admin: KafkaAdminClient) -> Iterator[str]:
    """What this test's topics and groups begin with; its topics are deleted afterwards."""
    prefix = f"t-{secrets.token_hex(3)}."
    yield prefix
    servers.delete_topics(kafka_admin, prefix)


@pytest.fixture
def own_postgres() -> Iterator[Callable[[], EmbeddedPostgres]]:
    """Starts servers of this test's own, to be killed, frozen or restarted."""
    with ExitStack() as running:
        yield lambda: running.enter_context(servers.running_postgres())


@pytest.fixture
def own_kafka() -> Iterator[Callable[[], EmbeddedKafka]]:
    """Starts brokers of this test's own, to be killed, frozen or restarted."""
    with ExitStack() as running:
        yield lambda: running.enter_context(servers.running_kafka())
