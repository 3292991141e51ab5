"""The page of what may be asked loads nothing from anywhere."""

import re

from fastapi import FastAPI
from fastapi.testclient import TestClient

from shared.contracts.catalogue import EVENT_BY_TYPE
from shared.web.documentation import published


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


def test_whoever_subscribes_finds_the_schema_of_each_event(client: TestClient) -> None:
    for event in EVENT_BY_TYPE.values():
        schema = client.get(f"/schemas/{event.TYPE}")
        assert schema.headers["content-type"] == "application/schema+json"
        assert schema.json()["type"] == "object"


def test_a_schema_nobody_publishes_is_not_found(client: TestClient) -> None:
    assert client.get("/schemas/vn.hieuhoc.registry.unheard-of.v1").status_code == 404


def test_a_service_that_publishes_nothing_has_no_channels(client: TestClient) -> None:
    assert client.get("/asyncapi.json").status_code == 404


def test_a_service_that_publishes_serves_its_channels() -> None:
    app = FastAPI()
    app.include_router(published("registry"))
    document = TestClient(app).get("/asyncapi.json").json()
    assert document["asyncapi"].startswith("3.")
    assert document["channels"]
