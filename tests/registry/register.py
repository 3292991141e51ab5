"""A running register for tests: the real application and views over a real database."""

import asyncio
import base64
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import uuid4

import httpx2
import psycopg
from fastapi import FastAPI

from services.registry.main import CARDS, MIGRATIONS, parts
from services.registry.people.vault.keeping import Vault, open_vault
from services.registry.people.vault.sealing import MasterKey
from services.registry.places.changing import Importer, change_places
from services.registry.settings import Settings
from shared.eventstore.facts import Origin
from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import FactMapper
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.brokers import Brokers
from shared.web.identity import Grant
from shared.web.roles import Parts
from tests.registry import land
from tests.support.waiting import eventually_async
from tests.web.tokens import AUDIENCE, ISSUER, Provider, signed_in

MIDDAY = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
CAUGHT_UP = "select count(*) from view_marks join log_head using (position)"
VAULT_KEY = base64.b64encode(sha256(b"the key of these tests, in every process").digest()).decode()
SYSTEM = Importer(Origin("system:test", uuid4()))
MAPPER = FactMapper(CARDS.facts)

NO_KAFKA = Brokers("127.0.0.1:1")

OF_HAMLET = [Grant("hamlet-officer", land.HAMLET, "own")]
OF_COMMUNE = [Grant("commune-officer", land.COMMUNE, "subtree")]
OF_OTHER_COMMUNE = [Grant("commune-officer", land.OTHER_COMMUNE, "subtree")]
OF_PROVINCE = [Grant("province-officer", land.PROVINCE, "subtree")]
OF_SYSTEM = [Grant("system", None, "subtree")]


@dataclass
class Hands:
    """A clock that shows what it is told."""

    now: datetime = MIDDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Register:
    """Its HTTP face, each question signed with some grants; and its log."""

    dsn: str
    app: FastAPI
    client: httpx2.AsyncClient
    provider: Provider
    clock: Hands
    numbers: Any = field(default_factory=count)

    async def post(
        self, path: str, body: Any, grants: Sequence[Grant], key: str = ""
    ) -> httpx2.Response:
        headers = self._signed(grants) | {"Idempotency-Key": key or f"k-{next(self.numbers)}"}
        return await self.client.post(f"/registry/v1{path}", json=body, headers=headers)

    async def get(self, path: str, grants: Sequence[Grant]) -> httpx2.Response:
        return await self.client.get(f"/registry/v1{path}", headers=self._signed(grants))

    def _signed(self, grants: Sequence[Grant]) -> dict[str, str]:
        return signed_in(self.provider.token(grants), Accept_Language="en")

    def facts(self) -> list[Any]:
        """Everything recorded but the places."""
        rows = self.rows(
            f"select {COLUMNS} from log where type not like 'registry.place-%' order by position"
        )
        return [MAPPER.recorded(stored_fact(row)).fact for row in rows]

    async def views_caught_up(self) -> None:
        """Until every view has seen every fact."""

        async def caught_up() -> bool:
            return self.rows(CAUGHT_UP) == [(len(CARDS.views),)]

        await eventually_async(caught_up)

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.dsn) as connection:
            return connection.execute(query, given or None).fetchall()


@asynccontextmanager
async def running_register(dsn: str, brokers: Brokers = NO_KAFKA) -> AsyncIterator[Register]:
    """Migrated, with the places of `land`; views follow the log, and the relay if there is a
    Kafka."""
    migrate(dsn, *MIGRATIONS)
    async with open_store(dsn, CARDS.facts) as store:
        await change_places(Transactions(store), land.PLACES, SYSTEM)
    provider, clock = Provider(), Hands()
    async with parts(_settings(dsn, provider, brokers), clock) as running:
        transport = httpx2.ASGITransport(app=running.app)
        async with (
            httpx2.AsyncClient(transport=transport, base_url="http://register") as client,
            _working(running, relay=brokers is not NO_KAFKA),
        ):
            yield Register(dsn, running.app, client, provider, clock)


@asynccontextmanager
async def another_process(register: Register) -> AsyncIterator[Register]:
    """The same register once more, as a second replica has it: it shares the database alone."""
    settings = _settings(register.dsn, register.provider, NO_KAFKA)
    async with parts(settings, register.clock) as running:
        transport = httpx2.ASGITransport(app=running.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://register") as client:
            yield replace(register, app=running.app, client=client)


@asynccontextmanager
async def opened_vault(dsn: str) -> AsyncIterator[Vault]:
    """The vault of a migrated database, under the key of the tests."""
    async with open_vault(dsn, MasterKey.from_base64(VAULT_KEY)) as vault:
        yield vault


def _settings(dsn: str, provider: Provider, brokers: Brokers) -> Settings:
    told: dict[str, Any] = {
        "database": dsn,
        "vault_key": VAULT_KEY,
        "kafka": brokers.bootstrap,
        "kafka_prefix": brokers.prefix,
        "identity_issuer": ISSUER,
        "identity_audience": AUDIENCE,
        "identity_keys": provider.keys(),
    }
    return Settings(**told)


@asynccontextmanager
async def _working(running: Parts, *, relay: bool) -> AsyncIterator[None]:
    stop = asyncio.Event()
    loops = [loop for loop in running.workers if relay or loop.name != "relay"]
    tasks = [asyncio.create_task(loop.run(stop)) for loop in loops]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)
