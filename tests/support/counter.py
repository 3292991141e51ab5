"""The counter of any service for tests: its real application over a real database, its views
following the log, its copy of the places already there. Nothing goes to Kafka, nothing is heard."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import count
from typing import Any
from uuid import UUID

import httpx2
import psycopg

from shared.places import COPY
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import Attributes, Change, Entry, How
from shared.web.identity import Grant
from shared.web.roles import Parts
from tests.support.waiting import eventually_async
from tests.web.tokens import AUDIENCE, ISSUER, Provider, signed_in

MIDDAY = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
REORGANISED = date(2025, 7, 1)


def named(name: str) -> UUID:
    return derived_id("test place", name)


PROVINCE = named("province")
COMMUNE, OTHER_COMMUNE, ENDED_COMMUNE = named("commune"), named("other"), named("ended")
HAMLET, NEIGHBOUR, ELSEWHERE = named("hamlet"), named("neighbour"), named("elsewhere")
ENDED_HAMLET = named("ended hamlet")
UNHEARD = named("no event told of it")


def established(place_id: UUID, level: str, parent: UUID | None) -> Entry:
    attributes = Attributes(level, "x", str(place_id)[:8], None, parent)
    return Entry(Change.ESTABLISHED, place_id, None, TODAY, attributes)


def ended(place_id: UUID, heir: UUID) -> Iterator[Entry]:
    """On the day of the reorganisation it became another place, whole."""
    yield Entry(Change.ENDED, place_id, REORGANISED, TODAY)
    whole = Entry(Change.SUCCEEDED, place_id, REORGANISED, TODAY)
    yield replace(whole, successor_id=heir, how=How.WHOLE)


LAND: Sequence[Entry] = (
    established(PROVINCE, "province", None),
    established(COMMUNE, "commune", PROVINCE),
    established(OTHER_COMMUNE, "commune", PROVINCE),
    established(ENDED_COMMUNE, "commune", PROVINCE),
    established(HAMLET, "hamlet", COMMUNE),
    established(NEIGHBOUR, "hamlet", COMMUNE),
    established(ELSEWHERE, "hamlet", OTHER_COMMUNE),
    established(ENDED_HAMLET, "hamlet", ENDED_COMMUNE),
    *ended(ENDED_COMMUNE, COMMUNE),
    *ended(ENDED_HAMLET, HAMLET),
)

OF_HAMLET = [Grant("hamlet-officer", HAMLET, "own")]
OF_COMMUNE = [Grant("commune-officer", COMMUNE, "subtree")]
OF_OTHER_COMMUNE = [Grant("commune-officer", OTHER_COMMUNE, "subtree")]
OF_PROVINCE = [Grant("province-officer", PROVINCE, "subtree")]
OF_SYSTEM = [Grant("system", None, "subtree")]


@dataclass
class Hands:
    """A clock that shows what it is told."""

    now: datetime = MIDDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Counter:
    """A service's HTTP face, each question signed with some grants; and its log."""

    service: str
    dsn: str
    client: httpx2.AsyncClient
    provider: Provider
    clock: Hands
    parts: Parts
    numbers: Any = field(default_factory=count)

    async def post(
        self, path: str, body: Any, grants: Sequence[Grant], key: str = ""
    ) -> httpx2.Response:
        headers = self._signed(grants) | {"Idempotency-Key": key or f"k-{next(self.numbers)}"}
        return await self.client.post(f"/{self.service}/v1{path}", json=body, headers=headers)

    async def get(self, path: str, grants: Sequence[Grant], **asked: object) -> httpx2.Response:
        """After the views have seen all that was recorded."""
        await self.views_caught_up()
        parameters = {name: str(value) for name, value in asked.items()}
        return await self.client.get(
            f"/{self.service}/v1{path}", params=parameters, headers=self._signed(grants)
        )

    def _signed(self, grants: Sequence[Grant]) -> dict[str, str]:
        return signed_in(self.provider.token(grants), Accept_Language="en")

    def types(self) -> list[str]:
        """Of everything recorded, in order, without the service's name and the version."""
        rows = self.rows("select type from log order by position")
        return [name.split(".")[1] for (name,) in rows]

    async def views_caught_up(self) -> None:
        views = import_module(f"services.{self.service}.main").CARDS.views
        there = "select count(*) from view_marks join log_head using (position)"

        async def caught_up() -> bool:
            recorded = self.rows("select position from log_head") != [(0,)]
            return not recorded or self.rows(there) == [(len(views),)]

        await eventually_async(caught_up)

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.dsn) as connection:
            return connection.execute(query.encode(), given or None).fetchall()


Opened = Callable[[dict[str, Any], Hands], AbstractAsyncContextManager[Parts]]
"""Opens a service by what its settings are told and a clock."""


@asynccontextmanager
async def running_counter(service: str, dsn: str, opened: Opened) -> AsyncIterator[Counter]:
    """Over a migrated database."""
    with psycopg.connect(dsn) as connection:
        COPY.insert(connection.cursor(), list(enumerate(LAND, 1)))
    provider, clock = Provider(), Hands()
    async with opened(told(dsn, provider), clock) as parts:
        transport = httpx2.ASGITransport(app=parts.app)
        async with (
            httpx2.AsyncClient(transport=transport, base_url="http://counter") as client,
            _running(parts, "projector"),
        ):
            yield Counter(service, dsn, client, provider, clock, parts)


def told(dsn: str, provider: Provider) -> dict[str, Any]:
    """What every service's settings are told."""
    return {
        "database": dsn,
        "kafka": "127.0.0.1:1",
        "identity_issuer": ISSUER,
        "identity_audience": AUDIENCE,
        "identity_keys": provider.keys(),
    }


@asynccontextmanager
async def _running(parts: Parts, *names: str) -> AsyncIterator[None]:
    stop = asyncio.Event()
    loops = [loop for loop in parts.workers if loop.name in names]
    tasks = [asyncio.create_task(loop.run(stop)) for loop in loops]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)
