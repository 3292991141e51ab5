"""Where Kafka is, and what names there begin with."""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient
from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from shared.messaging.refused import Refusals, sentence_of
from shared.telemetry import lag
from shared.telemetry.kafka import OPEN, KafkaSettings, Login

# It warns of "credentials in the clear" at each login by SCRAM, which sends none.
logging.getLogger("kafka.net.sasl.scram").setLevel(logging.ERROR)


class KafkaAway(lag.KafkaAway):
    """Kafka did not answer, or not as it should: nobody's mistake, to be tried again."""


class KafkaRefuses(KafkaAway):
    """Kafka answered: it refuses the login, or this user has not the right."""


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
    login: Login = OPEN

    @classmethod
    def told(cls, settings: KafkaSettings) -> "Brokers":
        """As the environment says."""
        return cls(settings.kafka, settings.kafka_prefix, settings.kafka_login)

    def client_settings(self) -> dict[str, Any]:
        """What every confluent-kafka client begins with, FastStream's too."""
        return {"bootstrap.servers": self.bootstrap, **self.login.for_librdkafka()}

    def admin_settings(self) -> dict[str, Any]:
        """What every kafka-python client begins with."""
        return {"bootstrap_servers": self.bootstrap, **self.login.for_kafka_python()}

    def named(self, name: str) -> str:
        """As Kafka knows the topic or the group."""
        return f"{self.prefix}{name}"

    @contextmanager
    def control(self, within: float = 3.0) -> Iterator[Any]:
        """The admin client, closed afterwards. Raises KafkaAway: within seconds when
        nobody answers (the client's own default is to block for thirty); KafkaRefuses."""
        self._knock(within)
        if self.login != OPEN:
            self._must_let_us_in(within)
        try:
            client = _Admin(**self.admin_settings(), bootstrap_timeout_ms=int(within * 1000))
        except (KafkaError, ValueError) as error:
            raise KafkaAway(f"no Kafka at {self.bootstrap}: {error}") from error
        try:
            yield client
        except KafkaError as error:
            if reason := sentence_of(error.errno):
                raise KafkaRefuses(f"Kafka at {self.bootstrap}: {reason}") from error
            raise KafkaAway(f"Kafka at {self.bootstrap}: {error}") from error
        finally:
            client.close()

    def _must_let_us_in(self, within: float) -> None:
        """Who is refused gets no answer from the admin client, which only says that time is up
        and leaves sockets behind: ask with the other library first, whose errors have codes."""
        refusals = Refusals()
        client = AdminClient(
            self.client_settings() | {"error_cb": refusals, "log_level": 0},
            logger=logging.getLogger("kafka.control"),
        )
        try:
            client.list_topics(timeout=within)
        except KafkaException as error:
            client.poll(0)
            if refusals.sentence:
                raise KafkaRefuses(f"Kafka at {self.bootstrap}: {refusals.sentence}") from None
            raise KafkaAway(f"no Kafka at {self.bootstrap}: {error.args[0].name()}") from None

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
