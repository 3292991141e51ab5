"""A container's health check, asked as Docker asks it."""

import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

UNITS: Final = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}

Start = Callable[[Sequence[str]], "subprocess.Popen[bytes]"]


def patience() -> float:
    """How much longer than the file says something may take here: as many times as there are
    processes for each processor, for a loaded machine makes everything slow and nothing wrong."""
    return 2 + os.getloadavg()[0] / (os.cpu_count() or 1)


def seconds(text: str | None, usual: float = 0.0) -> float:
    """Of a duration as Compose writes it: 1m30s."""
    found = re.findall(r"([\d.]+)(h|ms|m|s)", text or "")
    return sum(float(number) * UNITS[unit] for number, unit in found) if found else usual


@dataclass(frozen=True)
class Check:
    command: tuple[str, ...]
    interval: float
    timeout: float
    start_period: float
    start_interval: float
    retries: int

    @classmethod
    def told(cls, spec: Mapping[str, Any]) -> "Check":
        kind, *words = spec["test"]
        command = ("/bin/sh", "-c", *words) if kind == "CMD-SHELL" else tuple(words)
        interval = seconds(spec.get("interval"), 30.0)
        return cls(
            command,
            interval,
            seconds(spec.get("timeout"), 30.0),
            seconds(spec.get("start_period")),
            seconds(spec.get("start_interval"), min(5.0, interval)),
            int(spec.get("retries", 3)),
        )


class Health:
    """`look` asks when it is time, and never waits. In the start period the check is asked each
    start interval, and a failure does not count; `retries` failures in a row are one too many."""

    def __init__(self, check: Check, start: Start) -> None:
        self._check, self._start = check, start
        self._began = time.monotonic()
        self._asked: subprocess.Popen[bytes] | None = None
        self._asked_at = self._began
        self._failures = 0
        self._next = self._began + (check.start_interval if check.start_period else check.interval)
        self.healthy = False

    @property
    def unhealthy(self) -> bool:
        return self._failures >= self._check.retries

    def look(self) -> None:
        now = time.monotonic()
        if self._asked is None:
            if now >= self._next:
                self._asked, self._asked_at = self._start(self._check.command), now
            return
        answer = self._asked.poll()
        if answer is None and now - self._asked_at > self._check.timeout * patience():
            self._asked.kill()
            answer = self._asked.wait()
        if answer is not None:
            self._asked = None
            self._answered(answer == 0, now)

    def ask_again(self) -> None:
        """What was known is forgotten; the next look asks."""
        self.close()
        self.healthy, self._failures, self._next = False, 0, time.monotonic()

    def close(self) -> None:
        if self._asked is not None:
            self._asked.kill()
            self._asked.wait()
            self._asked = None

    def _answered(self, well: bool, now: float) -> None:
        check = self._check
        starting = not self.healthy and now - self._began < check.start_period * patience()
        self._next = now + (check.start_interval if starting and not well else check.interval)
        self.healthy = well or (self.healthy and self._failures + 1 < check.retries)
        self._failures = 0 if well else self._failures + (not starting)
