"""What the operator's containers are told: every command does its work there, or says why not."""

import re
import secrets
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql
from typer.testing import CliRunner

from hieuhoc.commands.root import COMMANDS, app, imported
from services.rollups.main import MIGRATIONS
from shared.eventstore.migrations import migrate
from tests.deploy.composing import SECRETS, composed
from tests.support.sources import ROOT, SERVICES

PAGE = (ROOT / "docs" / "operate" / "compose.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return composed()


def commands(command: Any, *line: str) -> list[str]:
    if not hasattr(command, "commands"):
        return [" ".join(line)]
    return [each for name, sub in command.commands.items() for each in commands(sub, *line, name)]


@pytest.mark.parametrize(
    "command", [line for name in COMMANDS for line in commands(imported(name), name)]
)
def test_the_page_says_how_each_command_is_called(command: str) -> None:
    """By its name, in the table of commands, whether or not it is one for a container."""
    table = PAGE.partition("| command | works as |")[2].partition("\n\n")[0]
    group, _, name = command.partition(" ")
    row = next((line for line in table.splitlines() if re.match(rf"\| .*`{group}\b", line)), "")
    assert not name or name.split()[0] in row or f"{group} …" in row, command
    assert row, command


def test_the_operator_is_told_of_every_service(services: dict[str, Any]) -> None:
    told = services["operator"]["environment"]
    for service in SERVICES:
        password = f"{service.upper()}_DATABASE_PASSWORD"
        assert told[password] == SECRETS[password]
        assert f"//{service}@postgres/{service}" in told[f"{service.upper()}_DATABASE"]
    assert {"HIEUHOC_ROLLUPS", "HIEUHOC_TOKEN", "NOTIFICATIONS_FOLDER"} <= told.keys()
    assert told["HOME"] in services["operator"]["tmpfs"]


def test_the_owner_of_every_services_tables_can_be_asked_for(
    services: dict[str, Any],
) -> None:
    told, owner = (services[name]["environment"] for name in ("operator", "operator-owner"))
    differ = {name for name in told.keys() | owner.keys() if told.get(name) != owner.get(name)}
    databases = {service: f"{service.upper()}_DATABASE" for service in SERVICES}
    assert differ == {f"{name}{of}" for name in databases.values() for of in ("", "_PASSWORD")}
    for service, name in databases.items():
        assert f"//{service}_owner@" in owner[name]
        assert owner[f"{name}_PASSWORD"] == SECRETS[f"{service.upper()}_OWNER_PASSWORD"]


def test_a_rebuild_with_the_working_role_says_which_role_it_wants(database: str) -> None:
    migrate(database, *MIGRATIONS)
    role, where = f"working_{secrets.token_hex(4)}", urlsplit(database)
    name = sql.Identifier(role)
    told = {
        "HIEUHOC_KAFKA": "127.0.0.1:1",
        "HIEUHOC_IDENTITY_ISSUER": "urn:nobody",
        "HIEUHOC_IDENTITY_KEYS": "{}",
        "ROLLUPS_DATABASE": f"postgresql://{role}@{where.hostname}:{where.port}{where.path}",
        "ROLLUPS_DATABASE_PASSWORD": role,
    }
    with psycopg.connect(database, autocommit=True) as connection:
        make = "create role {} login password {} in role hieuhoc_application"
        connection.execute(sql.SQL(make).format(name, sql.Literal(role)))
        try:
            answer = CliRunner().invoke(app, ["rebuild", "rollups"], env=told)
        finally:
            connection.execute(sql.SQL("drop role {}").format(name))
    assert answer.exit_code == 2, answer.output
    assert "operator-owner" in answer.output
    assert "rollups_owner" in answer.output
