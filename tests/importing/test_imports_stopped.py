"""A process that ends in order leaves an import between two pages; another goes on with it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.registry.imports.api.worker import HANDS, ImportWorker
from services.registry.main import LISTS
from services.registry.people.vault.sealing import MasterKey
from tests.importing.fixtures import rows
from tests.importing.register import counter_of, finished, opened, registered
from tests.importing.test_imports_door import HEADINGS, sent
from tests.importing.test_imports_run import confirmed
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import PROJECTOR, ServiceDoor
from tests.support.told import VAULT_KEY
from tests.support.waiting import eventually_async

ROWS = 80


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases, working=PROJECTOR) as door:
        yield door


def worker(register: ServiceDoor, page: int) -> ImportWorker:
    key = MasterKey.from_base64(VAULT_KEY)
    return ImportWorker(counter_of(register), register.dsn, key, LISTS, page)


async def test_who_stops_ends_the_page_at_hand_and_another_goes_on(register: ServiceDoor) -> None:
    families = rows(HEADINGS, *([f"Lê Văn {n}", 1950, "Khu phố 1"] for n in range(ROWS)))
    clans = rows(["Tên dòng họ", "Ấp"], *([f"Họ Lê {n}", "Khu phố 1"] for n in range(ROWS)))
    ids = []
    for kind, data in (("families", families), ("clans", clans)):
        answer = await register.post("/imports", sent(data, kind=kind), OF_COMMUNE)
        ids.append(answer.json()["import_id"])
        await confirmed(register, ids[-1])
    await register.views_caught_up()
    stop = asyncio.Event()
    task = asyncio.create_task(worker(register, page=1).run(stop))

    async def both_have_begun() -> bool:
        return register.rows("select count(*) from import_progress") == [(HANDS,)]

    await eventually_async(both_have_begun)
    stop.set()
    await asyncio.wait_for(task, 8)
    ((least, most),) = register.rows("select min(new), max(new) from import_progress")
    assert (least > 0, most < ROWS) == (True, True)
    assert [await state(register, each) for each in ids] == ["running", "running"]

    again = asyncio.Event()
    task = asyncio.create_task(worker(register, page=50).run(again))
    for each in ids:
        told = await finished(register, each)
        assert (told["progress"]["new"], told["report"]["rows"]["new"]) == (ROWS, ROWS)
    again.set()
    await task
    assert len(registered(register)) == ROWS


async def state(register: ServiceDoor, import_id: str) -> str:
    return str((await register.look(f"/imports/{import_id}", OF_COMMUNE)).json()["state"])
