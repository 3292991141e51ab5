"""Keys, origins and pages of a request."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from shared.eventstore.commands import Key
from shared.web.conversation import cursor_of, key_of, key_of_row
from shared.web.identity import Grant
from tests.web.sample import COMMUNE, HAMLET, PROVINCE, FamilyForm
from tests.web.tokens import Provider, signed_in

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
FORM = {"place_id": str(COMMUNE), "name": "A"}


def register(client: TestClient, headers: dict[str, str], **more: Any) -> dict[str, Any]:
    answer = client.post("/sample/v1/families", json=FORM | more, headers=headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_command_carries_its_key_and_who_asks(
    client: TestClient, officer: dict[str, str]
) -> None:
    registered = register(client, officer)
    assert (registered["key"], registered["actor"]) == ("k-1", "officer-7")


def test_a_command_without_a_key_is_refused(client: TestClient, officer: dict[str, str]) -> None:
    del officer["Idempotency-Key"]
    answer = client.post("/sample/v1/families", json=FORM, headers=officer)
    assert (answer.status_code, answer.json()["code"]) == (400, "web.idempotency-key-missing")


@pytest.mark.parametrize("key", ["with space", "k" * 201])
def test_a_key_of_the_wrong_form_is_refused(
    client: TestClient, officer: dict[str, str], key: str
) -> None:
    headers = officer | {"Idempotency-Key": key}
    answer = client.post("/sample/v1/families", json=FORM, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "web.idempotency-key-invalid")


def test_the_same_body_has_the_same_hash_however_it_is_spaced(
    client: TestClient, officer: dict[str, str]
) -> None:
    headers = officer | {"Content-Type": "application/json"}
    respaced = f'{{"name" : "A",\n "place_id": "{COMMUNE}"}}'.encode()
    again = client.post("/sample/v1/families", content=respaced, headers=headers).json()
    assert again["body_hash"] == register(client, officer)["body_hash"]


def test_another_body_or_another_address_has_another_hash(
    client: TestClient, officer: dict[str, str]
) -> None:
    one, other = register(client, officer), register(client, officer, name="B")
    assert one["body_hash"] != other["body_hash"]
    answer = client.post("/sample/v1/families?draft=1", json=FORM, headers=officer)
    assert answer.json()["body_hash"] != one["body_hash"]


SAID_OF_PEOPLE: list[dict[str, Any]] = [
    {"full_name": "Trần Thị Hoà"},
    {"full_name": "Lê Văn Tám"},
    {"inner": {"note": "x", "phone": "0912345678"}},
    {"inner": {"note": "x", "phone": None}},
]


def test_what_is_said_of_people_is_in_no_hash(client: TestClient, officer: dict[str, str]) -> None:
    unnamed: dict[str, Any] = {"inner": {"note": "x"}}
    hashes = [register(client, officer, **unnamed | said) for said in SAID_OF_PEOPLE]
    assert {each["body_hash"] for each in hashes} == {
        register(client, officer, **unnamed)["body_hash"]
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_body_in_whatever_encoding_is_known_by_what_it_says(
    client: TestClient, officer: dict[str, str], encoding: str
) -> None:
    body = json.dumps(FORM | {"full_name": "Trần Thị Hoà"}, ensure_ascii=False).encode(encoding)
    headers = officer | {"Content-Type": "application/json"}
    answer = client.post("/sample/v1/families", content=body, headers=headers)
    assert answer.json()["body_hash"] == register(client, officer)["body_hash"]


def test_what_nobody_reads_of_an_address_is_in_no_hash(
    client: TestClient, officer: dict[str, str]
) -> None:
    answer = client.post("/sample/v1/families?note=Hoà", json=FORM, headers=officer)
    assert answer.json()["body_hash"] == register(client, officer)["body_hash"]


def test_a_row_is_known_by_its_number_and_what_it_says_of_nobody() -> None:
    whole = key_of("officer-7", "k", None)

    def row(number: int, actor: Key = whole, **said: Any) -> Key | None:
        return key_of_row(actor, number, FORM | said, FamilyForm)

    assert row(1) == row(1, full_name="Trần Thị Hoà") == row(1, unknown="Lê Văn Tám")
    others = [row(1), row(2), row(1, name="B"), row(1, actor=replace(whole, key="other"))]
    assert len(set(others)) == len(others)


@pytest.mark.parametrize("actor", ["import:7", "system:laptop"])
def test_a_lasting_key_covers_nothing_that_was_said(actor: str) -> None:
    assert key_of(actor, "k", "Trần Thị Hoà") == key_of(actor, "k", "Lê Văn Tám")
    assert key_of(actor, "k", None).body_hash != key_of(actor, "l", None).body_hash


def test_facts_carry_the_conversation_they_come_from(
    client: TestClient, officer: dict[str, str]
) -> None:
    mine = str(UUID(int=7))
    headers = officer | {"X-Correlation-Id": mine, "traceparent": TRACE}
    registered = register(client, headers)
    assert (registered["correlation_id"], registered["traceparent"]) == (mine, TRACE)


def test_a_trace_that_is_none_is_left_out(client: TestClient, officer: dict[str, str]) -> None:
    headers = officer | {"traceparent": TRACE.replace("0af7651916cd43dd8448eb211c80319c", "0" * 32)}
    assert register(client, headers)["traceparent"] is None


def everything(provider: Provider) -> dict[str, str]:
    return signed_in(provider.token([Grant("province-officer", PROVINCE, "subtree")]))


def test_a_list_is_read_page_by_page(client: TestClient, provider: Provider) -> None:
    headers = everything(provider)
    first = client.get("/sample/v1/places?limit=2", headers=headers).json()
    assert first["places"] == [str(PROVINCE), str(COMMUNE)]
    cursor = first["next_cursor"]
    rest = client.get(f"/sample/v1/places?limit=2&cursor={cursor}", headers=headers).json()
    assert rest["places"] == [str(HAMLET)]


@pytest.mark.parametrize("limit", ["0", "101", "many"])
def test_a_page_holds_one_to_a_hundred(client: TestClient, provider: Provider, limit: str) -> None:
    answer = client.get(f"/sample/v1/places?limit={limit}", headers=everything(provider))
    assert (answer.status_code, answer.json()["code"]) == (422, "web.invalid-request")


@pytest.mark.parametrize("cursor", ["!", "Zm9v", "ế", "a"])
def test_a_cursor_nobody_gave_is_refused(
    client: TestClient, provider: Provider, cursor: str
) -> None:
    answer = client.get(f"/sample/v1/places?cursor={cursor}", headers=everything(provider))
    assert (answer.status_code, answer.json()["code"]) == (422, "web.cursor-invalid")


def test_a_cursor_can_stand_in_an_address() -> None:
    assert cursor_of({"after": "Tân Bình?"}).replace("-", "").replace("_", "").isalnum()
