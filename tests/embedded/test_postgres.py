"""PostgreSQL in a folder: what it was told is found again, whatever happened meanwhile."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hieuhoc.embedded.folder import free_port
from hieuhoc.embedded.postgres import EmbeddedPostgres
from hieuhoc.embedded.process import ServerDidNotStart

OwnPostgres = Callable[[], EmbeddedPostgres]


def write(dsn: str) -> None:
    with psycopg.connect(dsn) as connection:
        connection.execute("create table kept as select 'còn đây' as word")


def read(dsn: str) -> object:
    with psycopg.connect(dsn) as connection:
        return connection.execute("select word from kept").fetchone()


def test_what_was_written_is_there_after_a_restart(own_postgres: OwnPostgres) -> None:
    postgres = own_postgres()
    before = postgres.dsn
    write(before)
    after = postgres.restart()
    assert after == before
    assert read(after) == ("còn đây",)


def test_what_was_committed_is_there_after_a_kill(own_postgres: OwnPostgres) -> None:
    postgres = own_postgres()
    write(postgres.dsn)
    postgres.kill()
    assert read(postgres.start()) == ("còn đây",)


def test_a_pid_file_naming_a_living_stranger_does_not_stop_the_start(
    own_postgres: OwnPostgres,
) -> None:
    postgres, stranger = own_postgres(), own_postgres()
    write(postgres.dsn)
    pid_file = postgres.folder / "data" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    postgres.kill()
    pid_file.write_text("\n".join([str(stranger.process.pid), *lines[1:]]))
    assert read(postgres.start()) == ("còn đây",)
    assert stranger.process.running


def test_a_truncated_pid_file_does_not_stop_the_start(own_postgres: OwnPostgres) -> None:
    postgres = own_postgres()
    write(postgres.dsn)
    postgres.kill()
    (postgres.folder / "data" / "postmaster.pid").write_text("")
    assert read(postgres.start()) == ("còn đây",)


def test_a_first_start_that_was_cut_short_is_begun_again(place: Path) -> None:
    half_made = place / "postgres" / "data.making"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    postgres = EmbeddedPostgres(place / "postgres")
    write(postgres.start())
    postgres.stop()


def test_two_servers_of_one_machine_do_not_meet(own_postgres: OwnPostgres) -> None:
    one, other = own_postgres(), own_postgres()
    write(one.dsn)
    with pytest.raises(psycopg.errors.UndefinedTable):
        read(other.dsn)


def test_starting_twice_changes_nothing(own_postgres: OwnPostgres) -> None:
    postgres = own_postgres()
    process = postgres.process.pid
    assert postgres.start() == postgres.dsn
    assert postgres.process.pid == process


def test_port_and_settings_are_as_wished(place: Path) -> None:
    port = free_port()
    postgres = EmbeddedPostgres(place / "postgres", port, {"log_statement": "all"})
    with psycopg.connect(postgres.start()) as connection:
        assert connection.info.port == port
        assert connection.execute("show log_statement").fetchone() == ("all",)
    postgres.stop()


def test_nobody_enters_without_the_password(own_postgres: OwnPostgres) -> None:
    guessed = make_conninfo(own_postgres().dsn, password="guessed")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(guessed)


def test_a_server_that_cannot_start_says_why(place: Path, postgres_dsn: str) -> None:
    taken = int(str(conninfo_to_dict(postgres_dsn)["port"]))
    postgres = EmbeddedPostgres(place / "postgres", taken)
    with pytest.raises(ServerDidNotStart, match="could not"):
        postgres.start()
    assert not postgres.process.running


def test_a_folder_closed_to_others_does_not_stop_the_start(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    postgres = EmbeddedPostgres(closed / "postgres")
    write(postgres.start())
    assert read(postgres.restart()) == ("còn đây",)
    postgres.stop()
    assert closed.stat().st_mode & 0o077 == 0
