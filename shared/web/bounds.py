"""How much, and for how long, a client may keep a connection waiting: each connection by itself.

uvicorn bounds only how long one is idle; its parser takes a header of any length, in a time that
grows with the square of it. Bounds go by progress: who sends slowly but steadily is served.
"""

import math
import time
from dataclasses import dataclass
from typing import Protocol

from uvicorn.server import ServerState

from shared.telemetry import metrics
from shared.web.refusals import DoorRefusal, Unavailable


@dataclass(frozen=True)
class Bounds:
    """`head`: bytes of a request before, between and after its body; `headers`: how many.
    `waste`: bytes still taken, and thrown away, of a body that was answered already.

    In seconds: `head_time` for a head; `body_time` for a body, or for an answer to be taken, beside
    one second for every `rate` bytes; `idle` between two requests; `linger` to hear a refusal.

    `connections`: open at once. One more ends the one whose client has kept it waiting longest.
    """

    head: int = 32_768
    headers: int = 100
    waste: int = 1_000_000
    head_time: float = 10.0
    body_time: float = 20.0
    rate: float = 500.0
    idle: float = 5.0
    linger: float = 2.0
    connections: int = 1_000


class Pace:
    """Since when something is waited for, and how many bytes of it have come."""

    def __init__(self) -> None:
        self.since = time.monotonic()
        self.moved = 0

    def is_over(self, seconds: float, rate: float = math.inf) -> bool:
        return time.monotonic() - self.since > seconds + self.moved / rate


class Connection(Protocol):
    """What is asked of each."""

    def look(self) -> None:
        """Ends it if its client is too slow."""

    def cut(self, reason: str) -> None:
        """Ends it at once, without a word."""

    def refuse(self, refusal: DoorRefusal, reason: str) -> None:
        """Ends it with a word, if it can still be said."""


class Connections(ServerState):
    """What the connections of one server share. `waiting`: those that wait for their clients, in
    the order in which they began to."""

    def __init__(self, service: str, bounds: Bounds) -> None:
        super().__init__()
        self.service = service
        self.bounds = bounds
        self.room = bounds.connections
        self.open: set[Connection] = set()
        self.waiting: dict[Connection, None] = {}

    def look(self) -> None:
        """Ends whatever waited too long. Called several times a second."""
        for connection in list(self.open):
            connection.look()

    def admit(self, newcomer: Connection) -> None:
        """One more ends the one that waited longest. While all others are being answered, it is
        the newcomer itself."""
        self.open.add(newcomer)
        self.waiting[newcomer] = None
        if len(self.open) <= self.room:
            return
        longest = next(iter(self.waiting))
        if longest is newcomer:
            newcomer.refuse(Unavailable(), "crowded")
        else:
            longest.cut("crowded")

    def leave(self, connection: Connection) -> None:
        self.open.discard(connection)
        self.waiting.pop(connection, None)

    def ended(self, reason: str) -> None:
        metrics.HTTP_CONNECTIONS_ENDED.labels(self.service, reason).inc()
