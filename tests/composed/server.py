"""A container of an image that is not ours: an embedded server with what the file says of it."""

import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from hieuhoc.embedded.server import EmbeddedServer
from tests.composed.container import Ended, Site
from tests.composed.health import Check, Health


class ServerContainer(ABC):
    def __init__(self, name: str, spec: Mapping[str, Any], site: Site) -> None:
        self.name, self.spec = name, spec
        self._site = site
        self.server = self._server()
        self._health: Health | None = None
        self.started = False

    @property
    def exit_code(self) -> int | None:
        return None

    @property
    def healthy(self) -> bool:
        return self._health is None or self._health.healthy

    @property
    def environment(self) -> dict[str, str]:
        told = self.spec.get("environment") or {}
        return {name: str(value) for name, value in told.items()}

    @property
    def last_words(self) -> str:
        return self.server.process.last_words()

    @property
    def last_check(self) -> str:
        """What its health checks said."""
        log = self._site.log(f"{self.name}-health")
        return log.read_text(errors="replace")[-2000:] if log.exists() else ""

    @property
    @abstractmethod
    def checking(self) -> dict[str, str]:
        """The environment its health check runs in."""

    def start(self) -> None:
        self.server.start()
        self.started = True
        check = self.spec["healthcheck"]
        test = [self._site.street.here(self.name, word) for word in check["test"]]
        self._health = Health(Check.told({**check, "test": test}), self._ask)

    def look(self) -> None:
        if self._health is not None:
            self._health.look()
            if self._health.unhealthy:
                raise Ended(f"{self.name} is unhealthy: {self.last_check}")

    def tell_to_stop(self) -> None:
        """Its health is asked no more; `ended` stops it, when those who use it are gone."""
        if self._health is not None:
            self._health.close()

    def ended(self) -> int:
        self.kill()
        return 0

    def kill(self) -> None:
        self.tell_to_stop()
        self.server.stop()

    @abstractmethod
    def _server(self) -> EmbeddedServer:
        """Not yet started."""

    def _ask(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        with self._site.log(f"{self.name}-health").open("ab") as said:
            return subprocess.Popen(command, env=self.checking, stdout=said, stderr=said)
