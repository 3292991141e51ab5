"""Whoever was erased comes back by no file, and what is out of reach is told of by none."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest

from services.registry.imports.api.files import Files
from services.registry.imports.api.running import Running
from services.registry.main import LISTS
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.log.steady import SteadyConnection
from shared.web.identity import Grant
from tests.importing.fixtures import rows
from tests.importing.register import counter_of, finished, opened, registered
from tests.importing.test_imports_door import HEADINGS, sent, submitted
from tests.importing.test_undoing import joined, on_the_books
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import PROJECTOR, ServiceDoor
from tests.support.told import VAULT_KEY

NGAN = ["Võ Thị Ngân", 1971, "Khu phố 1"]
KEY = MasterKey.from_base64(VAULT_KEY)


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    """Nothing gives imports their turn."""
    async with opened(databases, working=PROJECTOR) as door:
        yield door


class Interrupted(Files):
    """After each page something else happens."""

    meanwhile: Callable[[int], Awaitable[None]]

    async def keep_page(self, *given: Any) -> None:
        await super().keep_page(*given)
        await self.meanwhile(0)


async def confirmed(register: ServiceDoor, data: bytes) -> str:
    import_id = await submitted(register, content=sent(data)["content"])
    answer = await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    assert answer.status_code == 202, answer.text
    return import_id


@asynccontextmanager
async def running(
    register: ServiceDoor, import_id: str, meanwhile: Any = None
) -> AsyncIterator[Running]:
    line = SteadyConnection(register.dsn, "import files")
    files = Interrupted(line, KEY)
    files.meanwhile = meanwhile or asyncio.sleep
    yield Running(counter_of(register), files, LISTS, UUID(import_id), 1, asyncio.Event())
    await line.close()


async def test_an_import_that_names_who_is_erased_while_it_runs_ends_there_and_never_goes_on(
    register: ServiceDoor,
) -> None:
    async def erased(_: int) -> None:
        answer = await register.post(f"/people/{ngan}/erasure", {}, OF_COMMUNE)
        assert answer.status_code == 200, answer.text

    async with running(register, await confirmed(register, rows(HEADINGS, NGAN))) as first:
        await first.run()
    ((ngan,),) = register.rows("select person_ref from people")
    other = ["Lê Văn Học", 1980, "Khu phố 1"]
    data = rows(HEADINGS, other, [*NGAN[:2], "Khu phố 2"], ["Đỗ Thị Tài", 1990, "Khu phố 2"])
    import_id = await confirmed(register, data)
    async with running(register, import_id, erased) as second:
        await second.run()
    ended = await finished(register, import_id, "ended")
    assert (ended["reason_code"], len(registered(register))) == ("file-gone", 2)
    again = await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    assert (again.status_code, again.json()["code"]) == (409, "registry.import-file-gone")
    assert register.rows("select part from import_files where import_id = %s", import_id) == []


async def test_a_file_is_kept_together_with_whom_it_names(register: ServiceDoor) -> None:
    import_id = await submitted(register)
    asked = "select part, xmin::text from import_files where import_id = %s"
    kept = register.rows(asked, import_id)
    assert {part for part, _ in kept} == {"file", "dry-run", "names"}
    assert len({transaction for _, transaction in kept}) == 1


async def test_rows_of_hamlets_out_of_reach_are_refused_as_those_of_hamlets_that_are_not_there(
    register: ServiceDoor,
) -> None:
    data = rows(
        HEADINGS,
        ["Lê Văn Học", 1980, "Khu phố 1"],
        ["Trần Thị Hiếu", 1985, "Khu phố 99"],
    )
    only_itself = [Grant(each.role, land.COMMUNE, "own") for each in OF_COMMUNE]
    told = (await register.post("/imports", sent(data), only_itself)).json()
    said = [(each["code"], each["detail"], each["column"]) for each in told["errors"]]
    assert (len(said), len({*said}), said[0][0]) == (2, 1, "place")
    whole = (await register.post("/imports", sent(data, on="2025-08-02"), OF_COMMUNE)).json()
    assert [each["row"] for each in whole["errors"]] == [3]


async def test_an_import_whose_undo_broke_off_is_confirmed_no_more(register: ServiceDoor) -> None:
    async def broken(_: int) -> None:
        raise RuntimeError

    import_id = await confirmed(register, rows(HEADINGS, NGAN, ["Lê Văn Học", 1980, "Khu phố 1"]))
    async with running(register, import_id, broken) as first:
        with pytest.raises(RuntimeError):
            await first.run()
        await first.failed()
    await finished(register, import_id, "ended")
    (family,) = await on_the_books(register)
    await joined(register, family)
    path = f"/imports/{import_id}"
    undone = await register.post(f"{path}/undo", {}, OF_COMMUNE)
    assert (undone.status_code, undone.json()["code"]) == (409, "registry.import-built-on")
    again = await register.post(f"{path}/confirm", {}, OF_COMMUNE)
    assert (again.status_code, again.json()["code"]) == (409, "registry.import-being-undone")
    assert (await register.get(path, OF_COMMUNE)).json()["state"] == "ended"
