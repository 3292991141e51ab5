"""The container of Kafka: the embedded broker with the very properties of docker-compose.yml."""

import os
from pathlib import Path

from tests.composed.server import ServerContainer
from tests.deploy.composed_kafka import ComposedKafka


class KafkaContainer(ServerContainer):
    """`image: apache/kafka:…` of docker-compose.yml."""

    def _server(self) -> ComposedKafka:
        files = {
            each["target"]: Path(each["source"])
            for each in self.spec.get("volumes") or []
            if each["type"] == "bind"
        }
        address = self._site.street[self.name]
        return ComposedKafka(
            self._site.folder / self.name, self.spec["environment"], files, address
        )

    @property
    def checking(self) -> dict[str, str]:
        return self.environment | {"PATH": os.environ.get("PATH", os.defpath)}
