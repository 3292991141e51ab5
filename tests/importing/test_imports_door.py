"""Lists over HTTP: a file is sent in base64 and told of; agreed to, its right rows are recorded."""

import os
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.registry.people.vault.sealing import MasterKey
from tests.importing.fixtures import rows, set_a
from tests.importing.register import DAY, finished, opened, registered
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

A02 = next(path for path in sorted(set_a().glob("A02*")))
HEADINGS = ["Họ và tên chủ hộ", "Năm sinh", "Khu phố"]
TWO = rows(HEADINGS, ["Lê Văn Học", 1980, "Khu phố 1"], ["Trần Thị Hiếu", 1985, "Khu phố 99"])
COUNTS = ("read", "new", "changed", "unchanged", "rejected", "ask")


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def sent(data: bytes = TWO, **said: Any) -> dict[str, Any]:
    body = {"kind": "families", "file_name": "a.xlsx", "content": b64encode(data).decode()}
    return body | {"place_id": str(land.COMMUNE), "on": DAY.isoformat()} | said


async def submitted(register: ServiceDoor, **said: Any) -> str:
    answer = await register.post("/imports", sent(**said), OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["import_id"])


async def test_a_list_is_told_of_agreed_to_and_recorded(register: ServiceDoor) -> None:
    dry = await register.post("/imports", sent(A02.read_bytes()), OF_COMMUNE)
    assert (dry.status_code, registered(register)) == (201, [])
    said = dry.json()
    beside = ["notes", "others", "causes", "questions"]
    assert [*said] == ["import_id", "kind", "sheets", "rows", "sums", "errors", "asks", *beside]
    assert [*said["rows"].values()] == [57, 47, 0, 0, 8, 2]
    assert said["sums"]["members"] == {"right": 205, "stated": 239}
    assert all({*each} == {"sheet", "row", "column", "code", "detail"} for each in said["errors"])

    agreed = await register.post(f"/imports/{said['import_id']}/confirm", {}, OF_COMMUNE)
    assert (agreed.status_code, agreed.json()["state"]) == (202, "waiting"), agreed.text
    assert "hieuhoc-after" in agreed.headers
    told = await finished(register, said["import_id"])
    assert told["report"] == said
    assert told["progress"] == {"of_rows": 57, "done": 57} | dict(
        zip(COUNTS[1:], [47, 0, 0, 8, 2], strict=True)
    )
    assert len(registered(register)) == 47


async def test_nothing_of_a_file_stands_in_the_log(register: ServiceDoor) -> None:
    import_id = await submitted(register, file_name="Nhà ông Lê Văn Học.xlsx")
    await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    await finished(register, import_id)
    facts = str(register.facts())
    kept = str(register.rows("select part, sealed from import_files"))
    assert all(each not in facts + kept for each in ("Học", "Khu phố 99", "xlsx", "Danh sách"))


async def test_the_same_bytes_under_another_name_are_refused_and_the_import_named(
    register: ServiceDoor,
) -> None:
    first = await submitted(register)
    again = await register.post("/imports", sent(file_name="b.xlsx"), OF_COMMUNE)
    assert (again.status_code, again.json()["code"]) == (409, "registry.file-imported-before")
    assert first in again.json()["detail"]
    assert await submitted(register, on="2025-08-02") != first
    dropped = await register.post(f"/imports/{first}/drop", {}, OF_COMMUNE)
    assert dropped.json() == {"import_id": first, "state": "dropped"}
    assert register.rows("select 1 from import_files where import_id = %s", first) == []
    assert await submitted(register) not in (first, None)


async def test_the_same_request_again_is_answered_as_before(register: ServiceDoor) -> None:
    first = await register.post("/imports", sent(), OF_COMMUNE, "once")
    again = await register.post("/imports", sent(), OF_COMMUNE, "once")
    assert (again.status_code, again.json()) == (201, first.json())
    other = await register.post("/imports", sent(A02.read_bytes()), OF_COMMUNE, "once")
    assert other.json()["code"] == "eventstore.key-reused", other.text


