"""What comes in a body, a cursor, an address or a header is text that can be seen, or refused."""

import base64
import contextlib
import json
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import example, given
from hypothesis import strategies as any_

from shared.vocabulary.text import is_fit
from shared.web.conversation import key_of
from shared.web.reading import DEEPEST, NotJson, Wrong, decoded
from tests.web.sample import COMMUNE, application
from tests.web.tokens import Provider

UNFIT = ["\u0000", "\u0007", "\t", "\n", "\u0085", "\u00ad", "\u200b", "\u200d", "\u202e", "\u2066",
         "\u2028", "\ufeff", "\ufffd", "\ue000", "\uffff", "\ud800", "\udc00",
         "\U000e0041"]  # fmt: skip
NOT_JSON = [b"", b"{", b'{"a"', b"\xff\xfe\xff", b'"\xed\xa0\x80"', b'"\xc0\x80"', b"'a'", b"{a:1}",
            b"1 2", b"\x00", b"[" * 1_001, b"[" * 100_000,
            b'{"a":' * 5_000 + b"1" + b"}" * 5_000]  # fmt: skip
FORM = {"place_id": str(COMMUNE), "name": "A"}
names = any_.text(any_.characters(categories=None, exclude_categories=()), max_size=8)
anything = any_.recursive(
    any_.none() | any_.booleans() | any_.integers() | any_.floats() | names,
    lambda inner: any_.lists(inner, max_size=3) | any_.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def client(provider: Provider) -> Iterator[TestClient]:
    """It takes bodies as long as a service does."""
    with TestClient(application(provider.identity(), body=1_000_000)) as client:
        yield client


def sent(client: TestClient, headers: dict[str, str], body: str | bytes, path: str) -> Any:
    known = headers | {"Content-Type": "application/json"}
    return client.post(f"/sample/v1{path}", content=body, headers=known)


@pytest.mark.parametrize("unfit", UNFIT, ids=ascii)
@pytest.mark.parametrize("field", ["name", "place_id", "on", "members", "inner.note", "more"])
def test_a_field_whose_text_is_not_fit_is_named(
    client: TestClient, officer: dict[str, str], unfit: str, field: str
) -> None:
    inner = {"inner": {"note": f"x{unfit}"}}
    form = FORM | (inner if field == "inner.note" else {field: f"A{unfit}B"})
    answer = sent(client, officer, json.dumps(form), "/families")
    assert answer.status_code == 422
    assert answer.json()["code"] == "web.invalid-body"
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [
        (field, "text-unfit")
    ]


@pytest.mark.parametrize("typed", ["Nguy\u00d4n V\u00a8n H\u00adng", "L\u00aa Th\u00de Th\u00ad"])
def test_a_letter_of_an_old_encoding_that_nobody_sees_is_told_as_that(
    client: TestClient, officer: dict[str, str], typed: str
) -> None:
    answer = sent(client, officer, json.dumps(FORM | {"name": typed}), "/families")
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) == ("name", "text-legacy")


@pytest.mark.parametrize("unfit", UNFIT, ids=ascii)
def test_a_field_whose_name_is_not_fit_is_refused(
    client: TestClient, officer: dict[str, str], unfit: str
) -> None:
    answer = sent(client, officer, json.dumps(FORM | {f"name{unfit}": "B"}), "/families")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (422, "text-unfit")
    assert is_fit(error["field"])


ROWS = [
    *[json.dumps(FORM | {"name": f"B{unfit}"}) for unfit in UNFIT],
    *[json.dumps(FORM | {unfit: "B"}) for unfit in UNFIT],
    *[json.dumps(FORM | {"more": {"x": [unfit]}}) for unfit in UNFIT],
    '{"place_id": "x", "place_id": "y", "name": "A"}', "7", "null", "[]", '"A"', "NaN", "1e999",
    json.dumps(FORM)[:-1] + ', "members": NaN}', json.dumps(FORM)[:-1] + ', "members": 1e999}',
    json.dumps(FORM)[:-1] + ', "members": ' + "9" * 3_000 + "}",
    json.dumps(FORM)[:-1] + ', "members": ' + "[" * 200 + "]" * 200 + "}",
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(row)[-40:])
def test_one_odd_row_costs_only_itself(
    client: TestClient, officer: dict[str, str], row: str
) -> None:
    good = json.dumps(FORM)
    answer = sent(client, officer, f'{{"rows": [{good}, {row}, {good}]}}', "/rows")
    assert (answer.status_code, answer.json()) == (200, ["A", None, "A"])


