"""What a client may hold, on the wire: too much, too slow, too many. Nobody else notices."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from itertools import cycle, islice

import pytest
from fastapi import FastAPI
from jsonschema import validate

from shared.telemetry import metrics
from shared.web.bounded import STEP, Bounded
from shared.web.bounds import Bounds
from shared.web.problems import MEDIA_TYPE, SCHEMA
from tests.support.waiting import eventually_async
from tests.web.sample import application
from tests.web.tokens import Provider
from tests.web.wire import ALIVE, CHUNKED, HALF_BODY, HALF_HEAD, Client, Wire, served

PATIENT = Bounds(
    head=2 * STEP, headers=20, waste=100_000, head_time=60, body_time=60, idle=60, linger=0.2,
    connections=20,
)  # fmt: skip
HASTY = replace(PATIENT, head_time=0.2, body_time=0.2, rate=100_000.0, idle=0.2)
BEGUN = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"


def app() -> FastAPI:
    return application(Provider().identity(), body=1_000)


@pytest.fixture
async def patient() -> AsyncIterator[Wire]:
    async with served(app(), PATIENT) as wire:
        yield wire


@pytest.fixture
async def hasty() -> AsyncIterator[Wire]:
    async with served(app(), HASTY) as wire:
        yield wire


ENDLESS = {
    "a header's value": (BEGUN + b"X-A: ", b"a" * 65_536),
    "a header's name": (BEGUN, b"a" * 65_536),
    "the address": (b"GET /", b"a" * 65_536),
    "the method": (b"", b"A" * 65_536),
    "blank lines before it": (b"", b"\r\n" * 32_768),
    "headers": (BEGUN, b"X-A: b\r\n" * 8_192),
    "long headers": (BEGUN, (b"X-A: " + b"b" * 4_000 + b"\r\n") * 16),
    "the size of a chunk": (CHUNKED, b"0" * 65_536),
    "a chunk's extension": (CHUNKED + b"1;a=", b"b" * 65_536),
    "trailers": (CHUNKED + b"1\r\na\r\n0\r\n", b"X-A: b\r\n" * 8_192),
    "a trailer": (CHUNKED + b"1\r\na\r\n0\r\nX-A: ", b"b" * 65_536),
    "a second request's header": (ALIVE + BEGUN + b"X-A: ", b"a" * 65_536),
}


@pytest.mark.parametrize("what", ENDLESS)
async def test_what_is_no_body_has_an_end(patient: Wire, what: str) -> None:
    """64 MB would be sent; the connection ends soon, and nobody keeps what was sent."""
    begun, more = ENDLESS[what]
    async with patient.client() as client:
        assert await client.send(begun, *[more] * 1_000) < 200
        assert await client.is_closed()
    assert await patient.answers() == 200


@pytest.mark.parametrize("count", [21, 200_000])
async def test_too_many_headers_are_refused(patient: Wire, count: int) -> None:
    async with patient.client() as client:
        sending = asyncio.create_task(client.send(BEGUN, b"A:\r\n" * count, b"\r\n"))
        assert await client.status() == 431
        assert await client.is_closed()
        await sending


async def test_a_head_that_is_a_little_too_large_is_told_so(patient: Wire) -> None:
    large = BEGUN + b"Cookie: " + b"a" * (PATIENT.head + 2 * STEP) + b"\r\n\r\n"
    assert await patient.answers(large) == 431


ENDLESS_HEAD = b"A" * (PATIENT.head + STEP)
UNANSWERABLE = {
    "a head too large": (BEGUN + b"Accept-Language: en\r\nX-A: ", 431, "web.head-too-large", "en"),
    "an address too long": (b"GET /", 431, "web.head-too-large", "vi"),
    "no request at all": (b"\x16\x03\x01\r\n\r\n", 400, "web.request-unreadable", "vi"),
}


@pytest.mark.parametrize("what", UNANSWERABLE)
async def test_what_never_comes_to_the_application_is_a_problem_too(
    patient: Wire, what: str
) -> None:
    begun, status, code, language = UNANSWERABLE[what]
    async with patient.client() as client:
        await client.send(begun, ENDLESS_HEAD)
        head, body = await client.answer()
        problem = json.loads(body)
        validate(problem, SCHEMA)
        assert (problem["status"], problem["code"]) == (status, code)
        assert f"content-type: {MEDIA_TYPE}\r\n" in head
        assert f"content-language: {language}\r\n" in head
        assert problem["detail"].isascii() == (language == "en")


async def test_who_is_too_slow_is_told_so(hasty: Wire) -> None:
    async with hasty.client() as client:
        await client.send(HALF_HEAD)
        head, body = await client.answer()
        assert head.startswith("http/1.1 408 ")
        assert json.loads(body)["code"] == "web.too-slow"


async def test_a_head_within_the_bounds_is_taken(patient: Wire) -> None:
    headers = b"".join(b"X-%d: %s\r\n" % (each, b"a" * 400) for each in range(18))
    async with patient.client() as client:
        for _ in range(3):
            assert await client.asks(BEGUN + headers + b"\r\n") == 200


async def test_a_body_is_no_head(patient: Wire) -> None:
    """However often it comes over one connection, and in however small chunks."""
    head = CHUNKED.replace(b"Transfer-Encoding: chunked", b"Content-Length: 5000")
    chunks = b"1\r\na\r\n" * 4_000 + b"0\r\n\r\n"
    async with patient.client() as client:
        for _ in range(3):
            assert await client.asks(head + b"1" * 5_000) == 200
            assert await client.asks(CHUNKED + chunks) == 200


SLOW = {
    "who sends nothing": (0, b"", b""),
    "half a head": (408, HALF_HEAD, b""),
    "a head that trickles": (408, HALF_HEAD, b"x"),
    "headers that trickle": (408, BEGUN, b"A:\r\n"),
    "blank lines that trickle": (408, b"\r\n", b"\r\n"),
    "half a body": (408, HALF_BODY, b""),
    "a body that trickles": (408, HALF_BODY.replace(b"9", b"900"), b"1"),
    "chunks that trickle": (408, CHUNKED, b"1\r\na\r\n"),
    "an extension that trickles": (408, CHUNKED + b"1;a=", b"b"),
    "what comes after an upgrade": (
        408,
        BEGUN + b"Connection: upgrade\r\nUpgrade: h2c\r\n\r\n",
        b"\r\n",
    ),
}


@pytest.mark.parametrize("what", SLOW)
async def test_whoever_is_slow_is_cut_off(hasty: Wire, what: str) -> None:
    status, begun, more = SLOW[what]
    async with hasty.client() as client:
        await client.send(begun)
        trickling = asyncio.create_task(trickle(client, more))
        if "upgrade" in what:
            assert await client.status() == 200
        assert await client.status() == status
        assert await client.is_closed()
        trickling.cancel()
    assert await hasty.answers() == 200


async def trickle(client: Client, more: bytes) -> None:
    while more:
        await client.send(more)
        await asyncio.sleep(0.02)


async def test_whoever_is_slow_but_steady_is_served() -> None:
    """As over a telephone line: what has come buys time for the rest."""
    head = CHUNKED.replace(b"Transfer-Encoding: chunked", b"Content-Length: 50")
    async with served(app(), replace(HASTY, rate=0.5)) as wire, wire.client() as client:
        await client.send(head)
        began = asyncio.get_running_loop().time()
        for _ in range(50):
            await client.send(b"1")
            await asyncio.sleep(0.01)
        assert asyncio.get_running_loop().time() - began > 2 * HASTY.body_time
        assert await client.status() == 200


async def test_an_idle_connection_is_closed_and_one_in_use_is_not(hasty: Wire) -> None:
    async with hasty.client() as client:
        for _ in range(3):
            assert await client.asks() == 200
        assert await client.status() == 0
        assert await client.is_closed()


async def test_who_takes_no_answers_is_cut_off(hasty: Wire) -> None:
    async with hasty.client() as client:
        await client.send(ALIVE * 2_000)
        ended = metrics.HTTP_CONNECTIONS_ENDED.labels("sample", "answer-time")
        await eventually_async(lambda: asyncio.sleep(0, ended._value.get()))
        assert await client.is_closed()
    assert await hasty.answers() == 200


async def test_requests_sent_ahead_are_answered_one_by_one(patient: Wire) -> None:
    """They wait as the bytes they are."""
    async with patient.client() as client:
        sending = asyncio.create_task(client.send(ALIVE * 1_000))
        most = 0
        for _ in range(1_000):
            assert await client.status() == 200
            for each in patient.connections.open:
                assert isinstance(each, Bounded)
                most = max(most, len(each.pipeline))
        assert most <= STEP // len(ALIVE) + 1
        await sending


async def test_a_body_that_was_answered_already_is_not_taken_for_ever(patient: Wire) -> None:
    endless = HALF_BODY.replace(b"9", b"9" * 12)
    async with patient.client() as client:
        await client.send(endless)
        assert await client.status() == 413
        assert await client.send(*[b"1" * 65_536] * 1_000) < 200
        assert await client.is_closed()


async def test_a_body_that_was_answered_already_is_not_waited_for(hasty: Wire) -> None:
    """Nor answered again."""
    async with hasty.client() as client:
        await client.send(HALF_BODY.replace(b"json", b"text").replace(b"9", b"900"))
        assert await client.status() == 415
        trickling = asyncio.create_task(trickle(client, b"1"))
        assert await client.status() == 0
        trickling.cancel()


HALVES = [b"", HALF_HEAD, HALF_BODY, CHUNKED, ALIVE]


async def test_a_crowd_of_half_requests_holds_its_own_places_only(patient: Wire) -> None:
    most = 0
    async with AsyncExitStack() as crowd:
        for half in islice(cycle(HALVES), 200):
            await (await crowd.enter_async_context(patient.client())).send(half)
            most = max(most, len(patient.connections.open))
            assert await patient.answers() == 200
        assert await patient.answers(HALF_BODY + b'{"a":"b"}') == 200
    assert most <= PATIENT.connections + 2  # the last ones to go are still going
    ended = metrics.HTTP_CONNECTIONS_ENDED.labels("sample", "crowded")
    assert ended._value.get() > 0


async def test_who_is_being_answered_is_never_crowded_out() -> None:
    busy, let = FastAPI(), asyncio.Event()

    @busy.get("/wait")
    async def wait() -> str:
        await let.wait()
        return "answered"

    waiting = b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n"
    async with served(busy, PATIENT) as wire, AsyncExitStack() as crowd:
        clients = [await crowd.enter_async_context(wire.client()) for _ in range(20)]
        asking = [asyncio.create_task(each.asks(waiting)) for each in clients]
        await eventually_async(lambda: asyncio.sleep(0, not wire.connections.waiting))
        async with wire.client() as client:
            head, body = await client.answer()
        assert (json.loads(body)["code"], "retry-after: 5" in head) == ("web.unavailable", True)
        let.set()
        assert await asyncio.gather(*asking) == [200] * 20
        assert await wire.answers(waiting) == 200
