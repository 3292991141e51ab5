"""A service's HTTP door for its tests: the real application and its views over a real database."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import import_module
from itertools import count
from typing import Any

import httpx2
import psycopg
from fastapi import FastAPI

from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import FactMapper
from shared.messaging.brokers import Brokers
from shared.web.identity import Grant
from shared.web.roles import Parts
from tests.support.settled import cards_of
from tests.support.standing_routes import at_its_counter, standing_routes
from tests.support.told import NO_KAFKA, told
from tests.support.waiting import eventually_async
from tests.web.tokens import Provider, signed_in

MIDDAY = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
PROJECTOR = ("projector",)


@dataclass
class Hands:
    """A clock that shows what it is told."""

    now: datetime = MIDDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class ServiceDoor:
    """Each question is signed with some grants. Behind the door: the log and the tables."""

    service: str
    dsn: str
    parts: Parts
    client: httpx2.AsyncClient
    provider: Provider
    clock: Hands
    looking: psycopg.Connection[Any]
    numbers: Any = field(default_factory=count)

    @property
    def app(self) -> FastAPI:
        return self.parts.app

    async def post(
        self, path: str, body: Any, grants: Sequence[Grant], key: str = ""
    ) -> httpx2.Response:
        headers = self._signed(grants) | {"Idempotency-Key": key or f"k-{next(self.numbers)}"}
        return await self.client.post(f"/{self.service}/v1{path}", json=body, headers=headers)

    async def get(self, path: str, grants: Sequence[Grant], **asked: object) -> httpx2.Response:
        """After the views have seen all that was recorded."""
        await self.views_caught_up()
        return await self.look(path, grants, **asked)

    async def look(self, path: str, grants: Sequence[Grant], **asked: object) -> httpx2.Response:
        """As it is shown this moment."""
        parameters = {name: str(value) for name, value in asked.items()}
        return await self.client.get(
            f"/{self.service}/v1{path}", params=parameters or None, headers=self._signed(grants)
        )

    def _signed(self, grants: Sequence[Grant]) -> dict[str, str]:
        return signed_in(self.provider.token(grants), Accept_Language="en")

    def facts(self) -> list[Any]:
        """Everything recorded but the places, in order."""
        mapper = mapper_of(self.service)
        rows = self.rows(
            f"select {COLUMNS} from log where type not like 'registry.place-%' order by position"
        )
        return [mapper.recorded(stored_fact(row)).fact for row in rows]

    def types(self) -> list[str]:
        """Of these, without the service's name and the version."""
        return [str(fact.TYPE).split(".")[1] for fact in self.facts()]

    async def views_caught_up(self) -> None:
        """Until every view has seen every fact."""
        views = cards_of(self.service).views
        there = "select count(*) from view_marks join log_head using (position)"

        async def caught_up() -> bool:
            recorded = self.rows("select position from log_head") != [(0,)]
            return not recorded or self.rows(there) == [(len(views),)]

        await eventually_async(caught_up)

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        return self.looking.execute(query.encode(), given or None).fetchall()


@asynccontextmanager
async def open_door(
    service: str,
    dsn: str,
    brokers: Brokers = NO_KAFKA,
    working: Collection[str] = PROJECTOR,
    **settings: Any,
) -> AsyncIterator[ServiceDoor]:
    """Over a database that knows the places of `land` (`settled`); so much of its work goes on
    meanwhile (the relay too, if there is a Kafka)."""
    provider, clock = Provider(), Hands()
    async with _opened(told(service, dsn, provider, brokers, **settings), service, clock) as parts:
        loops = {*working, *(["relay"] if brokers is not NO_KAFKA else [])}
        async with _client(parts) as client, _running(parts, loops):
            with psycopg.connect(dsn, autocommit=True) as looking:
                yield ServiceDoor(service, dsn, parts, client, provider, clock, looking)


@asynccontextmanager
async def another_process(door: ServiceDoor) -> AsyncIterator[ServiceDoor]:
    """The same service once more, as a second replica has it: it shares the database alone."""
    settings = told(door.service, door.dsn, door.provider)
    async with (
        _opened(settings, door.service, door.clock) as parts,
        _client(parts) as client,
    ):
        yield replace(door, parts=parts, client=client)


def mapper_of(service: str) -> FactMapper:
    return FactMapper(cards_of(service).facts)


@asynccontextmanager
async def _opened(settings: dict[str, Any], service: str, clock: Hands) -> AsyncIterator[Parts]:
    read = import_module(f"services.{service}.settings").Settings
    parts: Callable[..., AbstractAsyncContextManager[Parts]]
    parts = import_module(f"services.{service}.main").parts
    async with AsyncExitStack() as ending:
        with standing_routes():
            opened = await ending.enter_async_context(parts(read(**settings), clock))
        yield opened


def _client(parts: Parts) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app=at_its_counter(parts.app))
    return httpx2.AsyncClient(transport=transport, base_url="http://door")


@asynccontextmanager
async def _running(parts: Parts, names: Collection[str]) -> AsyncIterator[None]:
    stop = asyncio.Event()
    loops = [loop for loop in parts.workers if loop.name in names]
    tasks = [asyncio.create_task(loop.run(stop)) for loop in loops]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)
