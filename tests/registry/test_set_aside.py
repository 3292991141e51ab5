"""A log that holds a fact which no table can keep: the register opens, serves, and says so."""

from datetime import date
from typing import Any
from uuid import uuid4

import msgspec
import psycopg
import pytest
from typer.testing import CliRunner, Result

from hieuhoc.commands.dead_letters import app
from services.registry.places.territory.facts import TERRITORY_ID, PlaceEnded, PlaceEstablished
from tests.registry.families.test_registering import form
from tests.support import land
from tests.support.land import OF_HAMLET
from tests.support.service_door import open_door
from tests.support.settled import settle

BAD = uuid4()
OLD: list[Any] = [
    PlaceEstablished(BAD, "hamlet", "ap", "Ấp x", None, land.COMMUNE, land.REORGANISED, "1\0"),
    PlaceEnded(BAD, date(2026, 1, 5)),
]
RECORD = """
with added as (update log_head set position = position + 1 returning position)
insert into log select position, %s, position, %s, %s, now(), 'officer', %s from added
"""


def record_by_the_rules_of_old(dsn: str) -> None:
    with psycopg.connect(dsn) as connection:
        for fact in OLD:
            given = [TERRITORY_ID, fact.TYPE, msgspec.json.encode(fact), uuid4()]
            connection.execute(RECORD, given)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["facts", *words])


async def test_a_log_with_a_fact_no_table_can_keep_opens_and_serves(
    migrated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_by_the_rules_of_old(migrated)
    await settle("registry", migrated)
    async with open_door("registry", migrated) as register:
        assert (await register.post("/families", form(), OF_HAMLET)).status_code == 201
        await register.views_caught_up()
        aside = register.rows("select view, position, reason from view_facts_set_aside order by 2")
        assert aside == [("places", 1, "cannot-be-applied"), ("places", 2, "behind-another")]
        assert len(register.rows("select from places_v1")) == len(land.PLACES)
        assert (await register.get(f"/places/{land.HAMLET}", OF_HAMLET)).status_code == 200
        monkeypatch.setenv("REGISTRY_DATABASE", migrated)
        monkeypatch.setenv("COLUMNS", "300")
        assert "cannot contain NUL" in run("list", "registry").output
        said = run("retry", "registry", "places.v1", "2")
        assert (said.exit_code, "still waiting 2" in said.output) == (1, True)
        assert run("discard", "registry", "places.v1", "1").exit_code == 0
        assert run("retry", "registry", "places.v1", "2").output.startswith("applied 1, still wait")
        assert run("list", "registry").output == "No fact is set aside.\n"


def test_a_view_or_fact_that_is_not_there_is_said_so(
    migrated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_DATABASE", migrated)
    assert run("retry", "registry", "streets.v1", "1").exit_code == 2
    assert run("discard", "registry", "places.v1", "1").exit_code == 1
    monkeypatch.delenv("REGISTRY_DATABASE")
    assert run("list", "registry").exit_code == 2
