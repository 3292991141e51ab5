"""All five services at work, each in role `all` on a port and a database of its own."""

import asyncio
import importlib
import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import psycopg
from kafka import KafkaAdminClient
from typer.testing import CliRunner

from hieuhoc.commands.root import app as commands
from hieuhoc.embedded.folder import free_port
from services.registry.main import CARDS
from services.registry.places.changing import Importer, change_places
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.telemetry.kafka import OPEN, Login
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.identity import Grant, Reach
from shared.web.roles import Service, serve
from tests.support import land, servers
from tests.support.sources import SERVICES
from tests.support.told import told
from tests.support.waiting import eventually
from tests.web.tokens import Provider, signed_in


@dataclass(frozen=True)
class Where:
    """What every service is told of its surroundings, and who it is to Kafka, if anybody."""

    postgres: str
    brokers: Brokers
    folder: Path
    logins: Mapping[str, Login] = field(default_factory=dict)


@dataclass(frozen=True)
class Deployment:
    """`databases`, `ports` and `operations` (the operators' ports) by service; messages are
    written into `messages`."""

    where: Where
    databases: Mapping[str, str]
    ports: Mapping[str, int] = field(
        default_factory=lambda: {name: free_port() for name in SERVICES}
    )
    operations: Mapping[str, int] = field(
        default_factory=lambda: {name: free_port() for name in SERVICES}
    )
    provider: Provider = field(default_factory=Provider)
    clock: Clock = system_clock

    @property
    def messages(self) -> Path:
        return self.where.folder / "messages"

    def service(self, name: str) -> Service:
        brokers = replace(self.where.brokers, login=self.where.logins.get(name, OPEN))
        ports = {"port": self.ports[name], "operations_port": self.operations[name]}
        known = told(name, self.databases[name], self.provider, brokers, **ports)
        if name == "notifications":
            known |= {"folder": self.messages}
        settings = importlib.import_module(f"services.{name}.settings").Settings(**known)
        main = importlib.import_module(f"services.{name}.main")
        service: Service = main.ASSEMBLY.service(partial(main.parts, clock=self.clock), settings)
        return service

    def officer(self, role: str, place_id: UUID) -> "Officer":
        reach: Reach = "own" if role == "hamlet-officer" else "subtree"
        headers = signed_in(self.provider.token([Grant(role, place_id, reach)]))
        return Officer(self.ports, headers)

    def hieuhoc(self, *words: str) -> str:
        """What a command prints that is asked beside the deployment."""
        told = {f"{name.upper()}_DATABASE": dsn for name, dsn in self.databases.items()}
        told |= {"HIEUHOC_KAFKA": self.where.brokers.bootstrap}
        told |= {"HIEUHOC_KAFKA_PREFIX": self.where.brokers.prefix}
        told |= {"HIEUHOC_FOLDER": str(self.where.folder)}
        if operator := self.where.logins.get("operator"):
            told |= {"HIEUHOC_KAFKA_PROTOCOL": operator.protocol}
            told |= {"HIEUHOC_KAFKA_USER": operator.user}
            told |= {"HIEUHOC_KAFKA_PASSWORD": operator.password.get_secret_value()}
        done = CliRunner().invoke(commands, list(words), env=told)
        assert done.exit_code == 0, done.output or done.exception
        return done.output

    def caught_up(self) -> bool:
        """Whether nobody is behind, as an operator sees it."""
        _, *lines = self.hieuhoc("lag").splitlines()
        return bool(lines) and all(line.split()[-1] == "0" for line in lines)

    def rows(self, name: str, query: str, *given: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.databases[name], autocommit=True) as connection:
            return connection.execute(query.encode(), given or None).fetchall()


