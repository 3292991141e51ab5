"""A uvicorn that neither takes the signals nor ends the process, and bounds what clients hold."""

import contextlib
import resource
import socket
from collections.abc import Iterator
from typing import ClassVar, Final

import uvicorn
from fastapi import FastAPI

from shared.telemetry.logs import logger
from shared.web.bounded import Bounded
from shared.web.bounds import Bounds, Connections

log = logger(__name__)

DRAIN = 5
"""Seconds that requests under way have to finish once the server stops."""
BOUNDS: Final = Bounds()
BACKLOG: Final = 512
"""Connections that the kernel keeps for us; so many may come in before one that ended is closed."""
OPEN_FILES: Final = 65_536
OTHER_FILES: Final = 384
"""Of a process, beside its connections: to databases and Kafka, and a full backlog's first ones."""


class Server(uvicorn.Server):
    """Connections are bounded, so that no flood of them takes the files that others need."""

    at_work: ClassVar[int] = 0
    """How many of them share the files of this process."""

    def __init__(self, config: uvicorn.Config, connections: Connections) -> None:
        super().__init__(config)
        self.server_state = connections

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """All of its life; the signals are the runner's."""
        Server.at_work += 1
        try:
            yield
        finally:
            Server.at_work -= 1

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second."""
        connections = self.server_state
        assert isinstance(connections, Connections)
        share = (_open_files() - OTHER_FILES) // max(1, self.at_work)
        connections.room = max(1, min(connections.bounds.connections, share))
        connections.look()
        return await super().on_tick(counter)


def listening(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. Raises OSError when the port is in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.create_server((host, port), family=family, backlog=BACKLOG)
    # What is accepted inherits it. asyncio's own loop leaves it out for such sockets: the second
    # part of an answer then waits 40 ms for the client's word that it has the first.
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return door


def server_of(app: FastAPI, service: str = "", bounds: Bounds = BOUNDS) -> Server:
    """`service` is whose server it is in the metrics."""
    _open_more_files()
    config = uvicorn.Config(
        app,
        access_log=False,
        backlog=BACKLOG,
        http=Bounded,
        lifespan="off",
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=DRAIN,
        timeout_keep_alive=bounds.idle,  # type: ignore[arg-type]  # it is handed to call_later
        ws="none",
    )
    return Server(config, Connections(service, bounds))


def _open_files() -> int:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return OPEN_FILES if soft == resource.RLIM_INFINITY else soft


def _open_more_files() -> None:
    """As many as the process is allowed, or enough; what its shell gives is often 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
