"""Imports undone over HTTP: all of it, or nothing and what was built on it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.importing.fixtures import rows
from tests.importing.register import finished, opened
from tests.importing.test_imports_door import HEADINGS, sent, submitted
from tests.importing.test_undoing import joined, on_the_books, said
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import PROJECTOR, ServiceDoor

TWO = rows(HEADINGS, ["Lê Văn Học", 1980, "Khu phố 1"], ["Trần Thị Hiếu", 1985, "Khu phố 2"])


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def brought(register: ServiceDoor, data: bytes = TWO) -> str:
    answer = await register.post("/imports", sent(data), OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    import_id = str(answer.json()["import_id"])
    await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    await finished(register, import_id)
    return import_id


async def undone(register: ServiceDoor, import_id: str, grants: Any = OF_COMMUNE) -> Any:
    return await register.post(f"/imports/{import_id}/undo", {}, grants)


async def test_an_import_is_undone_once_and_its_file_comes_again(register: ServiceDoor) -> None:
    import_id = await brought(register)
    assert len(await on_the_books(register)) == 2
    answer = await undone(register, import_id)
    told = {"import_id": import_id, "state": "undone", "withdrawn": {"family": 2}}
    assert (answer.status_code, answer.json()) == (200, told)
    assert await on_the_books(register) == []
    assert {each.ground_code for each in said(register, "FamilyWithdrawn")} == {"import-undone"}
    shown = await finished(register, import_id, "undone")
    assert (shown["report"], shown["closed_on"] is None) == (None, False)
    assert register.rows("select 1 from import_files where import_id = %s", import_id) == []

    again = await undone(register, import_id)
    assert (again.status_code, again.json()) == (200, told)
    assert register.types().count("import-undone") == 1
    agreed = await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    assert (agreed.status_code, agreed.json()["code"]) == (409, "registry.import-undone")
    assert await brought(register) != import_id
    assert len(await on_the_books(register)) == 2


async def test_what_was_built_on_it_is_listed_and_nothing_withdrawn(register: ServiceDoor) -> None:
    import_id = await brought(register)
    one, *_ = await on_the_books(register)
    await joined(register, one)
    answer = await undone(register, import_id)
    assert (answer.status_code, answer.json()["code"]) == (409, "registry.import-built-on")
    (built,) = answer.json()["errors"]
    assert (built["field"], built["code"]) == (f"family {one}", "registry.built-on-imported")
    assert "registry.family-member-joined.v1" in built["detail"]
    assert len(await on_the_books(register)) == 2
    assert said(register, "FamilyWithdrawn") == said(register, "ImportUndone") == []

    await register.post("/families/withdrawals", {"family_id": str(one)}, OF_COMMUNE)
    assert (await undone(register, import_id)).json()["withdrawn"] == {"family": 1}


async def test_out_of_reach_it_is_not_there_and_who_may_not_withdraw_may_not_undo(
    register: ServiceDoor,
) -> None:
    import_id = await brought(register)
    for id_ in (import_id, str(land.UNHEARD)):
        answer = await undone(register, id_, OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (404, "registry.import-unknown")
    assert (await undone(register, import_id, OF_HAMLET)).status_code == 403
    assert said(register, "FamilyWithdrawn") == []


async def test_what_may_record_rows_yet_is_not_undone(databases: Databases) -> None:
    async with opened(databases, working=PROJECTOR) as register:
        import_id = await submitted(register)
        for _ in range(2):
            answer = await undone(register, import_id)
            assert (answer.status_code, answer.json()["code"]) == (409, "registry.import-not-over")
            await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)


async def test_a_key_of_another_undo_undoes_nothing(register: ServiceDoor) -> None:
    other = rows(HEADINGS, ["Phạm Thị Tập", 1979, "Khu phố 2"])
    one, two = await brought(register), await brought(register, other)
    first = await register.post(f"/imports/{one}/undo", {}, OF_COMMUNE, "once")
    same = await register.post(f"/imports/{one}/undo", {}, OF_COMMUNE, "once")
    assert same.json() == first.json()
    reused = await register.post(f"/imports/{two}/undo", {}, OF_COMMUNE, "once")
    assert reused.json()["code"] == "eventstore.key-reused"
    assert len(await on_the_books(register)) == 1
