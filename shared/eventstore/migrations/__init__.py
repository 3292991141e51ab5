"""The schema, by numbered files: applied once each, in order, by one process at a time."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg

from shared.eventstore.log.format import require_format, require_format_async
from shared.postgres.connections import connect, connect_async
from shared.telemetry.logs import logger

log = logger(__name__)

FOLDER = Path(__file__).parent
LOCK = 7523377975159973993
PATIENCE: Final = 120.0
"""Seconds that a migration waits for a database that starts."""
LONGEST_PAUSE: Final = 5.0
APPLIED: Final = "select folder, name from migrations"


class SchemaBehind(RuntimeError):
    """The database is not yet migrated to what this code knows; says which file is missing."""


def migrate(dsn: str, *folders: Path, patience: float = 0.0) -> list[str]:
    """Apply what is new of the event store's own files and of each folder's `0001_name.sql`, in
    this order; answers what was applied, and logs it in one line. Each file is one transaction.
    Run as the owner of the schema, never by replicas starting: 0001_log.sql says which roles there
    are. A database that takes no connection is waited for, `patience` seconds. Raises
    AnotherFormat before anything is changed."""
    with _connected(dsn, patience) as connection:
        connection.autocommit = True
        # Another migration may take longer than any statement should wait.
        connection.execute("set lock_timeout = 0")
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        require_format(connection)
        connection.execute(
            "create table if not exists migrations (folder text, name text,"
            " applied_at timestamptz not null default now(), primary key (folder, name))"
        )
        before = len(connection.execute(APPLIED).fetchall())
        applied = list(_apply(connection, folders))
        log.info("migrated", applied=applied, before=before, after=before + len(applied))
        return applied


async def require_migrated(dsn: str, *folders: Path) -> None:
    """Raises SchemaBehind while a file that this code knows is not applied, AnotherFormat for a log
    that no migration makes readable. A schema that knows more is a newer release's, which lets
    this one work on."""
    try:
        async with await connect_async(dsn, "schema") as connection:
            await require_format_async(connection)
            done = set(await (await connection.execute(APPLIED)).fetchall())
    except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege):
        done = set()  # nobody has begun, or the first file is under way
    for name, file in _known(folders):
        if (name, file.name) not in done:
            raise SchemaBehind(f"{name}/{file.name}")


def _connected(dsn: str, patience: float) -> psycopg.Connection[Any]:
    end, pause = time.monotonic() + patience, 0.25
    while True:
        try:
            return connect(dsn, "migrate")
        except psycopg.OperationalError as error:
            if time.monotonic() >= end:
                raise
            if pause == 0.25:
                log.warning("waiting for the database", error=type(error).__name__)
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _known(folders: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    """Every file with the name of its folder, in order."""
    for folder in (FOLDER, *(each for each in folders if each.resolve() != FOLDER)):
        for file in sorted(folder.glob("[0-9]*.sql")):
            yield folder.resolve().parent.name, file


def _apply(connection: psycopg.Connection[Any], folders: tuple[Path, ...]) -> Iterator[str]:
    done = set(connection.execute(APPLIED).fetchall())
    for name, file in _known(folders):
        if (name, file.name) in done:
            continue
        with connection.transaction():
            connection.execute(file.read_bytes())
            connection.execute(
                "insert into migrations (folder, name) values (%s, %s)", [name, file.name]
            )
        yield f"{name}/{file.name}"
