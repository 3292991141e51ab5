"""What every route of every service does with who knocks, whatever it is asked for."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient
from starlette.types import Message

from shared.web.actions import OPEN_TO_ALL, declared_actions
from shared.web.scrutiny import SINGLE
from tests.architecture.test_inputs import application
from tests.support.sources import SERVICES

LISTS = {b"accept-language"}
"""Sent several times they mean what they mean joined by commas."""
SENT_BY_EVERYBODY = [b"authorization", b"content-length", b"content-type", b"host"]


def routes(app: FastAPI) -> Iterator[tuple[str, str, str | None]]:
    """Method, path and action of each."""
    for route, action in declared_actions(app).items():
        method, _, path = route.partition(" ")
        yield method, path.replace("{", "").replace("}", ""), action


async def answered(app: FastAPI, method: str, path: str, *headers: tuple[bytes, bytes]) -> int:
    """The status, when the body never comes: nobody may wait for it."""
    said: list[Message] = []

    async def receive() -> Message:
        raise AssertionError(f"{method} {path} reads the body of somebody it does not know")

    async def send(message: Message) -> None:
        said.append(message)

    named = [(b"content-type", b"application/json"), (b"content-length", b"9"), *headers]
    scope: dict[str, Any] = {"type": "http", "method": method, "path": path, "query_string": b""}
    await app({**scope, "headers": named, "http_version": "1.1"}, receive, send)
    return int(said[0]["status"])


@pytest.mark.parametrize("service", SERVICES)
async def test_no_body_is_read_before_its_sender_is_believed(service: str) -> None:
    app = application(service)
    asked = [each for each in routes(app) if each[2] != OPEN_TO_ALL]
    assert asked
    for method, path, _ in asked:
        assert await answered(app, method, path) == 401
        unbelieved = (b"authorization", b"Bearer e30.e30.e30")
        assert await answered(app, method, path, unbelieved) == 401


@pytest.mark.parametrize("service", SERVICES)
def test_head_is_answered_where_get_is(service: str) -> None:
    client = TestClient(application(service))
    for method, path, _ in routes(client.app):  # type: ignore[arg-type]  # it is a FastAPI
        asked, head = client.request(method, path), client.head(path)
        assert head.content == b""
        if method == "GET":
            assert head.status_code == asked.status_code
            assert head.headers["content-length"] == asked.headers["content-length"]
    assert client.head("/nowhere").status_code == 404


@pytest.mark.parametrize("service", SERVICES)
def test_a_header_that_a_route_reads_may_be_sent_once_only(service: str) -> None:
    app = application(service)
    read = {
        parameter.alias.lower().encode()
        for context in iter_route_contexts(app.routes)
        if isinstance(route := context.original_route, APIRoute)
        for parameter in headers_of(route.dependant)
    } - LISTS
    assert read <= SINGLE
    client = TestClient(app)
    for name in {*read, *SENT_BY_EVERYBODY}:
        twice = [(name, b"1"), (name, b"1")]
        answer = client.get("/healthz", headers=twice)
        assert (answer.status_code, answer.json()["code"]) == (400, "web.header-repeated"), name
        assert (
            name.decode().title()
            in client.get("/healthz", headers=[*twice, (b"accept-language", b"en")]).json()[
                "detail"
            ]
        )


def headers_of(dependant: Any) -> Iterator[Any]:
    yield from dependant.header_params
    for each in dependant.dependencies:
        yield from headers_of(each)
