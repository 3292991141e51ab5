"""The life of a service's process: started, stopped, failed."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from urllib.error import URLError
from urllib.request import urlopen

import httpx2
import psycopg
import pytest

from hieuhoc.embedded.folder import free_port
from shared.web.health import Health
from shared.web.roles import LoopEnded, Parts, Service, run, serve
from tests.support.waiting import eventually, eventually_async
from tests.web.sample import Beating, application, service
from tests.web.tokens import Provider
from tests.web.wire import HALF_BODY, HALF_HEAD

STARTS_WITHIN = 60
"""Seconds: a slow machine makes a start slow."""


def answers(port: int, path: str = "/readyz") -> bytes:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            return bytes(answer.read())
    except (URLError, ConnectionError):
        return b""


@contextmanager
def process(role: str, *more: str) -> Iterator[tuple[subprocess.Popen[bytes], int, int]]:
    """With the officers' port and the operators'."""
    ports = free_port(), free_port()
    words = [role, *map(str, ports), *more]
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.web.sample", *words], stdout=subprocess.PIPE
    )
    try:
        yield started, *ports
    finally:
        started.kill()
        started.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_service_told_to_stop_ends_in_time_and_in_peace(number: signal.Signals) -> None:
    with process("all") as (started, _, port):
        eventually(lambda: answers(port), STARTS_WITHIN)
        began = time.monotonic()
        started.send_signal(number)
        assert started.wait(60) == 0
        assert time.monotonic() - began < 10


@pytest.mark.parametrize("role", ["worker", "listener"])
def test_a_role_without_an_api_answers_operators_and_nobody_else(role: str) -> None:
    with process(role) as (_, officers, operators):
        eventually(lambda: answers(operators), STARTS_WITHIN)
        assert answers(operators, "/healthz")
        assert b"hieuhoc_build_info" in answers(operators, "/metrics")
        assert not answers(operators, "/openapi.json")
        assert not answers(officers, "/healthz")


@pytest.mark.parametrize("role", ["api", "all"])
def test_how_it_is_doing_is_told_at_the_operators_port_alone(role: str) -> None:
    with process(role) as (_, officers, operators):
        eventually(lambda: answers(operators), STARTS_WITHIN)
        for path in ("/healthz", "/readyz", "/metrics"):
            assert answers(operators, path)
        assert answers(officers, "/healthz") == b'{"status":"alive"}'
        assert answers(officers, "/openapi.json")
        for path in ("/readyz", "/metrics"):
            asked = httpx2.get(f"http://127.0.0.1:{officers}{path}", timeout=5)
            assert (asked.status_code, asked.json()["code"]) == (404, "web.not-found")


def test_a_loop_that_ends_with_a_fault_ends_the_process_and_is_logged_once() -> None:
    with process("worker", "fault") as (started, *_):
        output, _ = started.communicate(timeout=STARTS_WITHIN)
    assert started.returncode == 1
    errors = [line for line in output.decode().splitlines() if json.loads(line)["level"] == "error"]
    assert len(errors) == 1
    assert "the heart stopped" in errors[0]
    assert "in loop beating" in errors[0]


def test_a_role_nobody_knows_is_a_wrong_argument() -> None:
    with process("dance") as (started, *_):
        assert started.wait(STARTS_WITHIN) == 2


def test_several_processes_behind_one_metrics_page_are_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(os.environ, "PROMETHEUS_MULTIPROC_DIR", "anywhere")
    assert run(lambda: service(0), ["all"]) == 2
    assert "PROMETHEUS_MULTIPROC_DIR" in capsys.readouterr().err


async def test_services_share_one_event_loop() -> None:
    ports, stop = [free_port(), free_port()], asyncio.Event()
    running = [asyncio.create_task(serve(service(0, port), "all", stop)) for port in ports]
    for port in ports:
        await eventually_async(partial(asyncio.to_thread, answers, port))
    stop.set()
    await asyncio.wait_for(asyncio.gather(*running), 60)


def waiting_for_the_database(times: int, port: int) -> tuple[Service, list[int]]:
    attempts: list[int] = []

    @asynccontextmanager
    async def parts() -> AsyncIterator[Parts]:
        attempts.append(1)
        if len(attempts) <= times:
            raise psycopg.OperationalError("connection refused")
        health = Health("sample")
        yield Parts(application(Provider().identity()), health, [Beating()])

    return Service("sample", lambda: None, parts, port=0, operations_port=port), attempts


async def test_a_database_that_is_away_at_the_start_is_waited_for() -> None:
    waiting, attempts = waiting_for_the_database(2, port := free_port())
    stop = asyncio.Event()
    running = asyncio.create_task(serve(waiting, "all", stop))
    await eventually_async(lambda: asyncio.to_thread(answers, port))
    assert len(attempts) == 3
    stop.set()
    await asyncio.wait_for(running, 60)


async def test_who_waits_for_the_database_can_still_be_stopped() -> None:
    waiting, attempts = waiting_for_the_database(1000, free_port())
    stop = asyncio.Event()
    running = asyncio.create_task(serve(waiting, "all", stop))
    await eventually_async(lambda: asyncio.sleep(0, attempts))
    stop.set()
    await asyncio.wait_for(running, 60)


async def test_a_loop_that_just_ends_ends_the_service() -> None:
    class Tired(Beating):
        async def run(self, stop: asyncio.Event) -> None:
            return

    @asynccontextmanager
    async def parts() -> AsyncIterator[Parts]:
        health = Health("sample")
        yield Parts(application(Provider().identity()), health, [Beating(), Tired()])

    tired = Service("sample", lambda: None, parts, port=0, operations_port=0)
    with pytest.raises(LoopEnded):
        await serve(tired, "all", asyncio.Event())


FEW_FILES = "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, ({soft}, {hard})); "
AS_MODULE = "import runpy, sys; runpy.run_module('tests.web.sample', run_name='__main__')"


@pytest.mark.parametrize("hard", [1_024, 16_384])
async def test_1100_half_requests_refuse_nobody_though_a_shell_gives_1024_files(hard: int) -> None:
    ports = free_port(), free_port()
    code = FEW_FILES.format(soft=1_024, hard=hard) + AS_MODULE
    words = [sys.executable, "-c", code, "all", *map(str, ports)]
    started = await asyncio.create_subprocess_exec(*words, stdout=subprocess.DEVNULL)
    try:
        await eventually_async(lambda: asyncio.to_thread(answers, ports[1]), STARTS_WITHIN)
        async with AsyncExitStack() as crowd:
            for number in range(1_100):
                _, writer = await asyncio.open_connection("127.0.0.1", ports[0])
                crowd.callback(writer.close)
                writer.write(HALF_HEAD if number < 300 else HALF_BODY)
            async with httpx2.AsyncClient(timeout=20) as client:
                for port in ports * 25:
                    answer = await client.get(f"http://127.0.0.1:{port}/healthz")
                    assert answer.status_code == 200
    finally:
        started.kill()
        await started.wait()
