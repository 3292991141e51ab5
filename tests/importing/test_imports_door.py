"""Lists over HTTP: a file is sent in base64, and what became of each row is answered."""

import os
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.registry.people.vault.sealing import MasterKey
from tests.importing.fixtures import rows, set_a
from tests.importing.register import DAY, opened, registered
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

A02 = next(path for path in sorted(set_a().glob("A02*")))
HEADINGS = ["Họ và tên chủ hộ", "Năm sinh", "Khu phố"]
TWO = rows(HEADINGS, ["Lê Văn Học", 1980, "Khu phố 1"], ["Trần Thị Hiếu", 1985, "Khu phố 99"])


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def sent(data: bytes = TWO, **said: Any) -> dict[str, Any]:
    body = {"kind": "families", "file_name": "a.xlsx", "content": b64encode(data).decode()}
    whole = {"place_id": str(land.COMMUNE), "on": DAY.isoformat(), "dry_run": False}
    return body | whole | said


async def test_a_dry_run_answers_as_the_import_and_records_nothing(register: ServiceDoor) -> None:
    whole = sent(A02.read_bytes())
    dry = await register.post("/imports", whole | {"dry_run": True}, OF_COMMUNE)
    assert register.facts() == []
    true = await register.post("/imports", whole, OF_COMMUNE)

    assert (dry.status_code, true.status_code) == (200, 200)
    said = true.json()
    assert dry.json() == said
    assert [*said] == ["import_id", "kind", "sheets", "rows", "sums", "errors", "asks"]
    counts = {"read": 57, "new": 47, "changed": 0, "unchanged": 0, "rejected": 8, "ask": 2}
    assert said["rows"] == counts
    assert said["sums"]["members"] == {"right": 205, "stated": 239}
    assert len(said["errors"]) == 8
    assert len(said["asks"]) == 2
    assert all({*each} == {"sheet", "row", "column", "code", "detail"} for each in said["errors"])
    assert len(registered(register)) == 47
    assert "hieuhoc-after" in true.headers


async def test_the_same_bytes_under_another_name_are_the_same_list(register: ServiceDoor) -> None:
    first = await register.post("/imports", sent(), OF_COMMUNE)
    again = await register.post("/imports", sent(file_name="b.xlsx"), OF_COMMUNE)
    other = await register.post("/imports", sent(on="2025-08-02"), OF_COMMUNE)

    assert first.json()["rows"]["new"] == 1, first.text
    assert again.json() == first.json()
    assert other.json()["import_id"] != first.json()["import_id"]
    families = [each.registered_on.isoformat() for each in registered(register)]
    assert families.count(DAY.isoformat()) == 1


async def test_the_rows_are_recorded_for_the_import(register: ServiceDoor) -> None:
    answer = await register.post("/imports", sent(), OF_COMMUNE)
    asked = "select distinct actor from log where type like 'registry.family-registered%%'"
    assert register.rows(asked) == [(f"import:{answer.json()['import_id']}",)]


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
    assert registered(register) == []


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


async def test_what_is_no_base64_is_refused_by_its_name(register: ServiceDoor) -> None:
    for wrong in ("ế", "a", 7, None, ["a"]):
        answer = await register.post("/imports", sent() | {"content": wrong}, OF_COMMUNE)
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["errors"]] == ["content"]


async def test_a_file_of_20_mb_is_heard_and_a_larger_body_is_not(register: ServiceDoor) -> None:
    for size, status in ((20_000_000, 422), (20_300_000, 413)):
        answer = await register.post("/imports", sent(b"PK" * (size // 2)), OF_COMMUNE)
        assert answer.status_code == status, answer.text
