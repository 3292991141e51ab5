"""The broker of docker-compose.yml as a process: its very properties, on ports of 127.0.0.1, or on
the very ports of an address of its own."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from hieuhoc.embedded.folder import kept_port
from hieuhoc.embedded.kafka import PROPERTIES_FILE, EmbeddedKafka
from shared.telemetry.kafka import KafkaSettings
from tests.support import servers

BASH: Final = "/bin/bash"
HEALTH: Final = "exec 3<>/dev/tcp/127.0.0.1/9092"
OF_THE_JVM: Final = {"KAFKA_HEAP_OPTS"}
HEAP_IS_SMALL: Final = "log.cleaner.threads=1\nlog.cleaner.dedupe.buffer.size=8388608\n"
ADDRESS: Final = re.compile(r"(?<=//)([a-z.]*):(\d+)|(?<=@)([a-z.]*):(\d+)")


def property_of(variable: str) -> str:
    """As the image names it: KAFKA_A_B is a.b, __ an underscore, ___ a hyphen."""
    name = variable.removeprefix("KAFKA_").lower().replace("_", ".")
    return name.replace("...", "-").replace("..", "_")


class ComposedKafka(EmbeddedKafka):
    """With an `own` address, where clients look it up by its name, what it tells them stays."""

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        files: Mapping[str, Path],
        own: str | None = None,
    ) -> None:
        super().__init__(folder)
        self._environment = environment
        self._files = files
        self._own = own
        self._ports: dict[int, int] = {}

    def port(self, listener: int) -> int:
        """Where a port of the container is here."""
        if self._own is not None:
            return listener
        if listener not in self._ports:
            self._ports[listener] = kept_port(self.folder / f"port-{listener}")
        return self._ports[listener]

    def told(self, service: Mapping[str, str]) -> KafkaSettings:
        """What a container is told of Kafka, here."""
        known = {k: str(v) for k, v in service.items() if k.startswith("HIEUHOC_KAFKA")}
        known["HIEUHOC_KAFKA"] = self._at(int(known["HIEUHOC_KAFKA"][-4:]))
        return KafkaSettings.model_validate(known)

    def _write_properties(self) -> None:
        (self.folder / "log").mkdir(exist_ok=True)
        lines = [
            f"{property_of(variable)}={self._here(property_of(variable), str(value))}"
            for variable, value in self._environment.items()
            if variable.startswith("KAFKA_") and variable not in OF_THE_JVM
        ]
        (self.folder / PROPERTIES_FILE).write_text("\n".join([*lines, HEAP_IS_SMALL]))

    def _here(self, name: str, value: str) -> str:
        if name == "log.dirs":
            return str(self._data)
        for inside, file in self._files.items():
            value = value.replace(inside, str(file))
        return ADDRESS.sub(self._replaced, value)

    def _replaced(self, found: re.Match[str]) -> str:
        """An address; a name that others look up stays."""
        name, port = found[1] or found[3], int(found[2] or found[4])
        known = self._own is not None and name not in {None, "", "localhost"}
        return f"{name}:{port}" if known else self._at(port)

    def _at(self, listener: int) -> str:
        return f"{self._own or '127.0.0.1'}:{self.port(listener)}"

    def is_healthy(self) -> bool:
        """As the health check of compose asks."""
        check = HEALTH.replace("127.0.0.1/9092", self._at(9092).replace(":", "/"))
        return subprocess.run([BASH, "-c", check], capture_output=True, check=False).returncode == 0

    def _answers(self) -> bool:
        return self.is_healthy()


@contextmanager
def running(
    environment: Mapping[str, str], files: Mapping[str, Path] | None = None
) -> Iterator[ComposedKafka]:
    with servers.folder() as place:
        kafka = ComposedKafka(place / "kafka", environment, files or {})
        try:
            kafka.start()
            yield kafka
        finally:
            kafka.stop()
