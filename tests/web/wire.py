"""A server with narrow bounds, and clients who send bytes as they like."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI

from shared.web.bounds import Bounds, Connections
from shared.web.server import Server, listening, server_of
from tests.support.waiting import eventually_async

PATIENCE = 20.0
SMALL = 4096
ALIVE = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
HALF_HEAD = b"POST /sample/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Le"
HALF_BODY = (
    b"POST /sample/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Content-Length: 9\r\n\r\n"
)
CHUNKED = (
    b"POST /sample/v1/uploads HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)


@dataclass(frozen=True)
class Client:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, *sent: bytes) -> int:
        """As far as it is taken, for the other side may have closed: so many of the parts."""
        for number, each in enumerate(sent):
            try:
                self.writer.write(each)
                await self.writer.drain()
            except ConnectionError:
                return number
        return len(sent)

    async def status(self) -> int:
        """Of the next answer, which is read to its end; 0 when the connection ends without one."""
        try:
            head, _ = await self.answer()
        except (ConnectionError, asyncio.IncompleteReadError):
            return 0
        return int(head.split()[1])

    async def answer(self) -> tuple[str, bytes]:
        """The next one: its head in small letters, and its body."""
        async with asyncio.timeout(PATIENCE):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = head.partition("content-length: ")[2].partition("\r\n")[0]
            return head, await self.reader.readexactly(int(length))

    async def is_closed(self) -> bool:
        """Waits until it is, reading what comes until then."""
        with contextlib.suppress(ConnectionError):
            async with asyncio.timeout(PATIENCE):
                while await self.reader.read(65_536):
                    pass
        return True

    async def asks(self, sent: bytes = ALIVE) -> int:
        await self.send(sent)
        return await self.status()


@dataclass(frozen=True)
class Wire:
    server: Server
    port: int

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        client = await self.connected()
        try:
            yield client
        finally:
            client.writer.close()

    async def connected(self) -> Client:
        """One whose kernel keeps little for it, as the server's does."""
        mine = socket.socket()
        mine.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        mine.setblocking(False)
        await asyncio.get_running_loop().sock_connect(mine, ("127.0.0.1", self.port))
        return Client(*await asyncio.open_connection(sock=mine, limit=SMALL))

    async def answers(self, sent: bytes = ALIVE) -> int:
        """A client that asks once and goes."""
        async with self.client() as client:
            return await client.asks(sent)

    @property
    def connections(self) -> Connections:
        found = self.server.server_state
        assert isinstance(found, Connections)
        return found


@asynccontextmanager
async def served(app: FastAPI, bounds: Bounds) -> AsyncIterator[Wire]:
    with listening("127.0.0.1", 0) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL)
        server = server_of(app, "sample", bounds)
        serving = asyncio.create_task(server.serve(sockets=[door]))
        await eventually_async(lambda: asyncio.sleep(0, server.started))
        try:
            yield Wire(server, door.getsockname()[1])
        finally:
            server.should_exit = server.force_exit = True
            await serving