@dataclass(frozen=True)
class Officer:
    """Asks at any service's door; paths begin with the service's name."""

    ports: Mapping[str, int]
    headers: Mapping[str, str]

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """A command that is done, under a key of its own; asked again while the answer is that
        the place is not known there yet."""
        headers = {**self.headers, "Idempotency-Key": str(uuid4())}

        def answered() -> httpx2.Response | None:
            answer = httpx2.post(self._url(path), json=body, headers=headers)
            return None if "Retry-After" in answer.headers else answer

        answer = eventually(answered)
        assert answer is not None
        assert answer.is_success, f"{path}: {answer.text}"
        done: dict[str, Any] = answer.json()
        return done

    def get(self, path: str, **asked: Any) -> dict[str, Any] | None:
        """None while it is not there to be seen."""
        answer = httpx2.get(self._url(path), params=asked, headers=dict(self.headers))
        found: dict[str, Any] = answer.json()
        return found if answer.is_success else None

    def file(self, path: str) -> bytes:
        answer = httpx2.get(self._url(path), headers=dict(self.headers))
        assert answer.is_success, f"{path}: {answer.text}"
        return answer.content

    def figures(self, place_id: UUID, *measures: str) -> dict[str, int]:
        """Of the title year 2022 and the calendar year 2022, as known now."""
        asked = {"on": "2022-12-31", "since": "2022-01-01", "title": "family", "year": 2022}
        asked |= {"place_id": str(place_id), "measure": list(measures)}
        found = self.get("/rollups/v1/figures", **asked) or {"figures": []}
        return {each["measure"]: each["value"] for each in found["figures"]}

    def sees(self, place_id: UUID, **figures: int) -> None:
        """Sooner or later; a measure's name is written with underscores."""
        expected = {name.replace("_", "-"): value for name, value in figures.items()}
        eventually(
            lambda: self.figures(place_id, *expected) == expected, 15, f"the figures {expected}"
        )

    def _url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.ports[path.split('/')[1]]}{path}"


@contextmanager
def running_deployment(where: Where, clock: Clock = system_clock) -> Iterator[Deployment]:
    """Ready, with a small land; it must stop in order afterwards."""
    with ExitStack() as ending:
        databases = {
            name: ending.enter_context(servers.fresh_database(where.postgres)) for name in SERVICES
        }
        deployment = Deployment(where, databases, clock=clock)
        topics.apply(where.brokers)
        services = [deployment.service(name) for name in SERVICES]
        for service in services:
            service.migrate()
        asyncio.run(_settle(databases["registry"], clock))
        ending.enter_context(_served(services))
        for name in SERVICES:
            eventually(partial(_is_ready, deployment.operations[name]), 30, f"{name} is ready")
        yield deployment


async def _settle(database: str, clock: Clock) -> None:
    """Straight into the log, as the import does it: official places have no door."""
    async with open_store(database, CARDS.facts, clock) as store:
        by = Importer(Origin("import:land", uuid4()))
        await change_places(Transactions(store), land.PLACES, by)


@contextmanager
def own_deployment(
    postgres: str, bootstrap: str, admin: KafkaAdminClient, clock: Clock = system_clock
) -> Iterator[Deployment]:
    """One on servers that others use too: its topics begin with a prefix of its own, and go. A
    clock may be behind, never ahead: the log takes nothing of the future."""
    prefix = f"w-{secrets.token_hex(3)}."
    brokers = Brokers(bootstrap, prefix)
    with (
        servers.folder() as folder,
        running_deployment(Where(postgres, brokers, folder), clock) as running,
    ):
        yield running
    servers.delete_topics(admin, prefix)


@contextmanager
def _served(services: list[Service]) -> Iterator[None]:
    """In one event loop, in a thread of its own; what ends a service ends the test, and is told."""
    stopping: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def run() -> None:
        stop = asyncio.Event()
        stopping.set_result((asyncio.get_running_loop(), stop))
        async with asyncio.TaskGroup() as group:
            for service in services:
                group.create_task(serve(service, "all", stop))

    with ThreadPoolExecutor(1, "services") as thread:
        served = thread.submit(lambda: asyncio.run(run()))
        try:
            yield
        finally:
            loop, stop = stopping.result()
            if not served.done():
                loop.call_soon_threadsafe(stop.set)
            served.result(60)


def _is_ready(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/readyz").is_success
    except httpx2.TransportError:
        return False
