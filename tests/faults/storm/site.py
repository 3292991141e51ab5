"""A whole small deployment of its own: PostgreSQL, Kafka, every service in processes of its own.

The two registries are one service twice, and so are the two recognitions: either takes commands,
one of their relays is active and the other stands by. The two rollups are two members of one
consumer group. Funding is one process for each role.
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
from psycopg import sql

from hieuhoc.embedded.folder import free_port
from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from hieuhoc.issuer import AUDIENCE, Issuer
from services.registry.main import CARDS
from services.registry.places.changing import Importer, change_places
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from tests.faults.storm import communes
from tests.faults.storm.processes import Member, ServiceProcess, tail_of
from tests.support import land, servers
from tests.support.waiting import eventually

SESSION_TIMEOUT = "6"
"""Seconds; Kafka allows no fewer."""
MEMBERS = (
    *(Member("registry", name) for name in ("registry-1", "registry-2")),
    *(Member("recognition", name) for name in ("recognition-1", "recognition-2")),
    *(Member("funding", f"funding-{role}", role) for role in ("api", "worker", "listener")),
    Member("notifications", "notifications-1"),
    *(Member("rollups", name) for name in ("rollups-1", "rollups-2")),
)
SERVICES = tuple(dict.fromkeys(member.service for member in MEMBERS))
PUBLISHERS = ("registry", "recognition", "funding")
LISTENERS = ("registry", "recognition", "funding", "notifications", "rollups")


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
            who.name: ServiceProcess(who, self.environment(who), self.folder / f"{who.name}.log")
            for who in MEMBERS
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

    def doors(self, service: str) -> list[str]:
        """The addresses that take commands for the service."""
        mine = [who for who in MEMBERS if who.service == service and who.role in ("all", "api")]
        return [self.url(who.name) for who in mine]

    @property
    def messages(self) -> Path:
        """What notifications writes into."""
        return self.folder / "messages"

    @property
    def signed(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.issuer.system_token()}"}

    def environment(self, who: Member) -> Mapping[str, str]:
        """What one process is told."""
        service = who.service.upper()
        return {
            "HIEUHOC_KAFKA": self.kafka.bootstrap,
            "HIEUHOC_IDENTITY_ISSUER": self.issuer.name,
            "HIEUHOC_IDENTITY_AUDIENCE": AUDIENCE,
            "HIEUHOC_IDENTITY_KEYS": self.issuer.keys(),
            f"{service}_DATABASE": self.database(who.service),
            f"{service}_PORT": str(self._port(who.name)),
            f"{service}_OPERATIONS_PORT": str(self._port(_operations(who.name))),
            f"{service}_MEMBER": who.name,
            f"{service}_SESSION_TIMEOUT": SESSION_TIMEOUT,
            "REGISTRY_VAULT_KEY": self._vault_key,
            "NOTIFICATIONS_FOLDER": str(self.messages),
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
        """Of this process as long as the site stands, and of no other one here."""
        while name not in self._ports:
            if (port := free_port()) not in self._ports.values():
                self._ports[name] = port
        return self._ports[name]

    @cached_property
    def _ports(self) -> dict[str, int]:
        return {}

    @cached_property
    def _vault_key(self) -> str:
        return base64.b64encode(os.urandom(32)).decode()


@contextmanager
def running_site() -> Iterator[Site]:
    """Everything ready; all of it ends afterwards."""
    with ExitStack() as ending:
        folder = ending.enter_context(servers.folder())
        kafka = ending.enter_context(servers.running_kafka())
        postgres = ending.enter_context(servers.running_postgres())
        site = Site(folder, postgres, kafka, _claimed(folder, postgres.dsn))
        firsts = {who.service: who.name for who in reversed(MEMBERS)}
        for service in SERVICES:
            site.processes[firsts[service]].migrate()
        topics.apply(site.brokers)
        asyncio.run(_settle(site.database("registry")))
        for process in site.processes.values():
            ending.callback(process.end)
            process.start()
        eventually(lambda: _answering(site), within=120, message="every service answers")
        yield site


def _claimed(folder: Path, dsn: str) -> Issuer:
    databases = [servers.another_database(dsn, name) for name in SERVICES]
    with psycopg.connect(dsn, autocommit=True) as connection:
        for name in SERVICES:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    return Issuer(folder, databases)


async def _settle(database: str) -> None:
    """A small land, straight into the log: places do not come by this door."""
    async with open_store(database, CARDS.facts) as store:
        by = Importer(Origin("system:storm", uuid4()))
        await change_places(Transactions(store), [*land.PLACES, *communes.PLACES], by)


def _operations(name: str) -> str:
    """What the port is kept under that every role of a process answers at."""
    return f"{name}-operations"


def _answering(site: Site) -> bool:
    return all(_answers(site, name) for name in site.processes)


def _answers(site: Site, name: str) -> bool:
    try:
        return httpx2.get(f"{site.url(_operations(name))}/healthz", timeout=2).is_success
    except httpx2.TransportError:
        return False
