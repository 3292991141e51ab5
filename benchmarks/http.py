"""HTTP commands: ours, durable and in full, beside a plain endpoint; and how soon they count.

    python -m benchmarks.http --seconds 10
Both endpoints are one process each, on the same PostgreSQL, under the same load, one by one.
"""

import argparse
import base64
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from hieuhoc.embedded.folder import free_port
from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from hieuhoc.issuer import Issuer
from hieuhoc.laptop.servers import Servers
from shared.messaging import topics
from shared.messaging.brokers import Brokers

CLIENTS = 32
PACE = 100
DISORDER = 200
"""Positions by which partitions may run apart."""
DATABASES = ("registry", "rollups", "plain")
VAULT_KEY = base64.b64encode(os.urandom(32)).decode()


@dataclass(frozen=True)
class Setting:
    """Servers with a small land, and who may register families in its hamlet."""

    servers: Servers
    environment: Mapping[str, str]
    token: str
    hamlet: str


def commands_a_second(setting: Setting, port: int, seconds: float) -> float:
    """Answered 201, over all clients."""
    said = load(setting, port, (CLIENTS, seconds, 0))
    return float(said["number"] / said["seconds"])


def load(setting: Setting, port: int, asked: tuple[int, float, float]) -> dict[str, Any]:
    words = [str(word) for word in (port, *asked, setting.token, setting.hamlet)]
    command = [sys.executable, "-m", "benchmarks.load", *words]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answer: dict[str, Any] = json.loads(printed)
    return answer


def visible_after(setting: Setting, port: int, seconds: float) -> list[float]:
    """Milliseconds from asking a command to its contribution in the rollups, at 100 a second."""
    seen: dict[str, float] = {}
    ended = threading.Event()
    looking = threading.Thread(target=look, args=(setting, seen, ended))
    looking.start()
    said = load(setting, port, (CLIENTS, seconds, PACE))
    asked = {family_id: when for family_id, when, _ in said["answers"]}
    until = time.monotonic() + 10
    while len(seen.keys() & asked.keys()) < len(asked) and time.monotonic() < until:
        time.sleep(0.05)
    ended.set()
    looking.join()
    return [1000 * (seen[family_id] - when) for family_id, when in asked.items()]


def look(setting: Setting, seen: dict[str, float], ended: threading.Event) -> None:
    query = "select subject_id, position from contributions_v2 where position > %s"
    last = 0
    with psycopg.connect(setting.servers.database("rollups"), autocommit=True) as connection:
        connection.execute("create index looked_for on contributions_v2 (position)")
        while not ended.is_set():
            rows = connection.execute(query, [last - DISORDER]).fetchall()
            now = time.time()
            for subject, position in rows:
                seen.setdefault(str(subject), now)
                last = max(last, position)
            time.sleep(0.002)


@contextmanager
def served(environment: Mapping[str, str], *words: str) -> Iterator[int]:
    """A server process on a free port, once it answers."""
    port, operations = free_port(), free_port()
    command = [word.format(port=port) for word in (sys.executable, *words)]
    told = {**os.environ, **environment}
    for name in ("REGISTRY", "ROLLUPS"):
        told |= {f"{name}_PORT": str(port), f"{name}_OPERATIONS_PORT": str(operations)}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env=told, stdout=log, stderr=log)
        try:
            until_answers(operations if "services" in command[2] else port, process)
            yield port
        finally:
            process.terminate()
            process.wait(20)


def until_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2)
        except urllib.error.HTTPError as error:
            if error.code == 404:  # the plain endpoint has no such page, but answers
                return
        except OSError:
            pass
        else:
            return
        if process.poll() is not None:
            raise SystemExit(f"a server ended with {process.returncode}")
        time.sleep(0.1)
    raise SystemExit("a server did not answer")


@contextmanager
def land(folder: Path) -> Iterator[Setting]:
    """One hamlet in one commune, made by the register's own commands."""
    with ExitStack() as ending:
        postgres = EmbeddedPostgres(folder / "postgres", settings={"max_connections": "200"})
        kafka = EmbeddedKafka(folder / "kafka")
        ending.callback(postgres.stop)
        servers = Servers(postgres.start(), "")
        ending.callback(kafka.stop)
        servers = Servers(servers.postgres, kafka.start())
        servers.make_databases(DATABASES)
        issuer = Issuer(folder, [servers.database(n) for n in ("registry", "rollups")])
        topics.apply(Brokers(servers.kafka))
        environment = told(servers, issuer)
        for name in ("registry", "rollups"):
            command = [sys.executable, "-m", f"services.{name}", "migrate"]
            subprocess.run(command, check=True, env={**os.environ, **environment})
        hamlet = settle(environment)
        yield Setting(servers, environment, issuer.system_token(), hamlet)


def told(servers: Servers, issuer: Issuer) -> dict[str, str]:
    plain = urlsplit(servers.database("plain"))
    return {
        "HIEUHOC_KAFKA": servers.kafka,
        "HIEUHOC_IDENTITY_ISSUER": issuer.name,
        "HIEUHOC_IDENTITY_KEYS": issuer.keys(),
        "REGISTRY_VAULT_KEY": VAULT_KEY,
        "REGISTRY_DATABASE": servers.database("registry"),
        "ROLLUPS_DATABASE": servers.database("rollups"),
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": "plain",
        "POSTGRES_HOST": str(plain.hostname),
        "POSTGRES_PORT": str(plain.port),
        "POSTGRES_USER": str(plain.username),
        "POSTGRES_PASSWORD": str(plain.password),
        "POSTGRES_POOL_SIZE": "32",
        "POSTGRES_MAX_OVERFLOW": "32",
    }


def settle(environment: Mapping[str, str]) -> str:
    """Runs in a process of its own, where the register's domain may be met."""
    command = [sys.executable, "-m", "benchmarks.settle"]
    told_ = {**os.environ, **environment}
    return subprocess.run(
        command, check=True, env=told_, capture_output=True, text=True
    ).stdout.strip()


def measure(seconds: float) -> list[str]:
    """The lines of the table."""
    with tempfile.TemporaryDirectory(prefix="hieuhoc-bench-") as name, land(Path(name)) as setting:
        with served(setting.environment, "-m", "uvicorn", "--port", "{port}", "--log-level",
                    "warning", "benchmarks.peers.plain_endpoint:app") as port:  # fmt: skip
            plain = commands_a_second(setting, port, seconds)
        with served(setting.environment, "-m", "services.registry", "api") as port:
            ours = commands_a_second(setting, port, seconds)
        with (
            served(setting.environment, "-m", "services.registry", "all") as port,
            served(setting.environment, "-m", "services.rollups", "all"),
        ):
            visible = sorted(visible_after(setting, port, seconds))
    half, nearly = statistics.median(visible), visible[int(len(visible) * 0.99)]
    speed = f"{ours:,.0f}/s | plain endpoint {plain:,.0f}/s | {ours / plain:.1f} ×"
    seen = f"p50 {half:.0f} ms, p99 {nearly:.0f} ms"
    return [
        f"| HTTP command, {CLIENTS} clients | {speed} | ≥ 5 × |",
        f"| command → rollup at {PACE}/s | {seen} | – | – | p50 ≤ 25 ms, p99 ≤ 250 ms |",
    ]


if __name__ == "__main__":
    asking = argparse.ArgumentParser()
    asking.add_argument("--seconds", type=float, default=10)
    print("\n".join(measure(asking.parse_args().seconds)))
