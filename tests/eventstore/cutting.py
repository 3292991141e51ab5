"""A network that loses what the database answers, while what it is asked arrives; or that tells the
database late that a client has gone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

GOODBYE = b"X\x00\x00\x00\x04"
"""With what a client ends its session."""


class Network:
    """Stands between clients and the server; `port` is where clients connect."""

    def __init__(self, dsn: str) -> None:
        self._address = urlsplit(dsn)
        self._writers: list[asyncio.StreamWriter] = []
        self._copying: set[asyncio.Task[None]] = set()
        self.swallowing = False
        self.keeping_goodbyes = False
        self._ended = asyncio.Event()
        self.dsn = ""

    async def connected(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        far, forth = await asyncio.open_connection(self._address.hostname, self._address.port)
        self._writers += (back, forth)
        for copying in (self._forward(near, forth), self._answer(far, back)):
            task = asyncio.create_task(copying)
            self._copying.add(task)
            task.add_done_callback(self._copying.discard)

    async def _forward(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65_536):
                if self.keeping_goodbyes and data.endswith(GOODBYE):
                    await self._ended.wait()
                sink.write(data)
                await sink.drain()
        sink.close()

    async def _answer(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65_536):
                if self.swallowing:
                    continue
                sink.write(data)
                await sink.drain()
        sink.close()

    async def cut(self) -> None:
        """Every connection there is; new ones work."""
        self.swallowing = False
        for writer in self._writers:
            writer.close()
        self._writers.clear()

    async def ended(self) -> None:
        self._ended.set()
        await self.cut()
        while self._copying:
            await asyncio.wait(self._copying)


@asynccontextmanager
async def network(dsn: str) -> AsyncIterator[Network]:
    between = Network(dsn)
    server = await asyncio.start_server(between.connected, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    parts = urlsplit(dsn)
    between.dsn = parts._replace(
        netloc=f"{parts.username}:{parts.password}@127.0.0.1:{port}"
    ).geturl()
    try:
        yield between
    finally:
        server.close()
        await between.ended()
        await server.wait_closed()
