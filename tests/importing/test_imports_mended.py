"""An import is mended over HTTP without a new file, and decided anew on the real path."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from tests.importing.fixtures import rows, workbook
from tests.importing.register import finished, opened, registered
from tests.importing.test_imports_door import HEADINGS, TWO, sent, submitted
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor
from tests.web.tokens import signed_in

SHEET = "Danh sách"
FOUR = rows(
    HEADINGS,
    ["Lê Văn Học", 1980, "KP lẻ"],
    ["Trần Thị Hiếu", 1985, "KP lẻ"],
    ["Phạm Văn Tập", "32/1/1979", "Khu phố 2"],
    ["Đỗ Thị Tài", 1990, "Khu phố 2"],
)
ODD = rows(["TT", "Ông/Bà", "Sinh", "Nơi ở"], [1, "Lê Văn Học", 1980, "Khu phố 1"])
OTHERS = rows(["TT", "Ông/Bà", "Sinh", "Nơi ở"], [1, "Lê Thị Hiếu", 1982, "Khu phố 2"])
OF_TWO = (["Lê Văn Học", 1980, "Khu phố 1"], ["Trần Thị Hiếu", 1985, "Khu phố 1"])
COLUMNS = {"name": "Ông/Bà", "birth": "C", "hamlet": "Nơi ở"}


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def mapping(columns: Mapping[str, str | None], sheet: str = SHEET, **said: Any) -> dict[str, Any]:
    named = [{"field": field, "column": column} for field, column in columns.items()]
    return {"sheets": [{"sheet": sheet, "columns": named, **said}]}


async def mended(
    register: ServiceDoor, import_id: str, key: str | None = None, **said: Any
) -> tuple[int, dict[str, Any]]:
    keyed = [] if key is None else [key]
    answer = await register.post(f"/imports/{import_id}/mendings", said, OF_COMMUNE, *keyed)
    return answer.status_code, answer.json()


def cell(row: int, column: str, value: str | None, sheet: str = SHEET) -> dict[str, Any]:
    return {"sheet": sheet, "row": row, "column": column, "value": value}


async def test_a_cell_and_words_are_mended_and_the_run_records_what_was_told(
    register: ServiceDoor,
) -> None:
    dry = (await register.post("/imports", sent(FOUR), OF_COMMUNE)).json()
    import_id, causes = dry["import_id"], dry["causes"]
    assert [(each["field"], each["number"]) for each in causes] == [("hamlet", 2), ("birth", 1)]
    words = causes[0]["words"][0]["words"]

    status, told = await mended(
        register, import_id, values=[{"field": "hamlet", "said": words, "meant": "Khu phố 1"}]
    )
    assert (status, told["rows"]["new"], told["rows"]["rejected"]) == (200, 3, 1), told
    status, told = await mended(register, import_id, cells=[cell(4, "B", "1979")])
    assert (status, told["rows"]["new"], told["errors"]) == (200, 4, []), told
    assert registered(register) == []
    shown = (await register.look(f"/imports/{import_id}", OF_COMMUNE)).json()
    assert (shown["report"], shown["state"]) == (told, "submitted")

    await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    done = await finished(register, import_id)
    assert (done["report"], len(registered(register))) == (told, 4)
    status, told = await mended(register, import_id, cells=[cell(4, "B", "1978")])
    assert (status, told["code"]) == (409, "registry.import-agreed-to")


async def test_what_is_mended_is_a_fact_that_says_nothing_of_it(register: ServiceDoor) -> None:
    import_id = await submitted(register, file_name="a.xlsx")
    await mended(register, import_id, "a", cells=[cell(3, "C", "Khu phố 2")])
    again = await mended(register, import_id, "a", cells=[cell(3, "C", "Khu phố 2")])
    assert (again[0], again[1]["rows"]["new"]) == (200, 2)
    other = await mended(register, import_id, "a", cells=[cell(3, "C", "Khu phố 3")])
    assert (other[0], other[1]["code"]) == (409, "eventstore.key-reused")
    await mended(register, import_id, "b", cells=[cell(3, "A", "Trần Thị Hiền")])
    said = [each for each in register.facts() if type(each).__name__ == "ImportMended"]
    assert [each.rows.new for each in said] == [2, 2]
    assert len({each.mending_id for each in said}) == 2
    kept = register.rows("select part from import_files where import_id = %s", import_id)
    beside = {f"{part} {said[1].mending_id}" for part in ("mending", "dry-run", "names")}
    assert {part for (part,) in kept} == {"file", "names", *beside}
    facts = str(register.facts()) + str(register.rows("select * from import_files"))
    assert all(each not in facts for each in ("Hiền", "Khu phố 2", SHEET))


async def test_columns_are_said_with_the_list_and_remembered_for_the_next_of_the_sender(
    register: ServiceDoor,
) -> None:
    unknown = await register.post("/imports", sent(ODD), OF_COMMUNE)
    assert unknown.json()["code"] == "importing.no-list"
    said = sent(ODD, mapping=mapping(COLUMNS))
    dry = await register.post("/imports", said, OF_COMMUNE)
    assert (dry.status_code, dry.json()["rows"]["new"]) == (201, 1), dry.text
    (sheet,) = dry.json()["sheets"]
    assert (sheet["mapped"], sheet["letters"]) == (
        "said",
        {"name": "B", "birth": "C", "hamlet": "D"},
    )

    following = await register.post("/imports", sent(OTHERS), OF_COMMUNE)
    assert (following.status_code, following.json()["rows"]["new"]) == (201, 1), following.text
    assert following.json()["sheets"][0]["mapped"] == "remembered"
    import_id = following.json()["import_id"]
    await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    await finished(register, import_id)
    assert len(registered(register)) == 1
    remembered = str(register.rows("select * from import_mappings"))
    assert all(each not in remembered for each in ("Ông", "name", "officer"))

    renamed = rows(["TT", "Ông/bà", "Sinh", "Ở đâu"], [1, "Lê Văn Tài", 1983, "Khu phố 1"])
    other = await register.post("/imports", sent(renamed), OF_COMMUNE)
    assert other.json()["code"] == "importing.no-list"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"mapping": mapping({"name": "A"}, "Không có")}, "importing.sheet-not-there"),
        ({"mapping": mapping({"nickname": "A"})}, "importing.field-not-there"),
        ({"mapping": mapping({"name": "Không có"})}, "importing.column-not-there"),
        ({"mapping": mapping({}, left_out=True)}, "importing.no-list"),
        ({"cells": [cell(99, "A", "a")]}, "importing.cell-not-there"),
        (
            {"values": [{"field": "name", "said": "a", "meant": "b"}]},
            "importing.words-name-people",
        ),
    ],
)
async def test_what_cannot_be_mended_is_refused_and_nothing_is_kept(
    register: ServiceDoor, said: dict[str, Any], code: str
) -> None:
    import_id = await submitted(register)
    before = register.rows("select part from import_files order by part")
    status, told = await mended(register, import_id, **said)
    assert (status, told["code"]) == (422, code)
    assert register.rows("select part from import_files order by part") == before
    assert register.types().count("import-mended") == 0


async def test_questions_are_told_with_what_is_guessed_and_a_row_asks_until_they_are_answered(
    register: ServiceDoor,
) -> None:
    body = {"place_id": str(land.OTHER_COMMUNE), "name": "Trung tâm A"}
    body["established_on"] = "2012-05-01"
    made = await register.post("/centres", body, OF_OTHER_COMMUNE)
    assert made.status_code == 201, made.text
    await register.views_caught_up()
    heading = ["Ngày", "Chuyên đề", "Số lượt người dự"]
    data = rows(heading, ["5/3/2025", "Tìm hiểu Luật Đất đai", 40])
    whose = {"kind": "centre-sessions", "place_id": str(land.OTHER_COMMUNE)}
    dry = (await register.post("/imports", sent(data, **whose), OF_PROVINCE)).json()
    (question,) = dry["questions"]
    assert (dry["rows"]["ask"], question["guessed"], question["answered"]) == (1, "law-land", None)
    assert question["guessed"] in question["choices"]
    answers = [{"question": question["name"], "answer": question["guessed"]}]
    path = f"/imports/{dry['import_id']}/mendings"
    told = (await register.post(path, {"answers": answers}, OF_PROVINCE)).json()
    assert (told["rows"]["ask"], told["rows"]["new"]) == (0, 1), told
    assert told["questions"][0]["answered"] == "law-land"


async def test_hidden_rows_are_asked_about_in_the_language_of_who_asks_and_run_as_answered(
    register: ServiceDoor,
) -> None:
    def fill(_workbook: Any, sheet: Any) -> None:
        for number, line in enumerate([HEADINGS, *OF_TWO]):
            sheet.write_row(number, 0, line)
        sheet.set_row(2, options={"hidden": True})

    dry = (await register.post("/imports", sent(workbook(fill)), OF_COMMUNE)).json()
    (question,) = dry["questions"]
    assert (dry["rows"]["new"], dry["rows"]["ask"]) == (1, 1)
    assert question["choices"]["take"] == "take these rows"
    path = f"/imports/{dry['import_id']}"
    await register.views_caught_up()
    headers = signed_in(register.provider.token(OF_COMMUNE), Accept_Language="vi")
    shown = (await register.client.get(f"/registry/v1{path}", headers=headers)).json()
    assert shown["report"]["questions"][0]["choices"]["take"] == "tính các dòng này"
    answers = [{"question": question["name"], "answer": "take"}]
    status, told = await mended(register, dry["import_id"], answers=answers)
    assert (status, told["rows"]["new"], told["rows"]["ask"]) == (200, 2, 0)
    await register.post(f"{path}/confirm", {}, OF_COMMUNE)
    assert (await finished(register, dry["import_id"]))["report"]["rows"]["new"] == 2


async def test_an_erasure_finds_whom_only_a_mended_cell_names(register: ServiceDoor) -> None:
    named = rows(HEADINGS, ["Võ Thị Ngân", 1971, "Khu phố 1"])
    first = (await register.post("/imports", sent(named), OF_COMMUNE)).json()["import_id"]
    await register.post(f"/imports/{first}/confirm", {}, OF_COMMUNE)
    await finished(register, first)
    import_id = await submitted(register)
    status, _ = await mended(register, import_id, cells=[cell(3, "A", "VÕ THỊ  NGÂN")])
    assert status == 200
    ((head,),) = register.rows("select person_ref from people")
    erased = await register.post(f"/people/{head}/erasure", {}, OF_COMMUNE)
    assert erased.status_code == 200, erased.text
    assert register.rows("select part from import_files") == []
    status, told = await mended(register, import_id, cells=[cell(3, "A", "Lê Thị Ba")])
    assert (status, told["code"]) == (409, "registry.import-file-gone")


async def test_an_import_out_of_reach_is_mended_by_nobody(register: ServiceDoor) -> None:
    import_id = await submitted(register, **sent(TWO))
    for id_ in (import_id, str(land.UNHEARD)):
        path = f"/imports/{id_}/mendings"
        answer = await register.post(path, {"cells": []}, OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (404, "registry.import-unknown")
