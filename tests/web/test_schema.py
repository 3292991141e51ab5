"""A service's processes before, during and after its migration, each logged in one line."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest

from hieuhoc.embedded.folder import free_port
from shared.eventstore.migrations import SchemaBehind, migrate, require_migrated
from tests.support.waiting import eventually

WAITING = "waiting for the migration"


@dataclass
class Process:
    """`python -m services.recognition <role>`."""

    running: subprocess.Popen[bytes]
    log: Path
    port: int

    def lines(self, event: str) -> list[dict[str, Any]]:
        known = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [line for line in known if line["event"] == event]

    def is_alive_and_answers(self) -> bool:
        assert self.running.poll() is None, self.log.read_text(encoding="utf-8")
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            return False


@contextmanager
def started(role: str, database: str, folder: Path) -> Iterator[Process]:
    port, log = free_port(), folder / f"{role}.log"
    told = {
        "HIEUHOC_KAFKA": "127.0.0.1:1",
        "HIEUHOC_IDENTITY_ISSUER": "urn:nobody",
        "HIEUHOC_IDENTITY_KEYS": '{"keys": []}',
        "RECOGNITION_DATABASE": database,
        "RECOGNITION_PORT": "0",
        "RECOGNITION_OPERATIONS_PORT": str(port),
    }
    command = [sys.executable, "-m", "services.recognition", role]
    with log.open("wb") as stream:
        running = subprocess.Popen(command, env={**os.environ, **told}, stdout=stream)
    try:
        yield Process(running, log, port)
    finally:
        running.kill()
        running.wait()


def test_every_role_waits_for_the_migrations_it_knows(database: str, tmp_path: Path) -> None:
    """With one line, and unready, when the schema is that of an older release."""
    migrate(database)  # what that knew: the event store's own files
    with ExitStack() as stack:
        roles = ("api", "worker", "listener")
        replicas = [stack.enter_context(started(role, database, tmp_path)) for role in roles]
        for each in replicas:
            missing = eventually(partial(each.lines, WAITING), 60)[0]["missing"]
            assert missing.startswith("messaging/")
            assert not each.is_alive_and_answers()
        migration = stack.enter_context(started("migrate", database, tmp_path))
        assert migration.running.wait(60) == 0
        for each in replicas:
            eventually(each.is_alive_and_answers, 60)
            assert len(each.lines(WAITING)) == 1
            each.running.send_signal(signal.SIGTERM)
        assert [each.running.wait(20) for each in replicas] == [0, 0, 0]
        (line,) = migration.lines("migrated")
        assert line["applied"][0].startswith("messaging/0001")
        assert line["after"] - line["before"] == len(line["applied"])
        assert len(migration.log.read_text(encoding="utf-8").splitlines()) == 1


async def test_a_schema_that_is_only_begun_is_waited_for(database: str) -> None:
    with pytest.raises(SchemaBehind, match=r"eventstore/0001_log.sql"):
        await require_migrated(database)
    with psycopg.connect(database) as connection:  # made, but not yet to be read by a replica
        connection.execute("create table migrations (folder text, name text)")
    as_replica = f"{database}?options=-c%20role%3Dpg_read_all_stats"
    with pytest.raises(SchemaBehind, match=r"eventstore/0001_log.sql"):
        await require_migrated(as_replica)


async def test_a_newer_schema_is_no_reason_to_wait(database: str, tmp_path: Path) -> None:
    """The replicas of the release before work on while the next one migrates."""
    folder = tmp_path / "sample" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_first.sql").write_text("create table first (id int)", encoding="utf-8")
    (folder / "0002_second.sql").write_text("create table second (id int)", encoding="utf-8")
    migrate(database, folder)
    (folder / "0002_second.sql").unlink()
    await require_migrated(database, folder)


def test_a_migration_that_nothing_answers_ends_in_time() -> None:
    with pytest.raises(psycopg.OperationalError):
        migrate("postgresql://nobody@127.0.0.1:1/none", patience=0.5)
