"""Does something of imports in a process of its own for each edge to be killed at: gives them their
turn, with one hand or with all, or answers a request.

One Python reads the code once and forks for each. Pages are small, so that a list has several.
"""

import asyncio
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final
from uuid import UUID

import httpx2

from services.registry import main as registry
from services.registry.importing.undoing.undo import undo
from services.registry.imports.api import running
from services.registry.imports.api.files import Files, open_files
from services.registry.imports.api.worker import HANDS, ImportWorker
from services.registry.main import LISTS, parts
from services.registry.people.vault.sealing import MasterKey
from services.registry.settings import Settings
from shared.eventstore.rehearsing import Rehearsal
from shared.web.counter import Counter
from tests.support.plain_logs import write_plainly
from tests.support.service_door import Hands
from tests.support.waiting import eventually_async

FORKED: Final = multiprocessing.get_context("fork")
PAGE: Final = 10
PAGE_OF_HANDS: Final = 2
PAGE_OF_UNDO: Final = 2
EDGES: Final[dict[str, tuple[Any, str]]] = {
    "parse": (running, "read_of"),
    "recording": (Counter, "outcomes"),
    "page": (Files, "keep_page"),
    "report": (Files, "keep_beside"),
    "rehearsing": (Rehearsal, "answered"),
    "keeping": (Files, "keep_all"),
    "said": (Counter, "transact"),
    "forgetting": (Files, "forget"),
}
"""What is called there."""
BEGUN: Final = "select import_id from import_progress"
WAITING: Final = "select import_id from imports where state in ('waiting', 'running')"


@dataclass(frozen=True)
class Waiting:
    import_id: UUID


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


async def given_turns_by_all_hands(settings: dict[str, Any], *, killed: bool) -> None:
    """Until none waits, by the views that another process keeps; or `killed` as soon as each
    hand has kept a page."""
    read = Settings(**settings)
    key = MasterKey.from_base64(read.vault_key.get_secret_value())
    async with parts(read, Hands()) as opened:
        counter: Counter = opened.app.state.counter
        stop = asyncio.Event()
        worker = ImportWorker(counter, read.database, key, LISTS, PAGE_OF_HANDS)
        working = asyncio.create_task(worker.run(stop))

        async def none_waits() -> bool:
            return not await counter.rows(Waiting, WAITING)

        async def both_are_at_it() -> bool:
            return len(await counter.rows(Waiting, BEGUN)) == HANDS

        if killed:
            await eventually_async(both_are_at_it)
            os.kill(os.getpid(), signal.SIGKILL)
        await eventually_async(none_waits)
        stop.set()
        await working


async def asked(settings: dict[str, Any], request: dict[str, Any]) -> None:
    """Of the whole application; an undo goes by small pages."""
    registry.LISTS = replace(LISTS, undo=partial(undo, at_once=PAGE_OF_UNDO))
    async with parts(Settings(**settings), Hands()) as opened:
        through = httpx2.ASGITransport(opened.app)
        async with httpx2.AsyncClient(transport=through, base_url="http://register") as client:
            await client.post(**request)


def _child(told: dict[str, Any], edge: tuple[str, int, bool] | None) -> None:
    if edge is not None:
        killed_at(edge[0], edge[1], after=edge[2])
    if told.get("request") is not None:
        asyncio.run(asked(told["settings"], told["request"]))
    elif told.get("by_all_hands"):
        asyncio.run(given_turns_by_all_hands(told["settings"], killed=told["killed"]))
    else:
        asyncio.run(given_turn(told["settings"]))


def main() -> None:
    told = json.load(sys.stdin)
    ends = []
    for edge in told["edges"]:
        child = FORKED.Process(target=_child, args=(told, edge))
        child.start()
        child.join()
        ends.append(child.exitcode)
    print(json.dumps(ends))


if __name__ == "__main__":
    write_plainly()
    main()
