"""A server's process as its owner sees it: started through the guard, signalled, ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

GUARD = Path(__file__).with_name("guard.py")


class ServerDidNotStart(RuntimeError):
    """The server ended, or was not ready in time; its last words are in the message."""


@dataclass(frozen=True)
class Launch:
    """What is started, in which folder, where it speaks, and which signal ends it in order."""

    command: list[str]
    log: Path
    stop_signal: signal.Signals
    folder: Path | None = None


class ServerProcess:
    """`pid` is the server itself, not its guard: signals sent to it reach the server.

    `lock` is a descriptor that every process of the server inherits.
    """

    def __init__(self, launch: Launch, lock: int) -> None:
        self._log = launch.log
        facts = (os.getpid(), int(launch.stop_signal), lock)
        with launch.log.open("wb") as log:
            self._guard = subprocess.Popen(
                [sys.executable, "-I", "-S", str(GUARD), *map(str, facts), *launch.command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=launch.folder,
                pass_fds=[lock],
                start_new_session=True,  # Ctrl-C is the owner's; the owner then stops the server
            )
        self.pid = self._hear_pid()

    def _hear_pid(self) -> int:
        assert self._guard.stdout is not None
        with self._guard.stdout as said:
            first_line = said.readline()
        if not first_line:
            self._guard.wait()
            raise ServerDidNotStart(f"The server could not be run: {self.last_words()}")
        return int(first_line)

    @property
    def running(self) -> bool:
        return self._guard.poll() is None

    @property
    def guard_pid(self) -> int:
        return self._guard.pid

    def wait_until(self, ready: Callable[[], bool], within: float) -> None:
        """Ready means that it answers, not what a file says."""
        end = time.monotonic() + within
        while not ready():
            if not self.running or time.monotonic() > end:
                self.stop()
                raise ServerDidNotStart(f"The server did not start: {self.last_words()}")
            time.sleep(0.02)

    def send(self, number: signal.Signals) -> None:
        if self.running:
            os.kill(self.pid, number)

    def stop(self) -> None:
        """In order; at the latest by force (guard.PATIENCE)."""
        if self.running:
            self._guard.terminate()
        self._guard.wait()

    def kill(self) -> None:
        """SIGKILL: the server has no chance to say goodbye."""
        self.send(signal.SIGKILL)
        self._guard.wait()

    def last_words(self) -> str:
        return self._log.read_text(errors="replace")[-2000:].strip()
