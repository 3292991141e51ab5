"""An address put together from its parts gets into a real PostgreSQL, whatever the password."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from psycopg import sql

from shared.postgres.connections import connect
from shared.telemetry.configuration import database_of
from tests.telemetry.test_secrets import known

SIGNS = "/@#%$:?&=+ \"'\\`!{}[]()<>|;~^,.đĐếưỐ中🙂"
PASSWORDS = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["C"]), min_size=1)
ROLE = "somebody_with_odd_passwords"


@pytest.fixture(scope="module")
def server(postgres_dsn: str) -> Iterator[psycopg.Connection]:
    """Where the role can log in, for as long as the tests run."""
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("create role {} login").format(sql.Identifier(ROLE)))
        try:
            yield connection
        finally:
            connection.execute(sql.SQL("drop role {}").format(sql.Identifier(ROLE)))


@pytest.fixture
def environment(postgres_dsn: str, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    where = urlsplit(postgres_dsn)
    monkeypatch.setenv("ROLLUPS_DATABASE_HOST", where.hostname or "")
    monkeypatch.setenv("ROLLUPS_DATABASE_PORT", str(where.port))
    monkeypatch.setenv("ROLLUPS_DATABASE_NAME", "postgres")
    monkeypatch.setenv("ROLLUPS_DATABASE_USER", ROLE)
    return monkeypatch


def gets_in(server: psycopg.Connection, password: str) -> bool:
    """The role, as its service is told of it now."""
    change = sql.SQL("alter role {} password {}")
    server.execute(change.format(sql.Identifier(ROLE), sql.Literal(password)))
    with connect(database_of("rollups"), "odd passwords") as connection:
        row = connection.execute("select current_user").fetchone()
    return row == (ROLE,)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(SIGNS)
@example("\\' dbname=other host='/tmp")
@example("  blanks at both ends  ")
@example("%2F%zz%")
@given(PASSWORDS.filter(lambda password: password.strip() and password not in known()))
def test_any_password_gets_in_from_a_variable_a_file_or_an_encoded_address(
    server: psycopg.Connection,
    environment: pytest.MonkeyPatch,
    tmp_path: Path,
    postgres_dsn: str,
    password: str,
) -> None:
    file, where = tmp_path / "password", urlsplit(postgres_dsn)
    file.write_text(f"{password}\n", encoding="utf-8")
    with environment.context() as told:
        told.setenv("ROLLUPS_DATABASE_PASSWORD", password)
        assert gets_in(server, password)
        told.delenv("ROLLUPS_DATABASE_PASSWORD")
        told.setenv("ROLLUPS_DATABASE_PASSWORD_FILE", str(file))
        assert gets_in(server, password)
    with environment.context() as told:
        for part in ("HOST", "PORT", "NAME", "USER"):
            told.delenv(f"ROLLUPS_DATABASE_{part}")
        encoded = quote(password, safe="")
        address = f"postgresql://{ROLE}:{encoded}@{where.hostname}:{where.port}/postgres"
        told.setenv("ROLLUPS_DATABASE", address)
        assert gets_in(server, password)


def test_what_the_address_leaves_open_a_part_may_say(
    server: psycopg.Connection, environment: pytest.MonkeyPatch, postgres_dsn: str
) -> None:
    where = urlsplit(postgres_dsn)
    for part in ("HOST", "PORT", "NAME", "USER"):
        environment.delenv(f"ROLLUPS_DATABASE_{part}")
    address = f"postgresql://{ROLE}@{where.hostname}:{where.port}/postgres?sslmode=prefer"
    environment.setenv("ROLLUPS_DATABASE", address)
    environment.setenv("ROLLUPS_DATABASE_PASSWORD", SIGNS)
    assert gets_in(server, SIGNS)


WRONG = [
    ({"DATABASE": "postgresql://rollups:a/b@nowhere/rollups"}, "_PASSWORD"),
    ({"DATABASE": "postgresql://rollups:a@b@nowhere/rollups"}, "_PASSWORD"),
    ({"DATABASE": "postgresql://rollups:a b@nowhere/rollups"}, "_PASSWORD"),
    ({"DATABASE": "postgresql://rollups:a%b@nowhere/rollups"}, "_PASSWORD"),
    ({"DATABASE": "postgresql://rollups@nowhere", "DATABASE_HOST": "here"}, "say it once"),
    (
        {"DATABASE": "postgresql://rollups:one@nowhere", "DATABASE_PASSWORD": "two"},
        "it says the password, and a variable of its own does",
    ),
    ({"DATABASE_HOST": "nowhere"}, "these are missing: _NAME, _USER, _PASSWORD"),
    ({"DATABASE_PORT": "none"}, "ROLLUPS_DATABASE_PORT"),
    ({"DATABASE_PASSWORD": "one", "DATABASE_PASSWORD_FILE": __file__}, "not both"),
    ({"DATABASE_PASSWORD_FILE": "/nowhere"}, "/nowhere cannot be read: FileNotFoundError"),
    ({"DATABASE_FILE": "/nowhere"}, "/nowhere cannot be read: FileNotFoundError"),
]


@pytest.mark.parametrize(("told", "sentence"), WRONG)
def test_what_does_not_fit_together_is_refused_and_no_password_is_shown(
    told: dict[str, str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for variable, value in told.items():
        monkeypatch.setenv(f"ROLLUPS_{variable}", value)
    with pytest.raises(SystemExit) as end:
        database_of("rollups")
    said = capsys.readouterr().err
    assert end.value.code == 2
    assert sentence in said
    assert not any(word in said for word in ("a/b", "a@b", "a b@", "a%b", "one", "two"))
