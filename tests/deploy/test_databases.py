"""deploy/postgres/databases.sh on a real server: each role has a password of its own, and gets into
the database of its own service only."""

import os
import subprocess
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from hieuhoc.embedded.postgres import binaries
from tests.deploy.composing import SECRETS
from tests.support import servers
from tests.support.sources import ROOT, SERVICES

ODD = "/@#%$:?& ' \"\\ế"
"""At the end of every password, for what a shell or SQL could make of it."""
TOLD = {name: f"{value}{ODD}" for name, value in SECRETS.items() if "KAFKA" not in name}
ROLES = [
    (f"{service}{suffix}", f"{service.upper()}_{kind}_PASSWORD")
    for service in SERVICES
    for suffix, kind in (("", "DATABASE"), ("_owner", "OWNER"))
]


def run(**told: str) -> subprocess.CompletedProcess[str]:
    """As the image's entrypoint does, which tells psql where the server is."""
    path = f"{binaries()}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", ROOT / "deploy" / "postgres" / "databases.sh"],
        env={"PATH": path, "PGDATABASE": "postgres", **told},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, Any]]:
    with servers.running_postgres() as postgres:
        where = urlsplit(postgres.dsn)
        address = {"host": where.hostname, "port": where.port}
        superuser = {"PGHOST": str(where.hostname), "PGPORT": str(where.port)}
        done = run(**TOLD, **superuser, PGPASSWORD=where.password or "")
        assert done.returncode == 0, done.stderr
        assert "password" not in f"{done.stdout}{done.stderr}"
        yield address


def gets_in(server: dict[str, Any], role: str, password: str, database: str) -> bool:
    try:
        with psycopg.connect(**server, user=role, password=password, dbname=database) as connection:
            return connection.execute("select 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


@pytest.mark.parametrize(("role", "variable"), ROLES)
def test_a_role_gets_into_its_own_database_only(
    role: str, variable: str, server: dict[str, Any]
) -> None:
    own = role.removesuffix("_owner")
    for database in (*SERVICES, "postgres", "template1"):
        assert gets_in(server, role, TOLD[variable], database) == (database == own), database


def test_a_role_does_not_get_in_with_anothers_password(server: dict[str, Any]) -> None:
    for (role, variable), (_, anothers) in product(ROLES, ROLES):
        if variable != anothers:
            own = role.removesuffix("_owner")
            assert not gets_in(server, role, TOLD[anothers], own), (role, anothers)


@pytest.mark.parametrize("variable", sorted(TOLD.keys() - {"REGISTRY_VAULT_KEY"}))
def test_a_missing_a_shared_or_a_known_password_makes_no_database(variable: str) -> None:
    another = next(name for name in TOLD if name not in (variable, "REGISTRY_VAULT_KEY"))
    for value in ("", "  ", "change-me", "Change_Me-too", TOLD[another]):
        done = run(**TOLD | {variable: value})
        assert done.returncode == 2, value
        assert variable in done.stderr
        assert TOLD[another] not in done.stderr
