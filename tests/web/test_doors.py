"""What every request passes, whatever it asks for."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from prometheus_client import REGISTRY
from structlog.testing import capture_logs


def test_a_body_over_the_limit_is_refused(client: TestClient) -> None:
    answer = client.post("/sample/v1/echo", json={"name": "n" * 1000})
    assert (answer.status_code, answer.json()["code"]) == (413, "web.body-too-large")


def test_a_body_over_the_limit_is_refused_though_its_length_was_not_said(
    client: TestClient,
) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"name": "'
        yield b"n" * 1000
        yield b'"}'

    headers = {"Content-Type": "application/json"}
    answer = client.post("/sample/v1/echo", content=pieces(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "web.body-too-large")


def test_a_body_over_the_limit_is_refused_before_anything_reads_it(client: TestClient) -> None:
    assert client.post("/sample/v1/nowhere", json={"name": "n" * 1000}).status_code == 413


def test_a_body_within_the_limit_is_taken(client: TestClient) -> None:
    assert client.post("/sample/v1/echo", json={"a": "b"}).json() == {"a": "b"}


def test_a_wrong_content_type_is_refused(client: TestClient) -> None:
    answer = client.post("/sample/v1/echo", content=b"a=b", headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["code"]) == (415, "web.content-type-unsupported")


def test_a_missing_content_type_is_refused(client: TestClient) -> None:
    answer = client.post("/sample/v1/echo", content=b'{"a": "b"}')
    assert answer.status_code == 415


def test_a_kind_of_json_is_json(client: TestClient) -> None:
    headers = {"Content-Type": "application/merge-patch+json; charset=utf-8"}
    assert client.post("/sample/v1/echo", content=b'{"a": "b"}', headers=headers).is_success


@pytest.mark.parametrize(("size", "status"), [(5000, 200), (5001, 413)])
def test_an_upload_has_a_limit_of_its_own(client: TestClient, size: int, status: int) -> None:
    headers = {"Content-Type": "application/octet-stream"}
    answer = client.post("/sample/v1/uploads", content=bytes(size), headers=headers)
    assert answer.status_code == status


def test_a_length_that_is_no_number_is_refused(client: TestClient) -> None:
    headers = {"Content-Length": "-1", "Content-Type": "application/json"}
    answer = client.post("/sample/v1/echo", content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "web.request-unreadable")


def test_the_callers_correlation_id_comes_back(client: TestClient) -> None:
    mine = str(uuid4())
    answer = client.get("/healthz", headers={"X-Correlation-Id": mine})
    assert answer.headers["x-correlation-id"] == mine


def test_a_correlation_id_that_is_none_is_replaced(client: TestClient) -> None:
    answer = client.get("/healthz", headers={"X-Correlation-Id": "Nguyễn".encode().hex() + "!"})
    assert UUID(answer.headers["x-correlation-id"]).version == 7


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/healthz", "/docs", "/sample/v1/nowhere", "/sample/v1/broken"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in headers["content-security-policy"]


def test_a_fault_is_answered_without_its_story_and_logged_once(client: TestClient) -> None:
    with capture_logs() as lines:
        answer = client.get("/sample/v1/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "web.unexpected")
    assert "ceiling" not in answer.text
    assert answer.headers["x-correlation-id"] in answer.json()["detail"]
    assert [line["event"] for line in lines] == ["request failed"]


def test_a_database_that_is_away_is_answered_with_try_again(client: TestClient) -> None:
    answer = client.get("/sample/v1/away")
    assert (answer.status_code, answer.json()["code"]) == (503, "web.unavailable")
    assert "retry-after" in answer.headers


def seen(route: str, status_class: str, method: str = "GET") -> float:
    labels = {"service": "sample", "method": method, "route": route, "status_class": status_class}
    name = "hieuhoc_http_request_duration_seconds_count"
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_requests_are_measured_by_the_template_of_their_route(
    client: TestClient, officer: dict[str, str]
) -> None:
    before = seen("/sample/v1/places/{place_id}", "4xx")
    client.get(f"/sample/v1/places/{uuid4()}", headers=officer)
    assert seen("/sample/v1/places/{place_id}", "4xx") == before + 1


def test_paths_and_methods_nobody_made_are_measured_together(client: TestClient) -> None:
    before = seen("unmatched", "4xx", "other")
    client.request("BREW", f"/{uuid4()}")
    assert seen("unmatched", "4xx", "other") == before + 1


def test_refusals_are_counted_by_code(client: TestClient) -> None:
    labels = {"service": "sample", "code": "registry.family-moving"}
    before = REGISTRY.get_sample_value("hieuhoc_refusals_total", labels) or 0.0
    client.get("/sample/v1/moving")
    assert REGISTRY.get_sample_value("hieuhoc_refusals_total", labels) == before + 1


def test_who_names_a_conversation_twice_names_none(client: TestClient) -> None:
    mine = str(uuid4()).encode()
    headers = [(b"x-correlation-id", mine), (b"x-correlation-id", str(uuid4()).encode())]
    answer = client.get("/healthz", headers=headers)
    assert answer.headers["x-correlation-id"].encode() not in dict(headers).values()


def test_head_is_counted_as_head_by_its_route(client: TestClient) -> None:
    asked = {"service": "sample", "route": "/healthz", "status_class": "2xx"}
    counted = "hieuhoc_http_request_duration_seconds_count"
    before = REGISTRY.get_sample_value(counted, {**asked, "method": "HEAD"}) or 0.0
    assert client.head("/healthz").status_code == 200
    assert REGISTRY.get_sample_value(counted, {**asked, "method": "HEAD"}) == before + 1


def test_head_where_there_is_no_get_is_refused_as_get_is(client: TestClient) -> None:
    answer = client.head("/sample/v1/echo")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
