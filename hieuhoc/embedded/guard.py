"""Runs one server for its owner and ends it when the owner ends, however the owner ends.

A script of its own, on the standard library alone:
    guard.py <owner pid> <stop signal> <descriptor of the lock> <command> …
It says the server's process id on its standard output, then waits. SIGTERM stops the server.
A death signal asked of the kernel alone would not do: it is bound to the *thread* that started
the child, and there is none on macOS. The guard watches its own parent instead: the kernel gives
it another one the moment the owner is gone.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from types import FrameType

PATIENCE = 20.0
PR_SET_PDEATHSIG = 1


def die_with_the_guard(stop_signal: int) -> Callable[[], None] | None:
    """The last resort, for a guard that is itself killed."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, stop_signal)


def launch(command: list[str], stop_signal: int, lock: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        pass_fds=[lock],
        preexec_fn=die_with_the_guard(stop_signal),  # noqa: PLW1509  # the guard has one thread
    )


def stop(server: subprocess.Popen[bytes], stop_signal: int) -> int:
    """Ends the server in order, or after PATIENCE seconds without it."""
    server.send_signal(stop_signal)
    server.send_signal(signal.SIGCONT)  # a frozen server hears nothing
    try:
        return server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        return server.wait()


def watch(owner: int, server: subprocess.Popen[bytes], stop_signal: int) -> int:
    """The server's exit code, once it has ended by itself, by request or with its owner."""
    asked_to_stop: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        asked_to_stop.append(number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, note)
    print(server.pid, flush=True)
    while not asked_to_stop and os.getppid() == owner:
        try:
            return server.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
    return stop(server, stop_signal)


def main(arguments: list[str]) -> int:
    owner, stop_signal, lock = (int(word) for word in arguments[:3])
    ended = watch(owner, launch(arguments[3:], stop_signal, lock), stop_signal)
    return ended if ended >= 0 else 128 - ended


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
