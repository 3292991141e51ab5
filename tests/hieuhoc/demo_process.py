"""A `hieuhoc demo` of our own: a real process, started as a new user starts it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.support.waiting import eventually

HIEUHOC = Path(sys.executable).with_name("hieuhoc")
READY_WITHIN = 420.0


class Demo:
    """What it printed so far, and the processes it started."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.printed = folder.with_suffix(".out")
        command: list[str | Path] = [HIEUHOC, "demo", "--folder", folder, *options]
        with self.printed.open("w") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, env=environment()
            )
        self.family: list[psutil.Process] = []

    def until_ready(self, within: float = READY_WITHIN) -> str:
        """All that it printed once it says that it is running."""
        text = eventually(self._said_all, within, "the demo")
        self.family = self.family_of_processes()
        return text

    def family_of_processes(self) -> list[psutil.Process]:
        """It and what it has started so far."""
        whole = psutil.Process(self.process.pid)
        return [whole, *whole.children(recursive=True)]

    def _said_all(self) -> str:
        text = self.printed.read_text(encoding="utf-8")
        assert self.process.poll() is None, text
        return text if "Ctrl-C" in text else ""

    def address(self, name: str) -> str:
        found = re.search(rf"^  {name} +(\S+)$", self.printed.read_text(), re.MULTILINE)
        assert found, f"{name} is not among the addresses"
        return found[1]

    def resident_megabytes(self) -> float:
        """Of everything it started; pages shared by several processes count once (PSS)."""
        return sum(each.memory_full_info().pss for each in self.family) / 1e6

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def left_behind(self) -> list[psutil.Process]:
        return list(filter(_lives, self.family))


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it ended between the two questions
        return False


def environment(**more: str) -> Mapping[str, str]:
    """The machine's, without what another edition may have told."""
    foreign = ("HIEUHOC_", "REGISTRY_", "RECOGNITION_", "FUNDING_", "NOTIFICATIONS_", "ROLLUPS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | more


def hieuhoc(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in another terminal, beside the edition of this folder."""
    command = [str(HIEUHOC), *words]
    told = environment(HIEUHOC_FOLDER=str(folder))
    return subprocess.run(
        command, env=told, capture_output=True, text=True, timeout=120, check=False
    )


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Demo]:
    demo = Demo(folder, *options)
    try:
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.kill()