@pytest.mark.parametrize("body", ['"\\u0000"', "NaN", '{"a": "", "a": ""}', "[]", "7", "null"])
def test_what_is_no_object_fills_in_no_form(
    client: TestClient, officer: dict[str, str], body: str
) -> None:
    assert sent(client, officer, body, "/echo").status_code == 422


@pytest.mark.parametrize("body", NOT_JSON, ids=lambda body: str(body[:12]))
def test_what_cannot_be_read_at_all_is_no_json(
    client: TestClient, officer: dict[str, str], body: bytes
) -> None:
    with pytest.raises(NotJson):
        decoded(body)
    answer = sent(client, officer, body or b" ", "/families")
    assert (answer.status_code, answer.json()["code"]) == (400, "web.body-not-json")


@given(anything)
@example({"\ud7fc\uf900": None})  # shown by its escape, and still in one form
def test_whatever_is_read_is_fit_or_marked(value: Any) -> None:
    found = decoded(json.dumps(value).encode())
    for text in texts(found):
        assert is_fit(text)
        assert unicodedata.is_normalized("NFC", text)
    assert key_of("officer-7", "k-1", found).body_hash


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(text for each in value.values() for text in texts(each))]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) else []


@given(any_.binary())
def test_whatever_bytes_come_they_are_json_or_not(body: bytes) -> None:
    with contextlib.suppress(NotJson):
        decoded(body)


def test_what_lies_too_deep_is_marked_where_it_begins() -> None:
    nested = "[" * DEEPEST + "7" + "]" * DEEPEST
    assert "Wrong" not in repr(decoded(nested.encode()))
    assert "too-deep" in repr(decoded(f"[{nested}]".encode()))
    assert decoded(b'{"a": 1, "a": 2}') == Wrong("said-twice")


@pytest.mark.parametrize("path", ["", "/families", "/places/seven"])
@pytest.mark.parametrize("unfit", [*UNFIT, "ascii"], ids=ascii)
def test_an_address_with_text_that_is_not_fit_is_refused(
    client: TestClient, officer: dict[str, str], path: str, unfit: str
) -> None:
    written = "%C3%28" if unfit == "ascii" else quoted(unfit)
    for asked in (f"{path}/{written}", f"{path}?{written}=1", f"{path}?name=a{written}"):
        answer = client.get(f"/sample/v1{asked}", headers=officer)
        assert (answer.status_code, answer.json()["code"]) == (422, "web.invalid-request")
        assert [error["code"] for error in answer.json()["errors"]] == ["text-unfit"]


def quoted(text: str) -> str:
    """Percent-encoded, half a character too."""
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def test_a_query_is_read_in_one_form(client: TestClient, officer: dict[str, str]) -> None:
    asked = {"name": unicodedata.normalize("NFD", "Khu phố + Ấp & Ước")}
    answer = client.get("/sample/v1/days", params=asked, headers=officer)
    assert answer.json()["name"] == "Khu phố + Ấp & Ước"


@pytest.mark.parametrize("header", ["Accept-Language", "Idempotency-Key", "traceparent", "X-Any"])
@pytest.mark.parametrize("unfit", [b"\x00", b"\x07", b"\x7f", b"\xc2\x85", "\u202e".encode()])
def test_a_header_that_is_not_fit_is_named(
    client: TestClient, officer: dict[str, str], header: str, unfit: bytes
) -> None:
    del officer["Idempotency-Key"]
    given = [(name.encode(), value.encode()) for name, value in officer.items()]
    headers = [*given, (header.encode(), b"a" + unfit)]
    answer = client.get("/sample/v1/places", headers=headers)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [header.lower()]


CURSORS = ["true", "null", '"x"', "-1", "1.5", "NaN", "1e999", "9" * 5_000, "[]", "{}", '"\\u0000"',
           '"\\ud800"', "[" * 1_000, "[" * 2_000 + "]" * 2_000, '{"a":1,"a":2}', "",
           "\ufeff"]  # fmt: skip


@pytest.mark.parametrize("written", CURSORS, ids=lambda written: ascii(written)[:20])
def test_a_cursor_holds_what_the_route_says_or_is_refused(
    client: TestClient, officer: dict[str, str], written: str
) -> None:
    cursor = base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")
    answer = client.get("/sample/v1/places", params={"cursor": cursor}, headers=officer)
    code = "web.cursor-invalid" if len(cursor) <= 2_000 else "web.invalid-request"
    assert (answer.status_code, answer.json()["code"]) == (422, code)
