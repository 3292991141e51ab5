"""A server never outlives its owner, and nobody else gets into its folder meanwhile."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from hieuhoc.embedded.folder import FolderInUse
from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from tests.embedded.owning import Owner, family_of, living
from tests.support.waiting import eventually

Owned = Callable[..., Owner]


def test_a_killed_owner_leaves_no_process_behind(owned: Owned) -> None:
    owner = owned("postgres", "kafka")
    everybody = family_of([owner.process.pid])
    assert set(owner.guards + owner.servers) < set(everybody)
    owner.kill()
    eventually(lambda: not living(everybody), within=20, message="the end of all processes")


def test_a_frozen_server_ends_with_its_owner_too(owned: Owned) -> None:
    owner = owned("postgres", "kafka")
    everybody = family_of(owner.servers)
    for pid in owner.servers:
        os.kill(pid, signal.SIGSTOP)
    owner.kill()
    eventually(lambda: not living(everybody), within=20, message="the end of the frozen")


def test_a_killed_guard_takes_its_server_with_it(owned: Owned) -> None:
    owner = owned("postgres", "kafka")
    everybody = family_of(owner.servers)
    for pid in owner.guards:
        os.kill(pid, signal.SIGKILL)
    eventually(lambda: not living(everybody), within=20, message="the end of the unguarded")


def test_the_next_owner_starts_at_once_after_a_kill(owned: Owned, place: Path) -> None:
    owner = owned("postgres")
    with psycopg.connect(owner.addresses[0]) as connection:
        connection.execute("create table kept as select 'still here' as word")
    owner.kill()
    postgres = EmbeddedPostgres(place / "postgres")
    with psycopg.connect(postgres.start()) as connection:
        assert connection.execute("select word from kept").fetchone() == ("still here",)
    postgres.stop()


def test_a_second_owner_of_a_folder_is_refused_plainly(owned: Owned, place: Path) -> None:
    owner = owned("postgres", "kafka")
    for second in (EmbeddedPostgres(place / "postgres"), EmbeddedKafka(place / "kafka")):
        with pytest.raises(FolderInUse, match="in use by another running hieuhoc"):
            second.start()
    assert len(living(owner.servers)) == len(owner.servers)


def test_an_owner_that_ends_in_order_stops_its_servers(owned: Owned) -> None:
    owner = owned("postgres", "kafka")
    owner.process.communicate("", timeout=60)
    assert owner.process.returncode == 0
    assert not living(owner.servers)
