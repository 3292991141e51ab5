"""Requests as bytes, so that nothing is put right on the way to the door."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

PATIENCE = 60.0
FILES = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
"""What is answered that is no text."""


@dataclass(frozen=True)
class Ask:
    """`target` is the address as it stands on the wire."""

    port: int
    method: str
    target: bytes
    headers: Sequence[tuple[bytes, bytes]] = ()
    body: bytes = b""

    def written(self) -> bytes:
        lines = [b"%s %s HTTP/1.1" % (self.method.encode(), self.target), b"Host: door"]
        lines += [b"%s: %s" % header for header in self.headers]
        if self.body:
            lines += [b"Content-Type: application/json", b"Content-Length: %d" % len(self.body)]
        return b"\r\n".join([*lines, b"", self.body])


@dataclass(frozen=True)
class Answer:
    """Status 0: the connection was broken off without one."""

    status: int
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        return json.loads(self.text)


class Line:
    """Connections that stay open, one to each port; for one asker at a time."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[asyncio.StreamReader, asyncio.StreamWriter]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for _, writer in self._open.values():
            writer.close()

    async def ask(self, ask: Ask) -> Answer:
        """A connection that lay idle may be closed by the server at this moment, as RFC 9112 lets
        it; then, and only where it has answered before, another one is opened."""
        known = ask.port in self._open
        answer = await self._asked(ask)
        return await self._asked(ask) if known and answer.status == 0 else answer

    async def _asked(self, ask: Ask) -> Answer:
        if ask.port not in self._open:
            opening = asyncio.open_connection("127.0.0.1", ask.port)
            self._open[ask.port] = await opening
        reader, writer = self._open[ask.port]
        try:
            async with asyncio.timeout(PATIENCE):
                writer.write(ask.written())
                await writer.drain()
                answer, closes = await _answer(reader)
        except (ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            answer, closes = Answer(0), True
        if closes:
            self._open.pop(ask.port)
            writer.close()
        return answer


async def _answer(reader: asyncio.StreamReader) -> tuple[Answer, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status, *lines = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    closes = headers.get("connection") == "close"
    if "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    elif headers.get("transfer-encoding") == "chunked":
        body = await _chunks(reader)
    else:
        body, closes = await reader.read(), True
    errors = "replace" if headers.get("content-type") in FILES else "strict"
    return Answer(int(status.split()[1]), body.decode(errors=errors), headers), closes


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    """Of a stream, to its end."""
    whole = b""
    while size := int(await reader.readline(), 16):
        whole += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return whole
