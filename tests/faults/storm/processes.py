"""A service's own process, as its operator sees it: started, killed, frozen, ended."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[3]
OURS: Final = (
    "HIEUHOC_", "REGISTRY_", "RECOGNITION_", "FUNDING_", "NOTIFICATIONS_", "ROLLUPS_",
)  # fmt: skip
LAST_WORDS: Final = 6_000


class Member(NamedTuple):
    """One process of a service, in a role; its name says so."""

    service: str
    name: str
    role: str = "all"


class ServiceProcess:
    """`python -m services.<service> <role>` with an environment of its own; its log is kept over
    restarts. `ends` says with what it ended by itself, each time."""

    def __init__(self, who: Member, environment: Mapping[str, str], log: Path) -> None:
        self.name = who.name
        self.log = log
        self.ends: list[str] = []
        self._words = [sys.executable, "-m", f"services.{who.service}"]
        self._role = who.role
        self._environment = {**_foreign_environment(), **environment}
        self._process: subprocess.Popen[bytes] | None = None

    def migrate(self) -> None:
        subprocess.run([*self._words, "migrate"], env=self._environment, cwd=ROOT, check=True)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._words, self._role], env=self._environment, cwd=ROOT, stdout=log, stderr=log
            )

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def freeze(self) -> None:
        self._send(signal.SIGSTOP)

    def wake(self) -> None:
        self._send(signal.SIGCONT)

    def tend(self) -> None:
        """As any supervisor does: one that ended by itself is started again, and remembered."""
        if self._process is not None and (code := self._process.poll()) is not None:
            self.ends.append(f"exit code {code}: {_fault_of(self.log)}")
            self.start()

    def end(self) -> None:
        """In order if it can, however it stands."""
        if self._process is None:
            return
        self.wake()
        self._send(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()

    def last_words(self) -> str:
        return tail_of(self.log)

    def _send(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)


def _fault_of(log: Path) -> str:
    """What the process said last, if it said why it ended."""
    *_, last = log.read_text(errors="replace").splitlines() or [""]
    try:
        told = str(json.loads(last)["exception"]).strip().splitlines()
    except (ValueError, KeyError):
        return last[-300:]
    return "; ".join(told[-2:])  # the error, and in which loop


def tail_of(log: Path) -> str:
    return log.read_bytes()[-LAST_WORDS:].decode(errors="replace")


def _foreign_environment() -> dict[str, str]:
    """The machine's, without what another deployment may have told."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
