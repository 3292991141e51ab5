"""Every hearer of the product: what it hears again is known to it, and only that."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import psycopg
import pytest
from prometheus_client import REGISTRY

from hieuhoc.commands import services
from shared.contracts.envelope import Contract
from shared.contracts.examples.together import examples
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import encode
from shared.messaging.listener import Listener, ListenerSettings, ReactionListener
from shared.messaging.listener.listener import HearingLoop
from shared.messaging.listener.settings import Hearer, Projection, Reaction
from tests.support.databases import Databases
from tests.support.foreign import Foreign
from tests.support.hearing import running
from tests.support.stamps import log_of, stamp_of
from tests.support.told import VAULT_KEY
from tests.support.waiting import eventually_async

NOON = datetime(2022, 9, 23, 5, tzinfo=UTC)
SERVICES = ("registry", "recognition", "funding", "notifications", "rollups")
HEARERS = [(s, number) for s in SERVICES for number in range(len(services.listeners(s)))]


def sample(name: str, hearer: Hearer) -> float:
    labels = {event.TOPIC for event in hearer.hears}
    found = REGISTRY.collect()
    return sum(
        s.value
        for metric in found
        for s in metric.samples
        if s.name == name and s.labels.get("topic") in labels
        if s.labels.get("outcome", "repeated") == "repeated"
    )


class Stage:
    """A service's database, and topics on which others tell it of everything."""

    def __init__(self, service: str, database: str, bootstrap: str, prefix: str) -> None:
        self.settings = ListenerSettings(
            service, database, bootstrap, prefix, session_timeout=6.0, longest_pause=0.5
        )
        self._kafka = Foreign(bootstrap, prefix)
        topics.apply(Brokers(bootstrap, prefix))

    def tell(self, events: Sequence[Contract], first: int) -> None:
        for sequence, event in enumerate(events, first):
            log_id = log_of(event.TOPIC.partition(".")[0])
            self._kafka.send(event.TOPIC, *encode(event, stamp_of(event, sequence, log_id, NOON)))
        self._kafka.flush()

    async def handled(self, number: int) -> None:
        """Waits until the marks have passed so many records."""

        async def enough() -> bool:
            query = "select coalesce(sum(record_offset + 1), 0) from listener_marks"
            return int(self.ask(query)) >= number

        await eventually_async(enough, 20.0, f"{number} records handled")

    def ask(self, query: str) -> int:
        with psycopg.connect(self.settings.database, autocommit=True) as connection:
            row = connection.execute(query.encode()).fetchone()
        return int(row[0]) if row else 0

    def from_the_beginning(self) -> None:
        with psycopg.connect(self.settings.database) as connection:
            connection.execute("update listener_marks set record_offset = -1, record_hash = ''")

    @asynccontextmanager
    async def loop(self, hearer: Hearer) -> AsyncIterator[HearingLoop]:
        if not hasattr(hearer, "commands"):
            yield Listener(self.settings, cast(Projection, hearer))
            return
        async with services.transactions(self.settings.service) as found:
            yield ReactionListener(self.settings, cast(Reaction, hearer), found)


@pytest.fixture
def database(databases: Databases, service: str) -> Iterator[str]:
    """With all tables of the service that hears."""
    with databases.migrated(service) as dsn:
        yield dsn


@pytest.fixture(autouse=True)
def environment(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of any of the services."""
    for service in SERVICES:
        monkeypatch.setenv(f"{service.upper()}_DATABASE", database)
    monkeypatch.setenv("NOTIFICATIONS_FOLDER", str(tmp_path))
    monkeypatch.setenv("REGISTRY_VAULT_KEY", VAULT_KEY)
    monkeypatch.setenv("HIEUHOC_KAFKA", "127.0.0.1:1")
    monkeypatch.setenv("HIEUHOC_IDENTITY_ISSUER", "https://identity.example")
    monkeypatch.setenv("HIEUHOC_IDENTITY_KEYS", '{"keys": []}')


@pytest.mark.parametrize(("service", "number"), HEARERS)
async def test_it_knows_what_it_has_heard_and_what_it_has_not(
    service: str,
    number: int,
    database: str,
    kafka_bootstrap: str,
    kafka_prefix: str,
) -> None:
    stage = Stage(service, database, kafka_bootstrap, kafka_prefix)
    hearer: Hearer = services.listeners(service)[number]
    heard = [examples()[event.TYPE] for event in hearer.hears]
    names = "hieuhoc_listener_unapplied_repeats_total", "hieuhoc_listener_events_total"
    stage.tell(heard, 1_000)
    lost, repeated = (sample(name, hearer) for name in names)
    for again in range(2):
        async with stage.loop(hearer) as loop, running(loop):
            await stage.handled(len(heard))
        if not again:
            stage.from_the_beginning()
    assert sample(names[0], hearer) == lost
    assert sample(names[1], hearer) == repeated + len(heard)

    stage.tell(heard, 1)  # of the same subjects, hence behind the same marks
    async with stage.loop(hearer) as loop, running(loop):
        await stage.handled(2 * len(heard))
    assert sample(names[0], hearer) == lost + len(heard)
