"""The faults of a storm: which, where and how long follows from the seed alone.

A fault undoes itself: what it killed is started again, what it froze wakes. Nobody is spared:
everyone is hit once before anyone is hit twice.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import psycopg

from shared.messaging import control
from shared.postgres.connections import connect
from tests.faults.storm.site import MEMBERS, PUBLISHERS, Site

LULL: Final = (0.2, 2.0)
AWAY: Final = (0.0, 2.0)
FROZEN: Final = (3.0, 8.0)
TWO_AT_ONCE: Final = 0.5
FACTS_SENT_AGAIN: Final = 2_000
TARGETS: Final = (*(who.name for who in MEMBERS), "kafka", "postgres", "log")
FAULTS: Final = {"postgres": ("killed", "disconnected"), "log": ("sent again",)}

END_BACKENDS: Final = """
select pg_terminate_backend(pid) from pg_stat_activity
where pid <> pg_backend_pid() and backend_type = 'client backend'"""


@dataclass(frozen=True)
class Fault:
    """What happens to whom, for so many seconds."""

    name: str
    target: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.target} {self.name} {self.seconds:.1f} s"


@dataclass
class Weather:
    """`stop` ends a fault early; it undoes itself all the same."""

    seed: int
    site: Site
    stop: threading.Event
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._hands = ThreadPoolExecutor(2)
        self._spared: list[str] = []

    def gust(self) -> None:
        """A lull, then one fault, or two at once."""
        self.stop.wait(self._chance.uniform(*LULL))
        number = 2 if self._chance.random() < TWO_AT_ONCE else 1
        faults = [self._fault(target) for target in self._targets(number)]
        self.faults += faults
        for done in [self._hands.submit(self._happen, fault) for fault in faults]:
            done.result()

    def _targets(self, number: int) -> list[str]:
        if len(self._spared) < number:
            self._spared = [*self._spared, *self._chance.sample(TARGETS, len(TARGETS))]
        found, self._spared = self._spared[:number], self._spared[number:]
        return list(dict.fromkeys(found))

    @property
    def spares_nobody(self) -> bool:
        """Whether everyone was hit."""
        return {fault.target for fault in self.faults} == set(TARGETS)

    def close(self) -> None:
        self._hands.shutdown()

    def counted(self) -> str:
        counts = Counter(f"{fault.target} {fault.name}" for fault in self.faults)
        return ", ".join(f"{name} ×{number}" for name, number in sorted(counts.items()))

    def _fault(self, target: str) -> Fault:
        name = self._chance.choice(FAULTS.get(target, ("killed", "frozen")))
        return Fault(name, target, self._chance.uniform(*(FROZEN if name == "frozen" else AWAY)))

    def _happen(self, fault: Fault) -> None:
        begin, undo = self._acts(fault)
        begin()
        try:
            self.stop.wait(fault.seconds)
        finally:
            undo()

    def _acts(self, fault: Fault) -> tuple[Callable[[], object], Callable[[], object]]:
        site = self.site
        match fault.target, fault.name:
            case "kafka", "killed":
                return site.kafka.kill, site.kafka.start
            case "kafka", "frozen":
                return site.kafka.freeze, site.kafka.thaw
            case "postgres", "killed":
                return site.postgres.kill, site.postgres.start
            case "postgres", _:
                return self._disconnect, self._disconnect
            case "log", _:
                return self._send_again, self._send_again
            case name, "killed":
                return site.processes[name].kill, site.processes[name].start
            case name, _:
                return site.processes[name].freeze, site.processes[name].wake

    def _send_again(self) -> None:
        """As an operator asks for it: every one of the last facts is a repeat on Kafka. While the
        database is killed as well, it cannot be asked for."""
        for service in PUBLISHERS:
            with (
                suppress(psycopg.OperationalError),
                connect(self.site.database(service), "storm") as connection,
            ):
                row = connection.execute("select position from log_head").fetchone()
                assert row is not None
                control.replay(connection, after=max(0, row[0] - FACTS_SENT_AGAIN))

    def _disconnect(self) -> None:
        with psycopg.connect(self.site.postgres.dsn, autocommit=True) as connection:
            connection.execute(END_BACKENDS)
