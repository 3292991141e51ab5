"""The page of what may be asked loads nothing from anywhere."""

import re

from fastapi.testclient import TestClient


def test_the_page_shows_each_operation_with_a_call_to_copy(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "POST /sample/v1/families" in page
    assert "Idempotency-Key: $(uuidgen)" in page
    assert "Authorization: Bearer $TOKEN" in page


def test_the_page_names_no_other_host(client: TestClient) -> None:
    for path in ("/docs", "/docs.css"):
        assert not re.search(r"https?://|//cdn|@import", client.get(path).text)


def test_the_openapi_document_describes_problems_and_hides_health(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    responses = document["paths"]["/sample/v1/families"]["post"]["responses"]
    assert "application/problem+json" in responses["4XX"]["content"]
    assert "422" not in responses
    assert not {"/healthz", "/readyz", "/metrics", "/docs"} & document["paths"].keys()
