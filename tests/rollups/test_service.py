"""Rollups as a whole: places and families come from Kafka, the figure goes out by HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from hieuhoc.commands.report import Refused, over_http, text_of
from hieuhoc.embedded.folder import free_port
from services.rollups.inbox.cells import CellsProjection
from services.rollups.main import ASSEMBLY, service
from services.rollups.settings import Settings
from shared.contracts.registry.places import PlaceEstablishedV1
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import encode
from shared.messaging.rebuilding.projection import rebuild
from shared.telemetry import metrics
from shared.vocabulary.places import Entry
from shared.web.actions import undeclared_routes
from shared.web.roles import serve
from tests.rollups import events, officers
from tests.rollups.events import heard
from tests.rollups.officers import SYSTEM, token
from tests.rollups.territory import TAN_BINH, place_id
from tests.support.foreign import Foreign
from tests.support.waiting import eventually_async

HAMLET = place_id("79/766/26965/1")
QUESTION = {"place_code": "766", "on": "2022-09-23", "title": "family", "year": "2022"}
TOLD = [*(events.family(HAMLET) for _ in range(4)), *(events.candidacy(HAMLET) for _ in range(3))]


def established(entry: Entry) -> PlaceEstablishedV1:
    said = entry.attributes
    assert said is not None
    return PlaceEstablishedV1(
        place_id=entry.place_id,
        level=said.level,
        kind=said.kind,
        name=said.name,
        code=said.code,
        parent_id=said.parent_id,
        valid_from=entry.on,
        document_number=None,
    )


@pytest.fixture
def settings(
    database: str, kafka_bootstrap: str, kafka_prefix: str, unused_tcp_port: int
) -> Settings:
    """Migrated, with topics, and with everything told that there is to hear."""
    topics.apply(Brokers(kafka_bootstrap, kafka_prefix))
    kafka = Foreign(kafka_bootstrap, kafka_prefix)
    told = [*map(established, TAN_BINH), *TOLD]
    for each in (heard(event, number) for number, event in enumerate(told, 1)):
        kafka.send(each.event.TOPIC, *encode(each.event, each.stamp))
    kafka.flush()
    known = Settings(
        database=database,
        port=unused_tcp_port,
        operations_port=free_port(),
        kafka=kafka_bootstrap,
        kafka_prefix=kafka_prefix,
        identity_issuer=officers.ISSUER,
        identity_keys=officers.PUBLIC_KEYS,
        session_timeout=6.0,
    )
    service(known).migrate()
    return known


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """The service in role `all`, and an officer of the system who asks it."""
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(service(settings), "all", stop))
    headers = {"Authorization": f"Bearer {token(SYSTEM)}"}
    try:
        async with httpx2.AsyncClient(
            base_url=f"http://127.0.0.1:{settings.port}", headers=headers
        ) as client:
            yield client
    finally:
        stop.set()
        await serving


async def report(client: httpx2.AsyncClient) -> dict[str, Any] | None:
    """The district as a whole, once all that was told has been heard."""
    try:
        answer = await client.get("/rollups/v1/reports/families", params=QUESTION)
    except httpx2.ConnectError:
        return None
    whole = answer.json().get("whole")
    return whole if whole and (whole["registered"], whole["families"]) == (3, 4) else None


async def ready(client: httpx2.AsyncClient, operations: str) -> bool:
    return (await client.get(f"{operations}/readyz")).status_code == 200


async def test_what_was_published_reaches_the_report(settings: Settings) -> None:
    async with served(settings) as client:
        whole = await eventually_async(lambda: report(client), 20.0, "the figure")
        assert whole
        assert whole["registered_of_families"]["percent"] == "75.00"
        operations = f"http://127.0.0.1:{settings.operations_port}"
        await eventually_async(lambda: ready(client, operations), 10.0, "readiness")
        scraped = (await client.get(f"{operations}/metrics")).text
    assert as_of(scraped) == events.NOON.timestamp()


def as_of(scraped: str) -> float:
    """The `data as of` on the page of metrics."""
    lines = [line for line in scraped.splitlines() if line.startswith(metrics.ROLLUP_AS_OF.name)]
    return float(lines[0].split()[1])


async def test_a_rebuild_of_the_stopped_service_gives_the_same_report(settings: Settings) -> None:
    async with served(settings) as client:
        before = await eventually_async(lambda: report(client), 20.0, "the figure")
    await rebuild(ASSEMBLY.listening(settings), CellsProjection())
    async with served(settings) as client:
        assert await eventually_async(lambda: report(client), 20.0, "the figure") == before


async def test_the_command_line_asks_a_running_service(settings: Settings) -> None:
    async with served(settings) as client:
        await eventually_async(lambda: report(client), 20.0, "the figure")
        ask = over_http(f"http://127.0.0.1:{settings.port}", token(SYSTEM))
        assert "3/4 (75,00%)" in text_of(await asyncio.to_thread(ask, QUESTION))
        with pytest.raises(Refused, match="Không có địa bàn 999"):
            await asyncio.to_thread(ask, {**QUESTION, "place_code": "999"})


async def test_every_route_declares_its_action(settings: Settings) -> None:
    async with service(settings).parts() as parts:
        assert not undeclared_routes(parts.app)
