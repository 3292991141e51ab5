"""The schema, by numbered files: applied once each, in order, by one process at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from shared.eventstore.connections import connect

FOLDER = Path(__file__).parent
LOCK = 7523377975159973993


def migrate(dsn: str, *folders: Path) -> list[str]:
    """Apply what is new of the event store's own files and of each folder's `0001_name.sql`, in
    this order; answers what was applied. Each file is one transaction. Run as the owner of the
    schema, never by replicas starting: 0001_log.sql says which roles there are."""
    with connect(dsn, "migrate") as connection:
        connection.autocommit = True
        # Another migration may take longer than any statement should wait.
        connection.execute("set lock_timeout = 0")
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        connection.execute(
            "create table if not exists migrations (folder text, name text,"
            " applied_at timestamptz not null default now(), primary key (folder, name))"
        )
        return list(_apply(connection, [FOLDER, *(f for f in folders if f.resolve() != FOLDER)]))


def _apply(connection: psycopg.Connection[Any], folders: list[Path]) -> Iterator[str]:
    done = {(row[0], row[1]) for row in connection.execute("select folder, name from migrations")}
    for folder in folders:
        for file in sorted(folder.glob("[0-9]*.sql")):
            name = folder.resolve().parent.name
            if (name, file.name) in done:
                continue
            with connection.transaction():
                connection.execute(file.read_bytes())
                connection.execute(
                    "insert into migrations (folder, name) values (%s, %s)", [name, file.name]
                )
            yield f"{name}/{file.name}"
