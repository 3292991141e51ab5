"""What a listener is told about where it runs, and what it runs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import psycopg

from shared.contracts.envelope import Contract
from shared.eventstore.commands import Command
from shared.eventstore.read_models import ReadModel
from shared.messaging.brokers import Brokers
from shared.messaging.heard import Heard
from shared.telemetry.kafka import OPEN, Login


class Inapplicable(Exception):
    """Raised by a hearer for a record that no code could apply: it is parked, and the program is
    not to blame."""


class Projection(ReadModel, Protocol):
    """A read model kept from other services' events.

    `apply` runs in the listener's transaction and in a thread of its own. What it raises because
    of one record (anything but the database being away) parks that record, so it must leave no
    trace outside the transaction. After too many in a row the partition is paused (`runs.py`).

    `applied` answers the stamps' ids of those events whose effect is there, or that have none by
    their nature. Asked in the same transaction, once for a batch that holds repeats.
    """

    @property
    def hears(self) -> tuple[type[Contract], ...]: ...
    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None: ...
    def applied(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> Collection[str]: ...


class Reaction(Protocol):
    """Commands caused by other services' events; reads nothing and touches nothing itself."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def hears(self) -> tuple[type[Contract], ...]: ...
    def commands(self, heard: Heard) -> Sequence[Command]: ...


class Hearer(Protocol):
    """What every listener runs: a Projection or a Reaction."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def hears(self) -> tuple[type[Contract], ...]: ...


@dataclass(frozen=True)
class ListenerSettings:
    """`member` names this process among the replicas (static membership): on Kubernetes the
    pod's name, empty for the service's own. `apart` names a group of its own: nobody who hears the
    same, under whatever member's name, takes part in it. Durations are seconds."""

    service: str
    database: str
    bootstrap: str
    prefix: str = ""
    member: str = ""
    session_timeout: float = 10.0
    silence_limit: float = 30.0
    batch_size: int = 5000
    longest_pause: float = 5.0
    login: Login = OPEN
    apart: str = ""

    @property
    def brokers(self) -> Brokers:
        return Brokers(self.bootstrap, self.prefix, self.login)

    def group(self, hearer: Hearer) -> str:
        apart = f".{self.apart}" if self.apart else ""
        return f"{self.prefix}{self.service}.{hearer.name}.v{hearer.version}{apart}"


def topics_of(hearer: Hearer) -> list[str]:
    """Every topic of the types it hears, without prefix."""
    return sorted({event.TOPIC for event in hearer.hears})
