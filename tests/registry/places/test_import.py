"""The places of Vietnam come into the log, once, and out of it again."""

from collections.abc import AsyncIterator
from datetime import date
from uuid import uuid4

import psycopg
import pytest
from typer.testing import CliRunner

from hieuhoc.commands.places import app
from services.registry.application import Registry
from services.registry.application.asking import Asker
from services.registry.domain.territory import Hamlet, find_code
from services.registry.importing.vietnam_2025 import data_folder, place_proposals, read
from services.registry.main import MIGRATIONS
from shared.eventstore.facts import Origin
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store

BY = Asker(Origin("import:places", uuid4()))
TODAY = date(2026, 11, 24)
BEFORE = date(2025, 6, 30)


@pytest.fixture
def migrated(database: str) -> str:
    migrate(database, *MIGRATIONS)
    return database


@pytest.fixture
async def registry(migrated: str) -> AsyncIterator[Registry]:
    async with open_store(migrated, Registry.facts) as store:
        yield Registry(store)


async def test_everything_is_recorded_at_once_and_only_once(
    registry: Registry, migrated: str
) -> None:
    proposals = place_proposals(read(data_folder()))
    made = await registry.import_places(proposals, BY)
    assert sum(made.values()) == len(proposals) == 35_352
    assert await registry.import_places(proposals, BY) == {}
    with psycopg.connect(migrated) as connection:
        (appends,) = connection.execute("select count(*) from chain").fetchone() or (None,)
    assert appends == 1


async def test_another_process_reads_the_same_tree_from_the_log(
    registry: Registry, migrated: str
) -> None:
    await registry.import_places(place_proposals(read(data_folder())), BY)
    tree = await registry.territory_tree()
    async with open_store(migrated, Registry.facts) as store:
        other = Registry(store)
        assert set(await other.territory_tree()) == set(tree)
        ward = find_code(tree, "26968", BEFORE).place_id
        quarter = Hamlet(uuid4(), ward, "khu-pho", "Khu phố 1", None)
        await other.establish_hamlets([quarter], TODAY, BY)
    assert (await registry.territory_tree()).parent(quarter.place_id, BEFORE) == ward


def test_the_command_line_imports_and_shows_places(migrated: str) -> None:
    run = CliRunner(env={"REGISTRY_DATABASE": migrated}).invoke
    first, second = run(app, ["import"]), run(app, ["import"])
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "14022  thành lập" in first.output
    assert "Không có gì mới" in second.output
    shown = run(app, ["show", "27316", "--on", "2025-03-01"]).output
    assert "Phường 7 (27316), Quận 5 (774), Thành phố Hồ Chí Minh (79)" in shown
    assert "từ Phường 8 (27316): nhập toàn bộ, 2025-01-01" in shown
    assert "thành Phường An Đông (27316): nhập toàn bộ, 2025-07-01 (19/2025/QĐ-TTg)" in shown


def test_the_command_line_says_when_a_code_was_in_force(migrated: str) -> None:
    run = CliRunner(env={"REGISTRY_DATABASE": migrated}).invoke
    run(app, ["import"])
    refused = run(app, ["show", "00157", "--on", "2026-01-01"])
    assert refused.exit_code == 1
    assert "… – 2025-06-30" in refused.output
    assert run(app, ["show", "99999"]).exit_code == 1
