"""A load of HTTP commands from a process of its own, cheap enough not to be what is measured.

    python -m benchmarks.load <port> <clients> <seconds> <commands a second or 0> <token> <hamlet>
prints one JSON line: how many were answered 201, in how long, and when each was answered.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field

from shared.vocabulary.identifiers import new_id


@dataclass
class Load:
    """`pace`: commands a second over all clients; 0: as fast as they are answered."""

    port: int
    clients: int
    seconds: float
    pace: float
    token: str
    hamlet: str
    sent: int = 0
    answers: list[tuple[str, float, float]] = field(default_factory=list)

    def request(self) -> bytes:
        self.sent += 1
        body = json.dumps(
            {
                "place_id": self.hamlet,
                "registered_on": "2026-01-05",
                "head": {"full_name": f"Chủ hộ số {self.sent}"},
            }
        ).encode()
        head = (
            "POST /registry/v1/families HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Authorization: Bearer {self.token}\r\nIdempotency-Key: {new_id()}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    async def client(self, number: int, began: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        turn = number
        while time.monotonic() < began + self.seconds:
            if self.pace:
                await asyncio.sleep(max(0.0, began + turn / self.pace - time.monotonic()))
                turn += self.clients
            await self.ask(reader, writer)
        writer.close()

    async def ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = time.time()
        writer.write(self.request())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        body = await reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 201"):
            raise SystemExit(f"not registered: {head!r} {body!r}")
        self.answers.append((json.loads(body)["family_id"], asked, time.time()))

    async def run(self) -> None:
        began = time.monotonic()
        await asyncio.gather(*(self.client(n, began) for n in range(self.clients)))
        taken = time.monotonic() - began
        print(json.dumps({"number": len(self.answers), "seconds": taken, "answers": self.answers}))


if __name__ == "__main__":
    port, clients, seconds, pace, token, hamlet = sys.argv[1:]
    asyncio.run(Load(int(port), int(clients), float(seconds), float(pace), token, hamlet).run())
