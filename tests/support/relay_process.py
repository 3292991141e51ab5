"""A relay in a process of its own, to be killed and frozen; also at an edge it comes to itself.

`python -m tests.support.relay_process <dsn> <bootstrap> <prefix> <edge> <pass>`: at the edge's
n-th pass it kills itself, as a power cut would. An edge that is not one is never come to.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from shared.messaging.brokers import Brokers
from shared.messaging.producer import Producer
from shared.messaging.relay.mark import Marker
from shared.messaging.relay.session import Session
from tests.support.plain_logs import write_plainly
from tests.support.relaying import FAST, Registry
from tests.support.waiting import LOAD

Action = Callable[..., Any]

FACTS_OF_A_PAGE = 40
NOWHERE = "nowhere"


def at(edge: str, passes: int) -> None:
    """Put the kill there."""
    if edge == "before-produce":
        Producer._hand_over = killing_before(Producer._hand_over, passes)  # type: ignore[method-assign]
    elif edge == "half-produced":
        Producer._wait = killing_before(Producer._wait, passes)  # type: ignore[method-assign]
    elif edge == "before-noticing":
        Session._must_follow = killing_before(Session._must_follow, passes)  # type: ignore[method-assign]
    elif edge == "before-mark":
        Marker.move = killing_before(Marker.move, passes)  # type: ignore[method-assign]
    elif edge == "after-mark":
        Marker.move = killing_after(Marker.move, passes)  # type: ignore[method-assign]


def killing_before(action: Action, passes: int) -> Action:
    left = iter(range(passes - 1))

    def killed(*arguments: Any) -> Any:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return action(*arguments)

    return killed


def killing_after(action: Action, passes: int) -> Action:
    def killed(*arguments: Any) -> Any:
        answer = action(*arguments)
        killing()
        return answer

    killing = killing_before(lambda: None, passes)
    return killed


class RelayProcess:
    """A started one; `with` ends it."""

    def __init__(self, registry: Registry, edge: str = NOWHERE, passes: int = 1) -> None:
        brokers = registry.brokers
        told = [registry.dsn, brokers.bootstrap, brokers.prefix, edge, str(passes)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, *told], cwd=Path(__file__).parents[2]
        )

    def __enter__(self) -> "RelayProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def killed_itself(self) -> bool:
        return self._process.poll() == -signal.SIGKILL

    def kill(self) -> None:
        self._process.kill()

    def freeze(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def ask_to_stop(self, within: float) -> int:
        """Its exit code."""
        self._process.terminate()
        return self._process.wait(max(within, LOAD))

    def ended(self) -> bool:
        return self._process.poll() is not None


async def main(dsn: str, bootstrap: str, prefix: str) -> None:
    settings = replace(FAST, page_facts=FACTS_OF_A_PAGE, silence=4.0, beat=1.0)
    relay = Registry(dsn, Brokers(bootstrap, prefix)).relay(settings)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await relay.run(stop)


if __name__ == "__main__":
    write_plainly()
    at(sys.argv[4], int(sys.argv[5]))
    asyncio.run(main(*sys.argv[1:4]))
