"""The places of Vietnam come into the log, once, and out of it again."""

from collections.abc import AsyncIterator, Iterator
from datetime import date
from uuid import uuid4

import psycopg
import pytest
from typer.testing import CliRunner, Result

from hieuhoc.commands.place_history import REGISTRY
from hieuhoc.commands.places import app
from services.registry.importing.vietnam_2025.proposals import place_proposals
from services.registry.importing.vietnam_2025.units import data_folder, read
from services.registry.main import CARDS
from services.registry.places.api.routes import establishing
from services.registry.places.changing import Importer, import_places
from services.registry.places.territory.finding import find_code
from services.registry.places.territory.hamlets import Hamlet
from services.registry.places.tree import TheTree
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from tests.support.callers import system
from tests.support.databases import Databases

BY = Importer(Origin("import:places", uuid4()))
BEFORE = date(2025, 6, 30)


@pytest.fixture
async def registry(migrated: str) -> AsyncIterator[Transactions]:
    async with open_store(migrated, CARDS.facts) as store:
        yield Transactions(store)


@pytest.fixture(scope="module")
def imported(databases: Databases) -> Iterator[str]:
    """A database into which the command line brought the places."""
    with databases.migrated("registry") as dsn:
        told = run(dsn, "import")
        assert told.exit_code == 0
        assert "14022  thành lập" in told.output
        assert "vietnamadminunits 1.0.4: danh mục địa bàn đến ngày 2025-07-01" in told.output
        yield dsn


def run(database: str, *arguments: str) -> Result:
    return CliRunner(env={"REGISTRY_DATABASE": database}).invoke(app, arguments)


async def test_everything_is_recorded_at_once_and_only_once(
    registry: Transactions, migrated: str
) -> None:
    proposals = place_proposals(read(data_folder()))
    made = await import_places(registry, proposals, BY)
    assert sum(made.values()) == len(proposals) == 35_352
    assert await import_places(registry, proposals, BY) == {}
    with psycopg.connect(migrated) as connection:
        appends = connection.execute("select count(*) from chain").fetchall()
    assert appends == [(1,)]


async def test_what_one_process_records_another_sees_at_once(imported: str) -> None:
    async with (
        open_store(imported, CARDS.facts) as one_store,
        open_store(imported, CARDS.facts) as other_store,
    ):
        one, other = TheTree(one_store), TheTree(other_store)
        ward = find_code(await one.refreshed(), "26968", BEFORE).place_id
        quarter = Hamlet(uuid4(), ward, "khu-pho", "Khu phố 1", None)
        by = system(await other.refreshed())
        await Transactions(other_store).execute(establishing(quarter, by))
        tree = await one.refreshed()
        assert tree.parent(quarter.place_id, BEFORE) == ward
        assert set(tree) == set(await other.refreshed())


def test_a_second_import_says_that_nothing_is_new(imported: str) -> None:
    assert "Không có gì mới" in run(imported, "import").output


def test_the_command_line_shows_the_place_of_a_day(imported: str) -> None:
    shown = run(imported, "show", "27316", "--on", "2025-03-01").output
    assert "Phường 7 (27316), Quận 5 (774), Thành phố Hồ Chí Minh (79)" in shown
    assert "danh mục địa bàn đến ngày 2025-07-01" in shown
    assert "từ Phường 8 (27316): nhập toàn bộ, 2025-01-01" in shown
    assert "thành Phường An Đông (27316): nhập toàn bộ, 2025-07-01 (19/2025/QĐ-TTg)" in shown


def test_the_command_line_says_when_a_code_was_in_force(imported: str) -> None:
    refused = run(imported, "show", "00157", "--on", "2026-01-01")
    assert refused.exit_code == 1
    assert "… – 2025-06-30" in refused.output
    assert run(imported, "show", "99999").exit_code == 1


def test_the_command_line_tells_a_history_from_the_register_that_is_there(imported: str) -> None:
    told = run(imported, "history", "27316", "--on", "2025-03-01")
    assert told.exit_code == 0
    assert "  Phường 8 (27316): nhập toàn bộ vào Phường 7 (27316)" in told.output
    assert f"Theo {REGISTRY}." in told.output
