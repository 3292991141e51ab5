"""A reorganisation is announced, heard of by every service, and taken back before its day."""

import asyncio
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from kafka import KafkaAdminClient
from typer.testing import CliRunner

from hieuhoc.commands.root import app as commands
from shared.places import PlaceCopy
from shared.postgres.connections import pool
from shared.vocabulary.calendar import civil_day, system_clock
from tests.journeys.conftest import register
from tests.journeys.deployment import Deployment, own_deployment
from tests.journeys.test_can_giuoc_is_reorganised import Land, land
from tests.support.waiting import eventually

__all__ = ["land"]
COPIES = ("rollups", "recognition", "funding", "notifications")
CODES = ("28168", "28204")


@pytest.fixture(scope="module")
def deployment(
    postgres_dsn: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient
) -> Iterator[Deployment]:
    """One of its own: in another the same communes are reorganised for good."""
    with own_deployment(postgres_dsn, kafka_bootstrap, kafka_admin) as running:
        yield running


def document(day: str) -> dict[str, Any]:
    made = {"how": "made", "level": "commune", "kind": "xa", "name": "Xã Mới", "code": "28999"}
    rows = [{"how": "whole", "predecessor": code, "successor": "28999"} for code in CODES]
    return {
        "document_number": "7/NQ-HĐND",
        "effective_on": day,
        "rows": [{**made, "parent": "807"}, *rows],
    }


async def _named(database: str, code: str, day: date) -> UUID | None:
    async with pool(database, "test") as connections:
        return (await PlaceCopy(connections).refreshed()).by_code(code, day)


def test_every_service_has_the_places_as_if_nothing_had_been_announced(
    land: Land, tmp_path: Path
) -> None:
    day = civil_day(system_clock()) + timedelta(days=40)
    commune = land.at("28168", "2025-06-30")

    def carriers(code: str) -> set[UUID | None]:
        databases = [land.deployment.databases[each] for each in COPIES]
        return {asyncio.run(_named(each, code, day)) for each in databases}

    announced = land.reorganised(tmp_path, document(day.isoformat()))
    assert announced.exit_code == 0, announced.output
    (made,) = json.loads(announced.output)["made"]
    eventually(lambda: carriers("28999") == {UUID(made["place_id"])}, 30, "what is announced")
    assert carriers("28168") == {None}

    told = {
        "HIEUHOC_REGISTRY": f"http://127.0.0.1:{land.deployment.ports['registry']}",
        "HIEUHOC_TOKEN": land.token,
    }
    done = CliRunner().invoke(commands, ["places", "cancel", "7/NQ-HĐND"], env=told)
    assert done.exit_code == 0, done.output
    eventually(lambda: carriers("28999") == {None}, 30, "as if it had not been announced")
    assert carriers("28168") == {commune}
    register(land.system, land.kept)
    today = civil_day(system_clock()).isoformat()
    eventually(lambda: land.figure(commune, "families", today) == 3, 30, "counted where it stands")
