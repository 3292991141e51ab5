"""What is refused is refused in plain words, in the language that was asked for."""

from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from shared.vocabulary.vietnamese.web import FIELDS, SENTENCES, TITLES
from shared.web import fields, refusals
from shared.web.languages import preferred, sentence_of
from shared.web.refusals import BodyTooLarge, DoorRefusal, NotFound
from tests.web.sample import COMMUNE

ALL = [kind for kind in vars(refusals).values() if isinstance(kind, type)]
DOOR = [kind for kind in ALL if issubclass(kind, DoorRefusal) and kind is not DoorRefusal]


def test_a_problem_says_what_in_vietnamese_unless_asked_otherwise(client: TestClient) -> None:
    answer = client.get("/sample/v1/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "vi"
    problem = answer.json()
    assert problem["type"] == problem["code"] == "web.not-found"
    assert (problem["title"], problem["detail"]) == ("Không tìm thấy", "Không tìm thấy.")
    assert problem["status"] == 404
    assert problem["correlation_id"] == answer.headers["x-correlation-id"]


def test_a_problem_speaks_english_to_who_asks_for_it(client: TestClient) -> None:
    answer = client.get("/sample/v1/nowhere", headers={"Accept-Language": "en-GB, vi;q=0.5"})
    assert answer.headers["content-language"] == "en"
    assert answer.json()["detail"] == NotFound.sentence


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "vi"),
        ("fr, de", "vi"),
        ("en", "en"),
        ("vi, en", "vi"),
        ("en;q=0.8, vi;q=0.9", "vi"),
        ("fr, en;q=0.1", "en"),
        ("en;q=nonsense", "vi"),
        ("en;q=0", "vi"),
    ],
)
def test_the_better_liked_language_is_spoken(header: str, language: str) -> None:
    assert preferred(header) == language


def test_fields_of_a_refusal_are_filled_into_both_sentences() -> None:
    refusal = BodyTooLarge(limit=1000)
    assert "1000" in sentence_of(refusal, "vi", {})
    assert "1000" in sentence_of(refusal, "en", {})
    assert sentence_of(refusal, "vi", {}) != sentence_of(refusal, "en", {})


@pytest.mark.parametrize("refusal", DOOR, ids=lambda kind: kind.code)
def test_every_refusal_of_the_door_has_a_vietnamese_sentence_and_title(
    refusal: type[DoorRefusal],
) -> None:
    assert refusal.code in SENTENCES
    assert refusal.status in TITLES


def test_every_complaint_about_a_field_has_words_in_both_languages() -> None:
    assert FIELDS.keys() == fields.ENGLISH.keys()


def test_a_wrong_field_is_named_and_what_was_sent_is_not_repeated(
    client: TestClient, officer: dict[str, str]
) -> None:
    form = {"place_id": "Nguyễn Văn A", "name": "n" * 21, "on": "30/09/2022"}
    answer = client.post("/sample/v1/families", json=form, headers=officer)
    assert answer.status_code == 422
    assert answer.json()["code"] == "web.invalid-body"
    found = {error["field"]: error["code"] for error in answer.json()["errors"]}
    assert found == {"place_id": "identity", "name": "too-long", "on": "day"}
    assert "Nguyễn" not in answer.text


def test_of_thousands_of_wrong_fields_the_first_are_told(
    client: TestClient, officer: dict[str, str]
) -> None:
    form = {"place_id": str(COMMUNE), "name": "A"} | {f"{n}": n for n in range(80)}
    errors = client.post("/sample/v1/families", json=form, headers=officer).json()["errors"]
    assert len(errors) == fields.MOST_TOLD


def test_a_missing_field_is_named(client: TestClient, officer: dict[str, str]) -> None:
    form = {"place_id": str(COMMUNE)}
    answer = client.post("/sample/v1/families", json=form, headers=officer)
    assert answer.json()["errors"] == [
        {"field": "name", "code": "missing", "detail": "Thiếu trường này."}
    ]


def test_a_wrong_parameter_is_not_called_a_wrong_body(
    client: TestClient, officer: dict[str, str]
) -> None:
    answer = client.get("/sample/v1/places/seven", headers=officer)
    assert (answer.status_code, answer.json()["code"]) == (422, "web.invalid-request")


def test_a_body_that_is_no_json_is_refused(client: TestClient, officer: dict[str, str]) -> None:
    headers = officer | {"Content-Type": "application/json"}
    answer = client.post("/sample/v1/families", content=b'{"name', headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "web.body-not-json")


def test_a_method_that_is_not_taken_is_refused(client: TestClient) -> None:
    answer = client.delete("/sample/v1/families")
    assert (answer.status_code, answer.json()["code"]) == (405, "web.method-not-allowed")
    assert "POST" in answer.headers["allow"]


def test_what_may_be_on_its_way_is_answered_with_when_to_ask_again(client: TestClient) -> None:
    answer = client.get("/sample/v1/moving")
    assert answer.status_code == 409
    assert int(answer.headers["retry-after"]) > 0


def test_a_place_not_known_here_yet_may_be_asked_about_again(
    client: TestClient, officer: dict[str, str]
) -> None:
    form = {"place_id": str(uuid4()), "name": "A"}
    answer = client.post("/sample/v1/families", json=form, headers=officer)
    assert (answer.status_code, answer.json()["code"]) == (404, "web.place-not-known-yet")
    assert "retry-after" in answer.headers
