"""Owners of servers as the tests see them: processes to be killed."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

PROGRAM = [sys.executable, "-m", "tests.embedded.owner"]
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Owner:
    process: subprocess.Popen[str]
    guards: list[int]
    servers: list[int]
    addresses: list[str]

    def kill(self) -> None:
        """SIGKILL; it is gone when this returns, its servers perhaps not yet."""
        self.process.kill()
        self.process.wait()


@contextmanager
def owner(folder: Path, kinds: Sequence[str]) -> Iterator[Owner]:
    command = [*PROGRAM, str(folder), *kinds]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().split() for _ in kinds]
        guards, servers, addresses = zip(*lines, strict=True)
        family = [*map(int, guards)], [*map(int, servers)]
        try:
            yield Owner(process, *family, [*addresses])
        finally:
            process.kill()
            end([*living(family[0]), *living(family[1])])


def end(family: Sequence[psutil.Process]) -> None:
    """They end by themselves, unless what is tested is broken; then by force."""
    _gone, alive = psutil.wait_procs(family, timeout=60)
    for process in alive:
        process.kill()


def living(pids: Sequence[int]) -> list[psutil.Process]:
    """Those that still run; a zombie nobody has buried yet does not."""
    found = []
    for pid in pids:
        try:
            process = psutil.Process(pid)
            if process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def family_of(pids: Sequence[int]) -> list[int]:
    """These processes and all their children's children."""
    return [
        member.pid for head in living(pids) for member in [head, *head.children(recursive=True)]
    ]
