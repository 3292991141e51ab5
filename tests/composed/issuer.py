"""An identity provider of the province's own: its keys behind an address, as Keycloak has them."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from shared.web.identity import Grant
from tests.web.tokens import Provider

ISSUER: Final = "https://dang-nhap.tinh.example/realms/hoc"
AUDIENCE: Final = "hieuhoc-tinh"


class Issuer(Provider):
    """Signs for an audience of the province's; `keys_url` is where its public keys are."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_url = ""

    def sign(self, grants: Sequence[Grant]) -> str:
        return self.token(grants, iss=ISSUER, aud=AUDIENCE)


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    answer = issuer.keys().encode()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *said: object) -> None:
            """Nothing: it is asked often."""

    server = ThreadingHTTPServer(("127.0.0.2", 0), Door)
    thread = threading.Thread(target=server.serve_forever, name="issuer", daemon=True)
    thread.start()
    # Not 127.0.0.1, which in a container is the container itself.
    issuer.keys_url = f"http://127.0.0.2:{server.server_port}/jwks.json"
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
