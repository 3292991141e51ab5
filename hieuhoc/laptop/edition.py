"""A running laptop edition: five services in one event loop, an issuer, two servers."""

import asyncio
import base64
import importlib
import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import httpx2

from hieuhoc.embedded.folder import keep, kept_port
from hieuhoc.issuer import Issuer
from hieuhoc.laptop.addresses import tell_environment
from hieuhoc.laptop.servers import Servers, running_servers
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.telemetry.addresses import variables_of_parts
from shared.telemetry.kafka import LOGIN_VARIABLES
from shared.web.roles import Service, serve
from shared.web.server import listening, server_of

SERVICES: Final = ("registry", "recognition", "funding", "notifications", "rollups")
Answer = TypeVar("Answer")
READY_WITHIN: Final = 600.0
"""Seconds: a slow machine makes a start slow. A service that ended is told of at once."""


class KeyLost(RuntimeError):
    """What the vault holds cannot be read any more."""


class NotReady(RuntimeError):
    """A service did not become ready in time; says which and why."""


@dataclass(frozen=True)
class Edition:
    """`urls` are the services' addresses by name, `operations` those that say whether they are
    ready; `issuer_url` shows the demo officers."""

    folder: Path
    servers: Servers
    urls: Mapping[str, str]
    operations: Mapping[str, str]
    issuer: Issuer
    issuer_url: str
    running: tuple[asyncio.Task[None], ...]

    async def until_ended(self) -> None:
        """Raises what a service ended with; otherwise waits to be cancelled."""
        await asyncio.wait(self.running, return_when=asyncio.FIRST_COMPLETED)
        for task in self.running:
            if task.done():
                task.result()

    async def or_ended(self, waiting: Awaitable[Answer]) -> Answer:
        """What is waited for, unless a service ends first: then raises its fault."""
        task = asyncio.ensure_future(waiting)
        await asyncio.wait({task, *self.running}, return_when=asyncio.FIRST_COMPLETED)
        for service in self.running:
            if service.done():
                task.cancel()
                service.result()
        return await task


@asynccontextmanager
async def running_edition(folder: Path) -> AsyncIterator[Edition]:
    """Everything, from the servers to ready services; all of it stops at the end.

    Raises FolderInUse, AnotherFormat, RefusesForeignDatabase, KeyLost, NotReady.
    """
    async with running_servers(folder) as servers, AsyncExitStack() as ending:
        issuer = await asyncio.to_thread(_prepared, folder, servers)
        doors = (*SERVICES, *(f"{name}-operations" for name in SERVICES), "issuer")
        ports = {name: kept_port(folder / f"{name}.port") for name in doors}
        environment = _environment(folder, servers, issuer, ports)
        os.environ.update(environment)
        services = [_service(name) for name in SERVICES]
        await asyncio.to_thread(_migrate, services)
        stop = asyncio.Event()
        running = [
            asyncio.create_task(serve(service, "all", stop), name=service.name)
            for service in services
        ]
        running.append(asyncio.create_task(_serve_issuer(issuer, ports["issuer"], stop)))
        ending.push_async_callback(_stopped, running, stop)
        at = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
        urls = {name: at[name] for name in SERVICES}
        operations = {name: at[f"{name}-operations"] for name in SERVICES}
        edition = Edition(folder, servers, urls, operations, issuer, at["issuer"], tuple(running))
        await _ready(edition)
        told = {f"HIEUHOC_{name.upper()}": url for name, url in urls.items()}
        tell_environment(folder, environment | told | {"HIEUHOC_ISSUER": edition.issuer_url})
        yield edition


def _prepared(folder: Path, servers: Servers) -> Issuer:
    servers.make_databases(SERVICES)
    databases = [servers.database(name) for name in SERVICES]
    issuer = Issuer(folder, databases)
    topics.apply(Brokers(servers.kafka))
    return issuer


def _environment(
    folder: Path, servers: Servers, issuer: Issuer, ports: Mapping[str, int]
) -> dict[str, str]:
    """What each service reads, exactly as a deployment gives it."""
    environment = {
        # Its servers are its own, whatever the shell says of others: its Kafka is open.
        **dict.fromkeys(LOGIN_VARIABLES, ""),
        "HIEUHOC_KAFKA": servers.kafka,
        "HIEUHOC_KAFKA_PREFIX": "",
        "HIEUHOC_IDENTITY_ISSUER": issuer.name,
        "HIEUHOC_IDENTITY_AUDIENCE": "hieuhoc",
        "HIEUHOC_IDENTITY_KEYS": issuer.keys(),
        "REGISTRY_VAULT_KEY": _kept_secret(folder / "vault.key"),
        "REGISTRY_VAULT_KEY_FILE": "",
        "NOTIFICATIONS_FOLDER": str(folder / "messages"),
    }
    for name in SERVICES:
        environment |= dict.fromkeys(variables_of_parts(name), "")
        environment[f"{name.upper()}_DATABASE"] = servers.database(name)
        environment[f"{name.upper()}_PORT"] = str(ports[name])
        environment[f"{name.upper()}_OPERATIONS_PORT"] = str(ports[f"{name}-operations"])
    return environment


def _kept_secret(file: Path) -> str:
    """The vault's master key; a lost one is never replaced, as people were sealed under it."""
    if not file.exists():
        keep(file, base64.b64encode(secrets.token_bytes(32)).decode())
    if not (kept := file.read_text().strip()):
        raise KeyLost(f"{file} is empty: put its copy back, or begin anew with --fresh.")
    return kept


def _service(name: str) -> Service:
    found: Service = importlib.import_module(f"services.{name}.main").service()
    return found


def _migrate(services: list[Service]) -> None:
    for service in services:
        service.migrate()


async def _serve_issuer(issuer: Issuer, port: int, stop: asyncio.Event) -> None:
    with listening("127.0.0.1", port) as door:
        server = server_of(issuer.application(), "issuer")
        serving = asyncio.create_task(server.serve(sockets=[door]))
        await stop.wait()
        server.should_exit = True
        await serving


async def _stopped(running: list[asyncio.Task[None]], stop: asyncio.Event) -> None:
    stop.set()
    await asyncio.gather(*running, return_exceptions=True)


async def _ready(edition: Edition) -> None:
    async with httpx2.AsyncClient(timeout=5.0) as client:
        for name, url in edition.operations.items():
            await edition.or_ended(_until_ready(client, name, url))


async def _until_ready(client: httpx2.AsyncClient, name: str, url: str) -> None:
    said = "it does not answer"
    for _ in range(int(READY_WITHIN / 0.05)):
        try:
            answer = await client.get(f"{url}/readyz")
        except httpx2.TransportError:
            answer = None
        if answer is not None and answer.is_success:
            return
        said = said if answer is None else answer.text
        await asyncio.sleep(0.05)
    raise NotReady(f"{name} is not ready: {said}")
