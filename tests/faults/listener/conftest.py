"""As in tests/messaging/listener, and processes that end with the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from kafka import KafkaAdminClient

from tests.messaging.listener.conftest import hearing as hearing
from tests.support.hearing import Hearing, make_topic
from tests.support.listener_process import Edge, ListenerProcess
from tests.support.servers import administrator


@pytest.fixture
def start(hearing: Hearing) -> Iterator[Callable[..., ListenerProcess]]:
    """Starts a listener in a process, as the member of that name."""
    with ExitStack() as started:

        def start(member: str, edge: Edge | None = None, **settings: float) -> ListenerProcess:
            process = ListenerProcess(hearing.settings(member, **settings), edge)
            started.callback(process.end)
            return process

        yield start


@pytest.fixture
def recreate(kafka_admin: KafkaAdminClient) -> Callable[[Hearing], None]:
    """Deletes the topic with all it holds and makes it anew."""

    def recreate(hearing: Hearing) -> None:
        kafka_admin.delete_topics([f"{hearing.prefix}registry.families"])
        make_topic(kafka_admin, hearing.prefix)

    return recreate


@pytest.fixture
def make_topic_at() -> Callable[[str, str], None]:
    """Makes the topic on brokers of the test's own."""

    def make(bootstrap: str, prefix: str) -> None:
        with administrator(bootstrap) as admin:
            make_topic(admin, prefix)

    return make
