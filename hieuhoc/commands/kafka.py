"""What every command that asks Kafka is told: its address, and the login of the environment."""

from typing import Annotated

import typer

from shared.messaging.brokers import Brokers
from shared.telemetry.configuration import read
from shared.telemetry.kafka import KafkaSettings

Kafka = Annotated[
    str, typer.Option("--kafka", envvar="HIEUHOC_KAFKA", help="host:port (địa chỉ Kafka)")
]
Prefix = Annotated[
    str, typer.Option("--prefix", envvar="HIEUHOC_KAFKA_PREFIX", help="of all names (tiền tố)")
]


def brokers(kafka: str, prefix: str) -> Brokers:
    """With the login of `HIEUHOC_KAFKA_*`; ends with 2, saying why, when that cannot be."""
    return Brokers.told(read(KafkaSettings, kafka=kafka, kafka_prefix=prefix))
