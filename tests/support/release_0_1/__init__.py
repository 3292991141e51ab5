"""What release 0.1 left behind, written by its own code while one family was registered, ran for a
title and was recognised: `pg_dump --inserts` of each service's database, and the records of all
topics as they stood on Kafka.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec
import psycopg
from psycopg.sql import SQL, Identifier

from shared.eventstore.rebuilding.copies import contents
from tests.support.foreign import Foreign
from tests.support.servers import fresh_database

FOLDER: Final = Path(__file__).parent
SERVICES: Final = tuple(sorted(file.stem for file in FOLDER.glob("*.sql")))
SENTENCE: Final = "of format 1 and this release reads format 2 only"


class Sent(msgspec.Struct, frozen=True):
    """A record as it stood on Kafka."""

    topic: str
    partition: int
    key: str
    value: str
    headers: Sequence[tuple[str, str]]


RECORDS: Final = msgspec.json.decode((FOLDER / "records.json").read_bytes(), type=list[Sent])


@contextmanager
def database(server: str, service: str) -> Iterator[str]:
    """A service's database, as it was left."""
    with fresh_database(server) as dsn:
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute((FOLDER / f"{service}.sql").read_bytes())
        yield dsn


def whole(dsn: str) -> dict[str, Any]:
    """Every column and function there is, and of every table its number of rows and a hash."""
    with psycopg.connect(dsn) as connection:
        columns = connection.execute(
            "select table_name, column_name, data_type from information_schema.columns"
            " where table_schema = 'public' order by 1, 2"
        ).fetchall()
        functions = connection.execute(
            "select proname, md5(prosrc) from pg_proc"
            " where pronamespace = 'public'::regnamespace order by 1, 2"
        ).fetchall()
        tables = connection.execute(
            "select tablename from pg_tables where schemaname = 'public' order by 1"
        ).fetchall()
        rows = {
            name: contents(connection.cursor(), Identifier("public", name)) for (name,) in tables
        }
    return {"columns": columns, "functions": functions, "rows": rows}


def send(foreign: Foreign, topic: str, partition: int | None = None) -> int:
    """Its records of a topic, to where they stood or to a partition of one's choice; how many."""
    mine = [record for record in RECORDS if record.topic == topic]
    for record in mine:
        headers = [(name, value.encode()) for name, value in record.headers]
        place = record.partition if partition is None else partition
        foreign.send_to(topic, place, record.value.encode(), headers, record.key.encode())
    foreign.flush()
    assert mine, f"nothing of {topic} is kept"
    return len(mine)


def facts(dsn: str) -> int:
    """How many stand in its log."""
    with psycopg.connect(dsn) as connection:
        row = connection.execute(SQL("select count(*) from log")).fetchone()
    return int(row[0]) if row else 0
