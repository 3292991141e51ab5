"""A whole small deployment of its own: PostgreSQL, Kafka, two registries, two rollups.

The two registries are one service twice: either takes commands, one of their relays is active and
the other stands by. The two rollups are two members of one consumer group.
"""

import asyncio
import base64
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import psycopg

from hieuhoc.embedded.folder import kept_port
from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from hieuhoc.issuer import AUDIENCE, Issuer
from services.registry.application import Registry
from services.registry.application.asking import Asker
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from tests.faults.storm.processes import ServiceProcess, tail_of
from tests.registry import land
from tests.support import servers
from tests.support.waiting import eventually

SESSION_TIMEOUT = "6"
"""Seconds; Kafka allows no fewer."""
NAMES = ("registry-1", "registry-2", "rollups-1", "rollups-2")


@dataclass(frozen=True)
class Site:
    """`processes` by name; a service's database by its own."""

    folder: Path
    postgres: EmbeddedPostgres
    kafka: EmbeddedKafka
    issuer: Issuer

    @cached_property
    def processes(self) -> dict[str, ServiceProcess]:
        return {
            name: ServiceProcess(
                name, _service(name), self.environment(name), self.folder / f"{name}.log"
            )
            for name in NAMES
        }

    @property
    def brokers(self) -> Brokers:
        return Brokers(self.kafka.bootstrap)

    def database(self, service: str) -> str:
        return servers.another_database(self.postgres.dsn, service)

    def rows(self, service: str, query: str, *given: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database(service)) as connection:
            return connection.execute(query.encode(), given or None).fetchall()

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self._port(name)}"

    @property
    def signed(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.issuer.system_token()}"}

    def environment(self, name: str) -> Mapping[str, str]:
        """What one process is told."""
        service = _service(name).upper()
        return {
            "HIEUHOC_KAFKA": self.kafka.bootstrap,
            "HIEUHOC_IDENTITY_ISSUER": self.issuer.name,
            "HIEUHOC_IDENTITY_AUDIENCE": AUDIENCE,
            "HIEUHOC_IDENTITY_KEYS": self.issuer.keys(),
            f"{service}_DATABASE": self.database(service.lower()),
            f"{service}_PORT": str(self._port(name)),
            "REGISTRY_VAULT_KEY": self._vault_key,
            "ROLLUPS_MEMBER": name,
            "ROLLUPS_SESSION_TIMEOUT": SESSION_TIMEOUT,
        }

    def tend(self) -> None:
        for process in self.processes.values():
            process.tend()

    def last_words(self) -> str:
        logs = {name: process.log for name, process in self.processes.items()}
        logs |= {"kafka": self.kafka.folder / "kafka.log"}
        logs |= {"postgres": self.postgres.folder / "postgres.log"}
        return "\n".join(f"--- {name}\n{tail_of(log)}" for name, log in logs.items())

    def _port(self, name: str) -> int:
        file = self.folder / f"{name}.port"
        return int(file.read_text()) if file.exists() else kept_port(file)

    @cached_property
    def _vault_key(self) -> str:
        return base64.b64encode(os.urandom(32)).decode()


def _service(name: str) -> str:
    return name.partition("-")[0]


@contextmanager
def running_site() -> Iterator[Site]:
    """Everything ready; all of it ends afterwards."""
    with ExitStack() as ending:
        folder = ending.enter_context(servers.folder())
        kafka = ending.enter_context(servers.running_kafka())
        postgres = ending.enter_context(servers.running_postgres())
        site = Site(folder, postgres, kafka, _claimed(folder, postgres.dsn))
        for name in ("registry-1", "rollups-1"):
            site.processes[name].migrate()
        topics.apply(site.brokers)
        asyncio.run(_settle(site.database("registry")))
        for process in site.processes.values():
            ending.callback(process.end)
            process.start()
        eventually(lambda: _answering(site), within=60, message="every service answers")
        yield site


def _claimed(folder: Path, dsn: str) -> Issuer:
    databases = [servers.another_database(dsn, name) for name in ("registry", "rollups")]
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("create database registry")
        connection.execute("create database rollups")
    return Issuer(folder, databases)


async def _settle(database: str) -> None:
    """A small land, straight into the log: places do not come by this door."""
    async with open_store(database, Registry.facts) as store:
        await Registry(store).change_places(land.PLACES, Asker(Origin("system:storm", uuid4())))


def _answering(site: Site) -> bool:
    return all(_answers(site, name) for name in NAMES)


def _answers(site: Site, name: str) -> bool:
    try:
        return httpx2.get(f"{site.url(name)}/healthz", timeout=2).is_success
    except httpx2.TransportError:
        return False
