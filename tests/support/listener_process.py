"""A listener in a process of its own, to be killed, frozen or stopped from outside.

    python -m tests.support.listener_process <settings as JSON>

It says `ready` on its standard output once it has partitions. An `Edge` says where it sends itself
a signal: before the database's commit, between that and Kafka's, or after Kafka's.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from typing import Any

import psycopg

from shared.eventstore.commands import Command, Mark, MarkMove
from shared.eventstore.store import Store, open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.heard import Heard
from shared.messaging.listener import Listener, ListenerSettings, ReactionListener
from shared.messaging.listener.listener import HearingLoop
from shared.telemetry.logs import configure
from tests.support.families import FamiliesByPlace
from tests.support.greeting import FamilyGreeted, Greeting
from tests.support.waiting import LOAD, eventually_async

PLACES = ("before-commit", "after-commit", "after-hint")


@dataclass
class Edge:
    """Where, with which signal, and at which batch; once."""

    where: str
    number: signal.Signals = signal.SIGKILL
    batches: int = 1

    def reached(self, where: str) -> None:
        """SIGSTOP comes back from here when the process is woken."""
        if where != self.where:
            return
        self.batches -= 1
        if self.batches == 0:
            os.kill(os.getpid(), self.number)


class OnEdge(FamiliesByPlace):
    """Its work is done and not yet committed."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        super().apply(cursor, batch)
        self._edge.reached("before-commit")


class CommandingOnEdge(Transactions):
    """Facts and marks are written in one call of the server: before it is before the commit."""

    def __init__(self, store: Store, edge: Edge) -> None:
        super().__init__(store)
        self._edge = edge

    async def hear(self, commands: Sequence[Command], marks: Sequence[MarkMove]) -> bool:
        self._edge.reached("before-commit")
        return await super().hear(commands, marks)


@asynccontextmanager
async def listener(
    settings: ListenerSettings, edge: Edge, commanding: bool
) -> AsyncIterator[HearingLoop]:
    async with open_store(settings.database, [FamilyGreeted]) as store:
        listening: HearingLoop = Listener(settings, OnEdge(edge))
        if commanding:
            application = CommandingOnEdge(store, edge)
            listening = ReactionListener(settings, Greeting(), application)
        put_hint_on_edge(listening, edge)
        yield listening


def put_hint_on_edge(listening: HearingLoop, edge: Edge) -> None:
    """The hint follows the database's commit, so around it are the other two edges."""
    subscription = listening._subscription
    hint = subscription.hint

    def hint_on_edge(marks: Sequence[Mark]) -> None:
        edge.reached("after-commit")
        hint(marks)
        edge.reached("after-hint")

    subscription.hint = hint_on_edge  # type: ignore[method-assign]  # the edges are nowhere else


async def main(given: dict[str, Any]) -> None:
    where, number, batches = given.pop("edge")
    edge = Edge(where, signal.Signals(number), batches)
    commanding = given.pop("commanding")
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with (
        listener(ListenerSettings(**given), edge, commanding) as listening,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(listening.run(stop))

        async def ready() -> bool:
            return listening.unready() is None or stop.is_set()

        await eventually_async(ready, within=60)
        print("ready", flush=True)


class ListenerProcess:
    """Started at once; `wait_until_ready` before counting on it."""

    def __init__(
        self, settings: ListenerSettings, edge: Edge | None = None, *, commanding: bool = False
    ) -> None:
        edge = edge or Edge("nowhere")
        on_edge = {"edge": (edge.where, edge.number, edge.batches), "commanding": commanding}
        given = {**asdict(settings), **on_edge}
        del given["login"]  # these listeners hear an open Kafka
        words = [sys.executable, "-m", __name__, json.dumps(given)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def wait(self, within: float = 20.0) -> int:
        """Its exit code; negative for a signal."""
        return self.process.wait(max(within, LOAD))

    def end(self) -> None:
        """However it stands."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


if __name__ == "__main__":
    configure("rollups", sys.stderr)
    asyncio.run(main(json.loads(sys.argv[1])))
