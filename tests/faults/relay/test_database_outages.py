"""PostgreSQL restarted, killed or away while the relay writes."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest

from hieuhoc.embedded.postgres import EmbeddedPostgres
from tests.support.relaying import FAST, Registry, relay_thread
from tests.support.waiting import eventually

ENDING = """
select pg_terminate_backend(pid) from pg_stat_activity
where application_name = '{name}' and datname = current_database()"""


def test_a_database_killed_and_restarted_under_a_writing_relay_loses_nothing(
    on_own_postgres: Registry, postgres: EmbeddedPostgres
) -> None:
    registry = on_own_postgres
    registry.register(families=2000, times=5)
    with relay_thread(registry.relay()) as relay:
        eventually(lambda: registry.marked > 0)
        postgres.kill()
        eventually(lambda: relay.unready() == "the database does not answer")
        postgres.start()
        eventually(registry.caught_up, within=30)
        assert relay.unready() is None
    registry.must_be_whole()


def test_a_relay_started_before_its_database_waits_for_it(
    on_own_postgres: Registry, postgres: EmbeddedPostgres
) -> None:
    registry = on_own_postgres
    registry.register(families=10)
    postgres.stop()
    with relay_thread(registry.relay()) as relay:
        eventually(lambda: relay.unready() == "the database does not answer")
        postgres.start()
        eventually(registry.caught_up, within=20)
    registry.must_be_whole()


@pytest.mark.parametrize("name", ["relay lock", "relay pages"])
def test_a_connection_ended_by_the_server_is_made_anew(registry: Registry, name: str) -> None:
    with relay_thread(registry.relay()):
        for _ in range(3):
            registry.register(families=20)
            with psycopg.connect(registry.dsn, autocommit=True) as connection:
                connection.execute(ENDING.format(name=name).encode())
            eventually(registry.caught_up)
    registry.must_be_whole()


def backends(registry: Registry) -> list[int]:
    """The server's processes that answer the relay."""
    with psycopg.connect(registry.dsn) as connection:
        rows = connection.execute(
            "select pid from pg_stat_activity where application_name like 'relay %'"
        )
        return [row[0] for row in rows]


@contextmanager
def frozen(registry: Registry, postgres: EmbeddedPostgres) -> Iterator[None]:
    """The whole server, as far as the relay can tell; whatever happens, it is woken."""
    answering = backends(registry)
    assert len(answering) == 2
    postgres.freeze()
    for backend in answering:
        os.kill(backend, signal.SIGSTOP)
    try:
        yield
    finally:
        for backend in answering:
            os.kill(backend, signal.SIGCONT)
        postgres.thaw()


def test_a_database_frozen_for_longer_than_any_answer_is_said_and_survived(
    on_own_postgres: Registry, postgres: EmbeddedPostgres
) -> None:
    """Its kernel still acknowledges what is sent to it, so no timeout of a connection ends."""
    registry = on_own_postgres
    hasty = replace(FAST, database=1.0)
    with relay_thread(registry.relay(hasty)) as relay:
        registry.register(families=10)
        eventually(registry.caught_up)
        with frozen(registry, postgres):
            eventually(lambda: relay.unready() == "the database does not answer", within=10)
        registry.register(families=10)
        eventually(registry.caught_up, within=30)
        eventually(lambda: relay.unready() is None)
    registry.must_be_whole()
