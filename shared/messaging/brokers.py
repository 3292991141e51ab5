"""Where Kafka is, and what names there begin with."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from shared.telemetry import lag


class KafkaAway(lag.KafkaAway):
    """Kafka did not answer, or not as it should: nobody's mistake, to be tried again."""


class _Admin(KafkaAdminClient):  # type: ignore[misc]  # the library brings no types
    """The library's client leaves a thread and sockets behind when it cannot start."""

    def __init__(self, **configuration: Any) -> None:
        try:
            super().__init__(**configuration)
        except BaseException:
            self._closed = False
            self.close()
            raise


@dataclass(frozen=True)
class Brokers:
    """All topic and group names carry the prefix; inside our code and tables they go without."""

    bootstrap: str
    prefix: str = ""

    def named(self, name: str) -> str:
        """As Kafka knows the topic or the group."""
        return f"{self.prefix}{name}"

    @contextmanager
    def control(self, within: float = 3.0) -> Iterator[Any]:
        """The admin client, closed afterwards. Raises KafkaAway: within seconds when
        nobody answers (the client's own default is to block for thirty)."""
        self._knock(within)
        try:
            client = _Admin(
                bootstrap_servers=self.bootstrap, bootstrap_timeout_ms=int(within * 1000)
            )
        except (KafkaError, ValueError) as error:
            raise KafkaAway(f"no Kafka at {self.bootstrap}: {error}") from error
        try:
            yield client
        except KafkaError as error:
            raise KafkaAway(f"Kafka at {self.bootstrap}: {error}") from error
        finally:
            client.close()

    def _knock(self, within: float) -> None:
        """The client leaves a socket behind for each port that refuses it: ask first."""
        for address in self.bootstrap.split(","):
            host, _, port = address.strip().rpartition(":")
            try:
                socket.create_connection((host, int(port)), timeout=within).close()
            except (OSError, ValueError):
                continue
            return
        raise KafkaAway(f"no Kafka at {self.bootstrap}")
