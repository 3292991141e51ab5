"""A service that cannot for a moment makes the laptop edition slow, not dead."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from hieuhoc.laptop.door import DoorRefused, Doors

SAID: list[int] = []
"""The statuses that the service answers with, one after the other; then 200."""


class Moody(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = SAID.pop(0) if SAID else 200
        body = json.dumps({"code": "web.some", "detail": "so"} if status > 399 else {"key": KEY})
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def do_GET(self) -> None:  # as the library calls it
        self._answer()

    def do_POST(self) -> None:  # as the library calls it
        self._answer()

    def log_message(self, *_: object) -> None:
        return


KEY = "demo/1"


@pytest.fixture
def url() -> Iterator[str]:
    SAID.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Moody) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("status", [429, 502, 503, 504])
async def test_what_is_closed_for_a_moment_is_asked_again(url: str, status: int) -> None:
    SAID[:] = [status, status]
    async with httpx2.AsyncClient() as client:
        doors = Doors(client, {"registry": url}, "token")
        assert await doors.post("/registry/v1/families", KEY, {}) == {"key": KEY}
        SAID[:] = [status]
        assert await doors.get("/registry/v1/places") == {"key": KEY}


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 500])
async def test_a_refusal_is_not_asked_again(url: str, status: int) -> None:
    SAID[:] = [status]
    async with httpx2.AsyncClient() as client:
        doors = Doors(client, {"registry": url}, "token")
        with pytest.raises(DoorRefused, match=r"web\.some"):
            await doors.post("/registry/v1/families", KEY, {})
    assert SAID == []
