"""Real servers for tests: in folders of their own, ended and removed with the test."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import psycopg
from kafka import KafkaAdminClient
from psycopg import sql

from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres


@contextmanager
def folder() -> Iterator[Path]:
    """A temporary folder that PostgreSQL's own user may enter (pytest's may be root's alone)."""
    path = Path(tempfile.mkdtemp(prefix="hieuhoc-test-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path)


MANY: Final = {"max_connections": "400"}
"""Of any server: a whole deployment keeps seventy connections, and tests start several."""
FORGETFUL: Final = {**MANY, "fsync": "off"}
"""Of a server that no test kills: what it wrote need not outlive the machine."""


@contextmanager
def running_postgres(settings: Mapping[str, str] | None = None) -> Iterator[EmbeddedPostgres]:
    """A started server that may be killed or frozen; `dsn` says where."""
    with folder() as place:
        postgres = EmbeddedPostgres(place / "postgres", settings={**MANY, **(settings or {})})
        try:
            postgres.start()
            yield postgres
        finally:
            postgres.stop()


class Unharmed(EmbeddedKafka):
    """A broker that no test kills: however busy the machine is, it stays in service."""

    def _listeners(self, ports: Mapping[str, int]) -> str:
        return f"{super()._listeners(ports)}broker.session.timeout.ms=30000\n"


@contextmanager
def running_kafka(kind: type[EmbeddedKafka] = EmbeddedKafka) -> Iterator[EmbeddedKafka]:
    """A started broker that may be killed or frozen; `bootstrap` says where."""
    with folder() as place:
        kafka = kind(place / "kafka")
        try:
            kafka.start()
            yield kafka
        finally:
            kafka.stop()


@contextmanager
def postgres_for_all() -> Iterator[str]:
    """The server at HIEUHOC_TEST_POSTGRES (`postgresql://…`, a superuser), else an embedded one."""
    if given := os.environ.get("HIEUHOC_TEST_POSTGRES"):
        yield given
        return
    with running_postgres(FORGETFUL) as postgres:
        _believe_quickly(postgres.dsn)
        yield postgres.dsn


def _believe_quickly(dsn: str) -> None:
    """Whoever connects proves the password in one round of hashing, not in thousands: tests connect
    tens of thousands of times."""
    password = sql.Literal(urlsplit(dsn).password)
    with psycopg.connect(dsn) as connection:
        connection.execute("set local scram_iterations = 1")
        connection.execute(sql.SQL("alter role postgres password {}").format(password))


@contextmanager
def kafka_for_all() -> Iterator[str]:
    """The brokers named by HIEUHOC_TEST_KAFKA, else an embedded one."""
    if given := os.environ.get("HIEUHOC_TEST_KAFKA"):
        yield given
        return
    with running_kafka(Unharmed) as kafka:
        yield kafka.bootstrap


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The dsn of a new, empty database; dropped afterwards, whoever is still connected."""
    name = f"t_{secrets.token_hex(6)}"
    _told(server, sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        yield another_database(server, name)
    finally:
        _told(server, sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def _told(server: str, statement: sql.Composed) -> None:
    """On a connection that is not kept: databases that are used again live as long as the tests."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def another_database(server: str, name: str) -> str:
    """The same `postgresql://` address with another database."""
    return urlsplit(server)._replace(path=f"/{name}").geturl()


@contextmanager
def administrator(bootstrap: str) -> Iterator[KafkaAdminClient]:
    """The control plane of these brokers."""
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        yield admin
    finally:
        admin.close()


def delete_topics(admin: KafkaAdminClient, prefix: str) -> None:
    """Every topic whose name begins with the prefix."""
    doomed = [name for name in admin.list_topics() if name.startswith(prefix)]
    if doomed:
        admin.delete_topics(doomed)
