"""Gives imports their turn in a process of its own for each edge to be killed at, and once more.

One Python reads the code once and forks for each. Pages are small, so that a list has several.
"""

import asyncio
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any, Final

from services.registry.imports.api import running
from services.registry.imports.api.files import Files, open_files
from services.registry.imports.api.worker import ImportWorker
from services.registry.main import LISTS, parts
from services.registry.people.vault.sealing import MasterKey
from services.registry.settings import Settings
from shared.web.counter import Counter
from tests.support.plain_logs import write_plainly
from tests.support.service_door import Hands

FORKED: Final = multiprocessing.get_context("fork")
PAGE: Final = 10
EDGES: Final[dict[str, tuple[Any, str]]] = {
    "parse": (running, "read_of"),
    "recording": (Counter, "outcomes"),
    "page": (Files, "keep_page"),
    "report": (Files, "keep_beside"),
}
"""What is called there."""


def killed_at(edge: str, nth: int, *, after: bool) -> None:
    """From here on: before or after the nth call."""
    at, name = EDGES[edge]
    real: Callable[..., Awaitable[Any]] = getattr(at, name)
    calls = 0

    async def call(*given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = await real(*given, **named)
        if calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(at, name, call)


async def given_turn(settings: dict[str, Any]) -> None:
    read = Settings(**settings)
    key = MasterKey.from_base64(read.vault_key.get_secret_value())
    async with parts(read, Hands()) as opened, open_files(read.database, key) as files:
        worker = ImportWorker(opened.app.state.counter, read.database, key, LISTS, PAGE)
        await worker.round(files, asyncio.Event())


def _child(settings: dict[str, Any], edge: tuple[str, int, bool] | None) -> None:
    if edge is not None:
        killed_at(edge[0], edge[1], after=edge[2])
    asyncio.run(given_turn(settings))


def main() -> None:
    told = json.load(sys.stdin)
    ends = []
    for edge in (*told["edges"], None):
        child = FORKED.Process(target=_child, args=(told["settings"], edge))
        child.start()
        child.join()
        ends.append(child.exitcode)
    print(json.dumps(ends))


if __name__ == "__main__":
    write_plainly()
    main()