async def test_what_has_begun_is_dropped_no_more_and_agreed_to_again_changes_nothing(
    register: ServiceDoor,
) -> None:
    import_id = await submitted(register)
    await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    await finished(register, import_id)
    dropped = await register.post(f"/imports/{import_id}/drop", {}, OF_COMMUNE)
    assert (dropped.status_code, dropped.json()["code"]) == (409, "registry.import-begun")
    again = await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    assert (again.status_code, again.json()["state"]) == (202, "finished")
    assert register.types().count("import-confirmed") == 1


async def test_the_rows_are_recorded_for_the_import(register: ServiceDoor) -> None:
    import_id = await submitted(register)
    await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    await finished(register, import_id)
    asked = "select distinct actor from log where type like 'registry.family-registered%%'"
    assert register.rows(asked) == [(f"import:{import_id}",)]


def test_the_id_of_a_list_tells_nothing_to_who_has_not_the_key_of_the_vault() -> None:
    ours, theirs = (MasterKey.from_base64(b64encode(os.urandom(32)).decode()) for _ in range(2))
    assert ours.id_of("file", "a") == ours.id_of("file", "a")
    assert len({ours.id_of("file", "a"), ours.id_of("file", "b"), theirs.id_of("file", "a")}) == 3


async def test_a_place_out_of_reach_is_as_one_that_is_not_there(register: ServiceDoor) -> None:
    for grants in (OF_OTHER_COMMUNE, OF_HAMLET):
        theirs = await register.post("/imports", sent(), grants)
        nobodys = await register.post("/imports", sent(place_id=str(land.UNHEARD)), grants)
        said = [(each.status_code, each.json()["code"]) for each in (theirs, nobodys)]
        assert said == [(404, "registry.place-unknown")] * 2
    assert register.facts() == []
    import_id = await submitted(register)
    for id_ in (import_id, str(land.UNHEARD)):
        for word in ("confirm", "drop"):
            answer = await register.post(f"/imports/{id_}/{word}", {}, OF_OTHER_COMMUNE)
            assert (answer.status_code, answer.json()["code"]) == (404, "registry.import-unknown")
        answer = await register.get(f"/imports/{id_}", OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (404, "registry.import-unknown")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "importing.file-empty"),
        (b"PK", "importing.file-damaged"),
        (rows(["STT", "Khu phố"], [1, "a"]), "importing.no-list"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_file_that_cannot_be_read_is_refused(
    register: ServiceDoor, data: bytes, code: str, language: str
) -> None:
    headers = {"Accept-Language": language, "Idempotency-Key": "k"}
    headers["Authorization"] = f"Bearer {register.provider.token(OF_COMMUNE)}"
    answer = await register.client.post("/registry/v1/imports", json=sent(data), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert answer.headers["Content-Language"] == language
    assert ("file" in answer.json()["detail"].lower()) == (language == "en")
    assert register.rows("select 1 from import_files") == []


async def test_what_is_no_base64_is_refused_by_its_name(register: ServiceDoor) -> None:
    for wrong in ("ế", "a", 7, None, ["a"]):
        answer = await register.post("/imports", sent() | {"content": wrong}, OF_COMMUNE)
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["errors"]] == ["content"]


async def test_a_kind_that_is_not_there_is_refused(register: ServiceDoor) -> None:
    answer = await register.post("/imports", sent(kind="x"), OF_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (422, "registry.list-kind-unknown")
    assert "families" in answer.json()["detail"]


async def test_a_file_of_20_mb_is_heard_and_a_larger_body_is_not(register: ServiceDoor) -> None:
    for size, status in ((20_000_000, 422), (20_400_000, 413)):
        answer = await register.post("/imports", sent(b"PK" * (size // 2)), OF_COMMUNE)
        assert answer.status_code == status, answer.text
