"""`hieuhoc rebuild rollups` as processes of their own, and the live figures watched meanwhile."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg

from tests.rollups import events
from tests.rollups.officers import ISSUER, PUBLIC_KEYS
from tests.rollups.publishing import Publishing
from tests.rollups.territory import place_id
from tests.support.hearing import running
from tests.support.sources import ROOT
from tests.support.waiting import eventually

LOOK: Final = 0.02
FIGURES: Final = """
select (select sum(value) from cells_v2), (select sum(value) from contributions_v2),
    (select count(*) from contributions_v2)
"""
PHASES: Final = {
    "its turn": """select true from pg_locks join pg_database on pg_database.oid = database
        where locktype = 'advisory' and datname = current_database()""",
    "tables": "select true from pg_tables where schemaname = 'rebuild_cells'",
    "something heard": "select true from listener_marks where version < 0 and record_offset >= 0",
    "all added up": "select true from rebuilds where filled",
}
"""How one sees from outside how far a rebuild has come."""


HAMLETS: Final = [place_id(f"79/766/{hamlet}") for hamlet in ("26965/1", "26965/2", "26968/1")]
TOLD: Final = 6_000
SUMS: Final = """
select measure, dimensions, place_id, effective_on, recorded_on, sum(value) from contributions_v2
group by measure, dimensions, place_id, effective_on, recorded_on order by 1, 2, 3, 4, 5
"""
CELLS: Final = """
select measure, dimensions, place_id, effective_on, recorded_on, value from cells_v2
order by 1, 2, 3, 4, 5
"""
LEFT: Final = """
select (select count(*) from pg_tables where schemaname ~ '^rebuild') +
    (select count(*) from rebuilds), (select count(*) from listener_marks where version < 1)
"""


class Rebuild:
    """One process."""

    def __init__(self, published: Publishing, folder: Path) -> None:
        environment = {
            **os.environ,
            "ROLLUPS_DATABASE": published.database,
            "HIEUHOC_KAFKA": published.settings.bootstrap,
            "HIEUHOC_KAFKA_PREFIX": published.settings.prefix,
            "HIEUHOC_IDENTITY_ISSUER": ISSUER,
            "HIEUHOC_IDENTITY_KEYS": PUBLIC_KEYS,
            "HIEUHOC_FOLDER": str(folder),
            "PYTHONPATH": str(ROOT),
        }
        words = [sys.executable, "-m", "hieuhoc", "rebuild", "rollups"]
        self._process = subprocess.Popen(
            words,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ended(self) -> tuple[int, str]:
        """Its exit code, and all it said."""
        said = self._process.communicate(timeout=120)
        return self._process.returncode, "\n".join(said)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self) -> None:
        """Whatever became of it."""
        if self.is_running:
            self._process.kill()
        self._process.communicate()


@contextmanager
def rebuilding(published: Publishing, folder: Path) -> Iterator[Rebuild]:
    begun = Rebuild(published, folder)
    try:
        yield begun
    finally:
        begun.end()


def has_reached(database: str, phase: str) -> bool:
    return bool(rows(database, PHASES[phase]))


def reached(database: str, phase: str) -> None:
    """Waits until a rebuild has come so far."""
    eventually(lambda: has_reached(database, phase), 60.0, phase)


def whose_turn(database: str) -> object:
    """Of whom fills the tables, if anybody."""
    return next(iter(rows(database, "select turn from rebuilds")), None)


@contextmanager
def held_back(database: str) -> Iterator[None]:
    """No rebuild can take over meanwhile: somebody holds the live marks."""
    with psycopg.connect(database) as connection:
        connection.execute("select true from listener_marks where version = 2 for update")
        yield


class Reader(threading.Thread):
    """Somebody who looks at the live figures all the time; `seen` are all he ever saw."""

    def __init__(self, database: str) -> None:
        super().__init__(daemon=True)
        self._database = database
        self._stop_looking = threading.Event()
        self.seen: set[tuple[Any, ...]] = set()
        self.looks = 0

    def run(self) -> None:
        with psycopg.connect(self._database, autocommit=True) as connection:
            while not self._stop_looking.wait(LOOK):
                self.seen.update(connection.execute(FIGURES).fetchall())
                self.looks += 1

    def end(self) -> None:
        self._stop_looking.set()
        self.join(60)


@contextmanager
def watched(database: str) -> Iterator[Reader]:
    reader = Reader(database)
    reader.start()
    try:
        yield reader
    finally:
        reader.end()


@asynccontextmanager
async def counted_all_the_time(
    database: str, bootstrap: str, prefix: str
) -> AsyncIterator[Publishing]:
    """Everything is counted live, and looked at meanwhile; it adds up the same afterwards."""
    kafka = Publishing(database, bootstrap, prefix)
    kafka.tell([events.family(HAMLETS[n % 3]) for n in range(TOLD)])
    async with running(kafka.listener()):
        await kafka.counted(TOLD)
    with watched(database) as reader:
        yield kafka
    assert reader.looks
    assert reader.seen == {(TOLD, TOLD, TOLD)}
    assert rows(database, CELLS) == rows(database, SUMS)


def rows(database: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(database) as connection:
        return connection.execute(query.encode()).fetchall()


def went_through(code: int, said: str) -> None:
    assert code == 0, said
    assert "Traceback" not in said


def said_no(code: int, said: str, vietnamese: str, english: str) -> None:
    assert code == 1, said
    assert vietnamese in said
    assert english in said
    assert "Traceback" not in said
