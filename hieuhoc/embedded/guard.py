"""Runs one server for its owner and ends it when the owner ends, however the owner ends.

A script of its own, on the standard library alone:
    guard.py <owner pid> <stop signal> <uid or -1> <gid or -1> <descriptor of the lock> <command> …
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


def launch(arguments: list[str]) -> subprocess.Popen[bytes]:
    stop_signal, uid, gid, lock = (int(word) for word in arguments[:4])
    as_another = uid >= 0
    return subprocess.Popen(
        arguments[4:],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        pass_fds=[lock],
        preexec_fn=die_with_the_guard(stop_signal),  # noqa: PLW1509  # the guard has one thread
        user=uid if as_another else None,
        group=gid if as_another else None,
        extra_groups=[] if as_another else None,
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


if __name__ == "__main__":
    owner_pid, asked_signal = int(sys.argv[1]), int(sys.argv[2])
    ended = watch(owner_pid, launch(sys.argv[2:]), asked_signal)
    sys.exit(ended if ended >= 0 else 128 - ended)
