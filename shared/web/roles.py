"""The roles of a process: `python -m services.<name> migrate|api|worker|listener|all`.

    main.py:      def service() -> Service: settings = configuration.read(Settings); …
    __main__.py:  sys.exit(run(service, sys.argv[1:]))

worker: the relay and the projector of the service's own views. listener: what hears other
services. all: everything in one process, for a small site and for the laptop edition.
"""

import argparse
import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final, Literal

import psycopg
import structlog
import uvloop
from fastapi import FastAPI

from shared.eventstore.log.format import AnotherFormat
from shared.eventstore.migrations import SchemaBehind
from shared.telemetry import logs, metrics
from shared.telemetry.configuration import WRONG_CONFIGURATION
from shared.web import health
from shared.web.garbage import look_rarely
from shared.web.health import Health, Loop
from shared.web.server import Server, listening, server_of

log = logs.logger(__name__)

Role = Literal["api", "worker", "listener", "all"]
ROLES: Final[tuple[Role, ...]] = ("api", "worker", "listener", "all")

FAULT: Final = 1
DRAIN: Final = 8.0
"""Seconds that everything has to stop in; what then still runs is cancelled."""
LAST_PATIENCE: Final = 9.5
"""Seconds after a signal when the process ends whatever still holds it."""
LONGEST_PAUSE: Final = 10.0
SWITCH: Final = 0.0005
"""Seconds a thread may keep the interpreter while others wait: Python's own 5 ms are too long where
requests are answered beside views and a relay, each in a thread (benchmarks/NOTES.md)."""


@dataclass(frozen=True)
class Parts:
    """What runs, once its connections are open. `health` is the one the app was made with;
    `serve` adds the loops of its role to it. `answering` are those that the app itself needs."""

    app: FastAPI
    health: Health
    workers: Sequence[Loop] = ()
    listeners: Sequence[Loop] = ()
    answering: Sequence[Loop] = ()

    def loops(self, role: Role) -> list[Loop]:
        answering = self.answering if role in ("api", "all") else ()
        workers = self.workers if role in ("worker", "all") else ()
        return [*answering, *workers, *(self.listeners if role in ("listener", "all") else ())]

    def faces(self, role: Role, service: "Service") -> list[tuple[int, FastAPI]]:
        """What answers, each at its port: officers are answered by some roles, operators by all."""
        if role in ("api", "all"):
            operators = health.application(self.health)
            return [(service.port, self.app), (service.operations_port, operators)]
        return [(service.operations_port, health.application(self.health.of_process()))]


@dataclass(frozen=True)
class Service:
    """A service that can be migrated, or opened: `parts` opens its connections, and is entered
    in the event loop in which everything then runs."""

    name: str
    migrate: Callable[[], object]
    parts: Callable[[], AbstractAsyncContextManager[Parts]]
    host: str = "127.0.0.1"
    port: int = 8000
    operations_port: int = 9000


class LoopEnded(RuntimeError):
    """A loop that should run until it is stopped came to an end."""


async def serve(service: Service, role: Role, stop: asyncio.Event) -> None:
    """Runs a role until `stop`; then everything under way has 8 seconds to finish.

    Waits for a database that is away at the start, or not migrated yet. Raises what a loop ended
    with, after stopping the others: half a process is worse than none.
    """
    structlog.contextvars.bind_contextvars(service=service.name)
    async with AsyncExitStack() as opened:
        parts = await _opened(service, opened, stop)
        if parts is None:
            return
        look_rarely()
        opened.callback(parts.health.close)
        loops = parts.loops(role)
        parts.health.loops.extend(loops)
        faces = parts.faces(role, service)
        doors = [opened.enter_context(listening(service.host, port)) for port, _ in faces]
        servers = [server_of(face, service.name) for _, face in faces]
        running = []
        for server, door in zip(servers, doors, strict=True):
            host, port = door.getsockname()[:2]
            log.info("listening", role=role, host=host, port=port)
            running.append(asyncio.create_task(server.serve(sockets=[door]), name="http"))
        await _until_stopped(loops, servers, running, stop)


async def _opened(service: Service, stack: AsyncExitStack, stop: asyncio.Event) -> Parts | None:
    pause, told = 0.25, ""
    while not stop.is_set():
        try:
            return await stack.enter_async_context(service.parts())
        except psycopg.OperationalError as error:
            waits = {"event": "waiting for the database", "error": type(error).__name__}
        except SchemaBehind as behind:
            waits = {"event": "waiting for the migration", "missing": str(behind)}
        if waits["event"] != told:
            log.warning(**waits)
            told = waits["event"]
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            pause = min(2 * pause, LONGEST_PAUSE)
    return None


async def _until_stopped(
    loops: Sequence[Loop],
    servers: Sequence[Server],
    running: list[asyncio.Task[None]],
    stop: asyncio.Event,
) -> None:
    ending = asyncio.Event()
    running += [asyncio.create_task(loop.run(ending), name=loop.name) for loop in loops]
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({stopped, *running}, return_when=asyncio.FIRST_COMPLETED)
        early = [task for task in running if task.done()]
    finally:
        stopped.cancel()
        ending.set()
        for server in servers:
            server.should_exit = True
        await _drain(running)
    _raise_faults(running, early)


async def _drain(running: Sequence[asyncio.Task[None]]) -> None:
    _, late = await asyncio.wait(running, timeout=DRAIN)
    for task in late:
        log.warning("did not stop in time", loop=task.get_name())
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=1.0)


def _raise_faults(
    running: Sequence[asyncio.Task[None]], early: Sequence[asyncio.Task[None]]
) -> None:
    for task in [*early, *running]:
        if task.done() and not task.cancelled() and (fault := task.exception()):
            fault.add_note(f"in loop {task.get_name()}")
            raise fault
    if early:
        raise LoopEnded(f"{early[0].get_name()} ended without being stopped")


def run(factory: Callable[[], Service], arguments: Sequence[str]) -> int:
    """The whole life of a service's process; answers its exit code.

    0: done, or stopped by SIGTERM or SIGINT. 1: a fault, logged once. 2: wrong configuration or
    arguments, or a log that another release wrote.
    """
    parser = argparse.ArgumentParser(prog="python -m services.<name>")
    parser.add_argument("role", choices=["migrate", *ROLES])
    role = parser.parse_args(arguments).role
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        print("configuration wrong: unset PROMETHEUS_MULTIPROC_DIR", file=sys.stderr)
        return WRONG_CONFIGURATION
    service = factory()
    logs.configure(service.name)
    try:
        if role == "migrate":
            service.migrate()
        else:
            _tell_build()
            sys.setswitchinterval(SWITCH)
            uvloop.run(_serve_until_signalled(service, role))
    except AnotherFormat as no:
        log.critical("log of another format", role=role, reason=str(no))
        return WRONG_CONFIGURATION
    except Exception:
        log.exception("ended by a fault", role=role)
        return FAULT
    return 0


async def _serve_until_signalled(service: Service, role: Role) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop, stop)
    await serve(service, role, stop)


def _stop(stop: asyncio.Event) -> None:
    """A thread may hang in a frozen server; the process ends all the same."""
    if not stop.is_set():
        last = threading.Timer(LAST_PATIENCE, os._exit, (FAULT,))
        last.daemon = True
        last.start()
    stop.set()


def _tell_build() -> None:
    try:
        build = version("hieuhoc")
    except PackageNotFoundError:  # an image, which holds the code without the distribution
        build = os.environ.get("HIEUHOC_VERSION", "unknown")
    metrics.BUILD_INFO.labels(build, os.environ.get("HIEUHOC_COMMIT", "unknown")).set(1)
