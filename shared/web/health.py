"""Is it alive, is it ready, and how is it doing: `/healthz`, `/readyz`, `/metrics`.

They answer on a port of their own, for whoever looks after the process. Officers, and whoever else
reaches their port, learn from it that the process is alive and nothing more.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, LiteralString, Protocol, runtime_checkable

import psycopg
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import REGISTRY, CollectorRegistry, Metric
from prometheus_client.exposition import choose_encoder

from shared.postgres.connections import connect_async
from shared.web.actions import open_to_all
from shared.web.doors import Head
from shared.web.routing import Router

DATABASE_PATIENCE = 3.0
FRESH: Final = 1.0
"""Seconds that one look at what it needs serves everybody who asks."""
VERSION = re.compile(r"version=([^;]*[^;\s]|)")
VERSIONS = ("", "0.0.1", "0.0.4", "1.0.0")
"""Of the formats that metrics are shown in."""


class Loop(Protocol):
    """What runs in the background until `stop` is set. It ends earlier only by a fault."""

    @property
    def name(self) -> str: ...

    async def run(self, stop: asyncio.Event) -> None: ...

    def unready(self) -> str | None:
        """Why it cannot do its work now; None when it can."""


@runtime_checkable
class Remarking(Protocol):
    """A loop that goes on with its work although somebody should look at something."""

    def remark(self) -> str | None:
        """What that is; None: nothing."""


class Collector(Protocol):
    """Asked for its metrics at each scrape, in a thread."""

    def collect(self) -> Iterable[Metric]: ...
    def close(self) -> None: ...


Encode = Callable[[CollectorRegistry], bytes]

Check = Callable[[], Awaitable[str | None]]
"""A reason why the process is not ready, or None."""


class Shared:
    """One look for all who ask while it is under way, and within a second of its beginning: so an
    answer is a second old at most, or as old as the look was long."""

    def __init__(
        self,
        look: Callable[[], Awaitable[dict[str, str]]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look = look
        self._monotonic = monotonic
        self._under_way: asyncio.Future[dict[str, str]] | None = None
        self._began = 0.0

    async def seen(self) -> dict[str, str]:
        """Whoever goes away while waiting ends the look for nobody else."""
        if self._under_way is None or self._is_over(self._under_way):
            self._began = self._monotonic()
            self._under_way = asyncio.ensure_future(self._look())
        return await asyncio.shield(self._under_way)

    def _is_over(self, look: asyncio.Future[dict[str, str]]) -> bool:
        if not look.done():
            return False
        failed = look.cancelled() or look.exception() is not None
        return failed or self._monotonic() - self._began >= FRESH


@dataclass
class Health:
    """What a process answers for. `serve` adds the loops of its role.

    `collectors` tell of this process. `of_service` tell what database and Kafka know, which is the
    same from everywhere: the roles with the service's own face show it, so that sums are true.
    """

    service: str
    checks: dict[str, Check] = field(default_factory=dict)
    loops: list[Loop] = field(default_factory=list)
    collectors: list[Collector] = field(default_factory=list)
    of_service: list[Collector] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._checked = Shared(self._check)

    async def unready(self) -> dict[str, str]:
        """Everything that is not ready, and why: of its loops now, of the rest as `Shared`."""
        reasons = {loop.name: loop.unready() for loop in self.loops}
        known = {name: reason for name, reason in reasons.items() if reason is not None}
        return known | await self._checked.seen()

    async def _check(self) -> dict[str, str]:
        answers = await asyncio.gather(*(check() for check in self.checks.values()))
        reasons = zip(self.checks, answers, strict=True)
        return {name: reason for name, reason in reasons if reason is not None}

    def of_process(self) -> "Health":
        """Without what is the same from everywhere."""
        return replace(self, of_service=[])

    def remarks(self) -> dict[str, str]:
        """What somebody should look at although everything is ready."""
        said = {each.name: each.remark() for each in self.loops if isinstance(each, Remarking)}
        return {name: remark for name, remark in said.items() if remark is not None}

    def close(self) -> None:
        """Lets go of what its collectors hold."""
        for collector in (*self.collectors, *self.of_service):
            collector.close()


def database_answers(dsn: str) -> Check:
    """Whether the database takes a connection and answers within seconds."""

    async def check() -> str | None:
        try:
            await one_row(dsn, "select 1")
        except (psycopg.OperationalError, TimeoutError, OSError):
            return "the database does not answer"
        return None

    return check


async def one_row(dsn: str, question: LiteralString) -> tuple[Any, ...]:
    """Asked on a connection of its own. Raises TimeoutError, OSError or psycopg's error."""
    async with (
        asyncio.timeout(DATABASE_PATIENCE),
        await connect_async(dsn, "readiness") as connection,
    ):
        row: tuple[Any, ...] | None = await (await connection.execute(question)).fetchone()
    assert row is not None, "the question has one row for its answer"
    return row


def alive() -> APIRouter:
    """What everybody may know."""
    router = Router(include_in_schema=False, dependencies=[open_to_all()])

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    return router


def routes(health: Health) -> APIRouter:
    """What operators ask."""
    router = alive()

    @router.get("/readyz")
    async def readyz() -> Response:
        reasons = await health.unready()
        status = "ready" if not reasons else "not ready"
        body = {"status": status, "reasons": reasons, "remarks": health.remarks()}
        return JSONResponse(body, 200 if not reasons else 503)

    @router.get("/metrics")
    async def metrics(request: Request) -> Response:
        encode, content_type = _encoder(request.headers.get("accept", ""))
        page = Page(health.service, (*health.collectors, *health.of_service))
        return Response(await asyncio.to_thread(encode, page), media_type=content_type)

    return router


def _encoder(accept: str) -> tuple[Encode, str]:
    """The best format of those the scraper takes. One that asks for what there is not, or in a
    way nobody understands, is answered too: it must not see the service as down."""
    asked = accept.replace('"', "").split(",")
    return choose_encoder(",".join(filter(_is_known, asked)))


def _is_known(asked: str) -> bool:
    versions = VERSION.findall(asked)
    return all(version in VERSIONS for version in versions)


class Page(CollectorRegistry):
    """One service's metrics, though several services may share the process."""

    def __init__(self, service: str, collectors: Sequence[Collector]) -> None:
        super().__init__()
        self._service = service
        self._asked = collectors

    def collect(self) -> Iterator[Metric]:
        for family in REGISTRY.collect():
            kept = [sample for sample in family.samples if self._speaks_of_it(sample.labels)]
            if kept or not family.samples:
                family.samples = kept
                yield family
        for collector in self._asked:
            yield from collector.collect()

    def _speaks_of_it(self, labels: dict[str, str]) -> bool:
        return labels.get("service", self._service) == self._service


def application(health: Health) -> FastAPI:
    """The face that operators see, of every role."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(routes(health))
    app.add_middleware(Head)
    return app
