"""A whole service in this process, between a real PostgreSQL and a real Kafka: what others tell it
goes in, what it tells others comes out."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, cast

import httpx2
from confluent_kafka import Consumer

from hieuhoc.embedded.folder import free_port
from shared.contracts.envelope import Contract, Stamp
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import decode_event, decode_headers, encode
from shared.messaging.heard import Heard
from shared.vocabulary.identifiers import new_id
from shared.web.identity import Grant
from shared.web.roles import Service, serve
from tests.support.foreign import Foreign
from tests.support.stamps import log_of, stamp_of
from tests.support.told import told
from tests.support.waiting import eventually, eventually_async
from tests.web.tokens import Provider, signed_in

NOON = datetime(2022, 11, 24, 5, tzinfo=UTC)
SYSTEM = [Grant("system", None, "subtree")]


@dataclass
class Surroundings:
    """Everything a service stands in, its topics made."""

    database: str
    bootstrap: str
    prefix: str
    port: int
    operations_port: int = field(default_factory=free_port)
    provider: Provider = field(default_factory=Provider)
    sequence: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        topics.apply(Brokers(self.bootstrap, self.prefix))

    def settings(self, service: str) -> dict[str, Any]:
        brokers = Brokers(self.bootstrap, self.prefix)
        ports = {"port": self.port, "operations_port": self.operations_port}
        return told(service, self.database, self.provider, brokers, **ports, session_timeout=6.0)

    def tell(self, events: Sequence[Contract], times: int = 1) -> list[Heard]:
        """As their owners would; each record so many times over."""
        heard = [Heard(event, self._stamp(event)) for event in events]
        self.repeat([each for each in heard for _ in range(times)])
        return heard

    def repeat(self, heard: Sequence[Heard]) -> None:
        kafka = Foreign(self.bootstrap, self.prefix)
        for each in heard:
            kafka.send(each.event.TOPIC, *encode(each.event, each.stamp))
        kafka.flush()

    def _stamp(self, event: Contract) -> Stamp:
        owner = event.TOPIC.partition(".")[0]
        return stamp_of(event, next(self.sequence), log_of(owner), NOON)

    def told(self, topic: str, number: int) -> list[Contract]:
        """The first events of a topic; fails when there are not so many in time."""
        found: list[Contract] = []
        with _consumer(self.bootstrap, self.prefix, topic) as consumer:

            def enough() -> bool:
                for message in consumer.consume(1_000, 0.05):
                    headers = cast(Sequence[tuple[str, bytes]], message.headers())
                    event = decode_event(decode_headers(headers).type, message.value())
                    assert event is not None
                    found.append(event)
                return len(found) >= number

            eventually(enough, 20.0, f"{number} events on {topic}")
        return found

    @asynccontextmanager
    async def served(self, service: Service) -> AsyncIterator[httpx2.AsyncClient]:
        """The service in role `all`, ready, and an officer of the system who asks it."""
        stop = asyncio.Event()
        serving = asyncio.create_task(serve(service, "all", stop))
        headers = signed_in(self.provider.token(SYSTEM), Accept_Language="en")
        url = f"http://127.0.0.1:{self.port}"
        ready = f"http://127.0.0.1:{self.operations_port}/readyz"
        try:
            async with httpx2.AsyncClient(base_url=url, headers=headers) as client:
                await eventually_async(lambda: _is_ready(client, ready, serving), 20.0, "readiness")
                yield client
        finally:
            stop.set()
            await serving


async def _is_ready(client: httpx2.AsyncClient, ready: str, serving: asyncio.Task[None]) -> bool:
    if serving.done():
        serving.result()
    try:
        return (await client.get(ready)).status_code == 200
    except httpx2.ConnectError:
        return False


@contextmanager
def _consumer(bootstrap: str, prefix: str, topic: str) -> Iterator[Consumer]:
    settings = {
        "bootstrap.servers": bootstrap,
        "group.id": f"{prefix}{new_id()}",
        "auto.offset.reset": "earliest",
    }
    consumer = Consumer(settings)
    consumer.subscribe([f"{prefix}{topic}"])
    try:
        yield consumer
    finally:
        consumer.close()
