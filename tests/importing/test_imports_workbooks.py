"""Workbooks over HTTP: a template of every kind, and a list sent back with what is wrong of it."""

from base64 import b64encode
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from services.registry.importing.household_members.kind import FAMILIES_WITH_MEMBERS
from services.registry.importing.kinds import KINDS
from services.registry.importing.names import ListKind
from shared.importing.reading.lists import understood
from shared.importing.sources.reading_apart import sheets_of
from tests.importing.fixtures import rows
from tests.importing.persons import HEADINGS as OF_PERSONS
from tests.importing.register import DAY, finished, opened, registered
from tests.importing.test_imports_door import sent, submitted
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PERSONS = rows(
    [*OF_PERSONS],
    [1, "Lê Văn Học", "Chủ hộ", 1980, None, "Khu phố 1"],
    [None, "Lê Thị Hiếu", "Con", 2010, None, "Khu phố 1"],
    [2, "Trần Thị Tập", "Chủ hộ", 1985, None, "Khu phố 99"],
    [None, "Trần Văn Tài", "Con", 2012, None, "Khu phố 99"],
)


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def workbook(register: ServiceDoor, import_id: str) -> bytes:
    answer = await register.get(f"/imports/{import_id}/workbook", OF_COMMUNE)
    assert (answer.status_code, answer.headers["content-type"]) == (200, XLSX), answer.text
    said = answer.headers["content-disposition"]
    assert said == f'attachment; filename="hieuhoc-{import_id}.xlsx"'
    return bytes(answer.content)


async def test_there_is_a_template_of_every_kind_and_its_example_is_never_brought_in(
    register: ServiceDoor,
) -> None:
    for kind in KINDS:
        answer = await register.get(f"/imports/templates/{kind}", OF_COMMUNE)
        assert (answer.status_code, answer.headers["content-type"]) == (200, XLSX), answer.text
        said = answer.headers["content-disposition"]
        assert said == f'attachment; filename="hieuhoc-{kind}.xlsx"'
        sender = OF_PROVINCE if kind is ListKind.REORGANISATION else OF_COMMUNE
        again = await register.post("/imports", sent(answer.content, kind=kind), sender)
        assert (again.status_code, again.json()["code"]) == (422, "importing.no-rows")
    unknown = await register.get("/imports/templates/x", OF_COMMUNE)
    assert (unknown.status_code, unknown.json()["code"]) == (422, "registry.list-kind-unknown")


async def test_a_list_comes_back_with_what_is_wrong_and_after_the_run_with_what_is_on_the_books(
    register: ServiceDoor,
) -> None:
    import_id = await submitted(
        register,
        kind="families-with-members",
        content=b64encode(PERSONS).decode(),
        file_name="Nhà ông Học.xlsx",
    )
    (sheet,) = sheets_of("a.xlsx", await workbook(register, import_id))
    assert [row.at(7) for row in sheet.rows[:3]] == ["Lỗi", None, None]
    assert all(row.at(7) for row in sheet.rows[3:])

    await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    await finished(register, import_id)
    assert len(registered(register)) == 1
    sheets = sheets_of("a.xlsx", await workbook(register, import_id))
    taken = [row.at(8) for row in sheets[0].rows]
    assert taken == ["Đã vào sổ", *(f"{import_id} dòng {n}" for n in (2, 3)), None, None]
    (again,) = understood(sheets, FAMILIES_WITH_MEMBERS.shape)
    assert [line.row for line in again.lines] == [4, 5]


async def test_the_workbook_of_a_file_that_is_deleted_or_out_of_reach_is_refused(
    register: ServiceDoor,
) -> None:
    import_id = await submitted(register)
    for id_ in (import_id, str(land.UNHEARD)):
        answer = await register.get(f"/imports/{id_}/workbook", OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (404, "registry.import-unknown")
    register.looking.execute("delete from import_files where import_id = %s", [UUID(import_id)])
    answer = await register.get(f"/imports/{import_id}/workbook", OF_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (409, "registry.import-file-gone")
    assert DAY.isoformat() not in answer.text
