"""The two embedded servers of a laptop edition, and what must be in them before services start."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from hieuhoc.laptop.folder import keep_folder_format

POSTGRES_SETTINGS = {"max_connections": "300", "shared_buffers": "64MB"}


@dataclass(frozen=True)
class Servers:
    """Addresses: PostgreSQL's superuser, Kafka's bootstrap."""

    postgres: str
    kafka: str

    def database(self, name: str) -> str:
        """The address of one database of the server."""
        return urlunsplit(urlsplit(self.postgres)._replace(path=f"/{name}"))

    def make_databases(self, names: tuple[str, ...]) -> None:
        """Those that are not there yet."""
        with psycopg.connect(self.postgres, autocommit=True) as connection:
            there = {row[0] for row in connection.execute("select datname from pg_database")}
            for name in names:
                if name not in there:
                    query = sql.SQL("create database {}").format(sql.Identifier(name))
                    connection.execute(query)


@asynccontextmanager
async def running_servers(folder: Path) -> AsyncIterator[Servers]:
    """Both servers, started side by side. Raises FolderInUse when the folder has an owner,
    AnotherFormat when what is in it is another release's."""
    keep_folder_format(folder)
    postgres = EmbeddedPostgres(folder / "postgres", settings=POSTGRES_SETTINGS)
    kafka = EmbeddedKafka(folder / "kafka")
    try:
        # The refusal of a folder in use comes from the first one, before the second is touched.
        dsn = await asyncio.to_thread(postgres.start)
        yield Servers(dsn, await asyncio.to_thread(kafka.start))
    finally:
        await asyncio.gather(asyncio.to_thread(kafka.stop), asyncio.to_thread(postgres.stop))
