"""Services whose login, or whose rights, Kafka refuses: they say so in words, go on, and are ready
as soon as it is put right."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx2
import pytest
from pydantic import SecretStr

from hieuhoc.commands.users import wanted
from hieuhoc.embedded.folder import free_port
from services.registry import main as registry
from services.registry.settings import Settings as RegistrySettings
from services.rollups import main as rollups
from services.rollups.settings import Settings as RollupsSettings
from shared.messaging import topics, users
from shared.messaging.brokers import Brokers, KafkaRefuses
from shared.telemetry.kafka import Login
from shared.web.roles import Service, serve
from tests.support.secured_kafka import ADMINISTRATOR, SecuredKafka
from tests.support.told import told
from tests.support.waiting import eventually_async
from tests.web.tokens import Provider

NEW_PASSWORD = "mat-khau-chua-ai-biet"
REFUSED = "Kafka refuses the login"


@pytest.fixture(params=["registry", "rollups"])
def service(request: pytest.FixtureRequest) -> str:
    """One that publishes and one that listens."""
    return str(request.param)


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    caplog.set_level(logging.DEBUG)
    yield caplog
    assert NEW_PASSWORD not in caplog.text


def made(name: str, database: str, brokers: Brokers, port: int) -> Service:
    ports = {"port": free_port(), "operations_port": port}
    known = told(name, database, Provider(), brokers, **ports)
    if name == "registry":
        found = registry.service(RegistrySettings(**known))
    else:
        found = rollups.service(RollupsSettings(**known))
    found.migrate()
    return found


class Running:
    def __init__(self, port: int, serving: asyncio.Task[None]) -> None:
        self._url = f"http://127.0.0.1:{port}/readyz"
        self._serving = serving

    async def says(self, sentence: str) -> None:
        """Sooner or later, of why it is not ready."""
        await eventually_async(lambda: self._said(sentence), 30, sentence)

    async def is_ready(self) -> None:
        await eventually_async(lambda: self._said('"ready"'), 30, "readiness")

    async def _said(self, words: str) -> bool:
        if self._serving.done():
            self._serving.result()
        async with httpx2.AsyncClient() as client:
            try:
                answer = await client.get(self._url)
            except httpx2.ConnectError:
                return False
        assert NEW_PASSWORD not in answer.text
        return words in answer.text


@asynccontextmanager
async def running(service: Service) -> AsyncIterator[Running]:
    """In all its roles; it must not end by itself."""
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(service, "all", stop))
    try:
        yield Running(service.operations_port, serving)
        assert not serving.done()
    finally:
        stop.set()
        await serving


async def test_a_wrong_password_is_said_in_words_and_the_process_goes_on(
    service: str,
    database: str,
    secured: SecuredKafka,
    prefix: str,
    everything_logged: pytest.LogCaptureFixture,
) -> None:
    administrator = secured.brokers(ADMINISTRATOR, prefix)
    user = f"{prefix}{service}"
    topics.apply(administrator)
    words = [f"{service}={user}"]
    users.apply(administrator, wanted(words, (), prefix), {user: SecretStr("an-older-one")})
    login = Login("SASL_PLAINTEXT", user=user, password=SecretStr(NEW_PASSWORD))
    brokers = Brokers(secured.bootstrap, prefix, login)
    async with running(made(service, database, brokers, free_port())) as process:
        await process.says(REFUSED)
        with pytest.raises(KafkaRefuses, match=REFUSED):
            await asyncio.to_thread(topics.plan, brokers)
        right = {user: SecretStr(NEW_PASSWORD)}
        await asyncio.to_thread(users.apply, administrator, {}, right)
        await process.is_ready()


async def test_a_right_that_is_missing_is_said_in_words_and_the_process_goes_on(
    service: str, database: str, secured: SecuredKafka, prefix: str
) -> None:
    administrator = secured.brokers(ADMINISTRATOR, prefix)
    topics.apply(administrator)
    brokers = secured.brokers(service, prefix)
    async with running(made(service, database, brokers, free_port())) as process:
        await process.says("Kafka does not allow this user")
        await asyncio.to_thread(users.apply, administrator, wanted((), (), prefix), {})
        await process.is_ready()


async def test_a_topic_alone_that_may_not_be_read_is_said(
    database: str, secured: SecuredKafka, prefix: str
) -> None:
    administrator = secured.brokers(ADMINISTRATOR, prefix)
    topics.apply(administrator)
    rules = wanted((), (), prefix)
    families = f"{prefix}registry.families"
    fewer = frozenset(right for right in rules["rollups"] if right.name != families)
    users.apply(administrator, {"rollups": fewer}, {})
    brokers = secured.brokers("rollups", prefix)
    async with running(made("rollups", database, brokers, free_port())) as process:
        await process.says("Kafka does not allow this user this topic")
        await asyncio.to_thread(users.apply, administrator, rules, {})
        await process.is_ready()


async def test_brokers_that_are_not_to_be_trusted_are_said(
    service: str, database: str, secured: SecuredKafka, prefix: str
) -> None:
    untrusting = Login("SASL_SSL", user=service, password=secured.login(service).password)
    brokers = Brokers(secured.outside, prefix, untrusting)
    async with running(made(service, database, brokers, free_port())) as process:
        await process.says("do not trust each other's certificates")
    with pytest.raises(KafkaRefuses, match="do not trust each other's certificates"):
        topics.plan(brokers)
