"""One service as it is deployed: a process for each role, and Prometheus' view of them together."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import httpx2
import psycopg
from prometheus_client.parser import text_string_to_metric_families
from typer.testing import CliRunner

from hieuhoc.commands import lag
from hieuhoc.embedded.folder import free_port
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from tests.support.waiting import eventually
from tests.web.tokens import AUDIENCE, ISSUER, Provider

SERVICE: Final = "recognition"
ROLES: Final = ("api", "worker", "listener")
ROOT: Final = Path(__file__).parents[2]
Sample = tuple[str, Mapping[str, str], float]


@dataclass(frozen=True)
class Split:
    """`processes` and `ports` (the operators') by role."""

    database: str
    brokers: Brokers
    processes: Mapping[str, "subprocess.Popen[bytes]"]
    ports: Mapping[str, int]

    def page(self, role: str) -> list[Sample]:
        answer = httpx2.get(f"http://127.0.0.1:{self.ports[role]}/metrics", timeout=60)
        return [
            (sample.name, sample.labels, sample.value)
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        ]

    def shown(self, name: str) -> dict[str, list[float]]:
        """The values of a metric, by the role whose process shows it."""
        values = {
            role: [value for found, _, value in self.page(role) if found == name] for role in ROLES
        }
        return {role: found for role, found in values.items() if found}

    def total(self, name: str) -> float:
        """`sum(name)`."""
        return sum(value for values in self.shown(name).values() for value in values)

    def highest(self, name: str) -> float:
        """`max by (service) (name)`."""
        return max(value for values in self.shown(name).values() for value in values)

    def behind(self, projection: str) -> tuple[float, float]:
        """Lag and oldest, as a process shows them that does not hear."""
        of_it = {name: v for name, labels, v in self.page("api") if _is_of(labels, projection)}
        lagging, oldest = "projection_lag_events", "projection_oldest_unapplied_timestamp_seconds"
        return of_it[f"hieuhoc_{lagging}"], of_it[f"hieuhoc_{oldest}"]

    def told_by_lag(self, reader: str) -> int:
        """What `hieuhoc lag` says of all its topics together."""
        told = {"HIEUHOC_KAFKA": self.brokers.bootstrap, "RECOGNITION_DATABASE": self.database}
        told |= {"HIEUHOC_KAFKA_PREFIX": self.brokers.prefix}
        done = CliRunner().invoke(lag.app, [], env=told)
        lines = map(str.split, done.stdout.splitlines()[1:])
        return sum(int(line[-1]) for line in lines if line[1] == reader)

    def send(self, role: str, number: signal.Signals) -> None:
        self.processes[role].send_signal(number)

    def number(self, query: str) -> float:
        with psycopg.connect(self.database) as connection:
            row: Any = connection.execute(query.encode()).fetchone()
        return float(row[0])


def _is_of(labels: Mapping[str, str], projection: str) -> bool:
    return labels.get("projection") == projection


@contextmanager
def running_split(database: str, brokers: Brokers) -> Iterator[Split]:
    """Ready; ended in order."""
    topics.apply(brokers)
    ports = {role: free_port() for role in ROLES}
    told = {name: value for name, value in os.environ.items() if not name.startswith("HIEUHOC_")}
    told |= {
        "RECOGNITION_DATABASE": database,
        "HIEUHOC_KAFKA": brokers.bootstrap,
        "HIEUHOC_KAFKA_PREFIX": brokers.prefix,
        "HIEUHOC_IDENTITY_ISSUER": ISSUER,
        "HIEUHOC_IDENTITY_AUDIENCE": AUDIENCE,
        "HIEUHOC_IDENTITY_KEYS": Provider().keys(),
    }
    words = [sys.executable, "-m", f"services.{SERVICE}"]
    subprocess.run([*words, "migrate"], env=told, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with ExitStack() as ending:
        processes = {}
        for role, port in ports.items():
            processes[role] = subprocess.Popen(
                [*words, role],
                env={
                    **told,
                    "RECOGNITION_PORT": str(free_port()),
                    "RECOGNITION_OPERATIONS_PORT": str(port),
                },
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
            )
            ending.callback(_end, processes[role])
        for role in ROLES:
            eventually(partial(_is_ready, ports[role]), 60, f"{role} is ready")
        yield Split(database, brokers, processes, ports)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGCONT)
    process.terminate()
    assert process.wait(60) == 0


def _is_ready(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/readyz", timeout=60).is_success
    except httpx2.TransportError:
        return False
