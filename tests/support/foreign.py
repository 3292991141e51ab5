"""A Kafka client that is none of ours: it sends whatever it is told, wherever."""

from collections.abc import Sequence

from confluent_kafka import KafkaError, Message, Producer

Headers = Sequence[tuple[str, bytes | None]]


class Foreign:
    """Keys choose the partition as the relay's do; `flush` raises when something was refused."""

    def __init__(self, bootstrap: str, prefix: str = "") -> None:
        self._prefix = prefix
        self._refused: list[KafkaError] = []
        self._producer = Producer(
            {
                "bootstrap.servers": bootstrap,
                "partitioner": "murmur2_random",
                "enable.idempotence": True,
                "linger.ms": 5,
                "log_level": 0,  # outages are what the tests are about
                "message.max.bytes": 8 * 1024 * 1024,
                "queue.buffering.max.messages": 1_000_000,
            }
        )

    def send(self, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        name = f"{self._prefix}{topic}"
        self._producer.produce(name, value, key, headers=list(headers), on_delivery=self._delivered)
        self._producer.poll(0)

    def send_to(
        self,
        topic: str,
        partition: int,
        value: bytes,
        headers: Headers = (),
        key: bytes | None = None,
    ) -> None:
        """To a partition of one's choice."""
        name = f"{self._prefix}{topic}"
        self._producer.produce(name, value, key, partition=partition, headers=list(headers))

    def flush(self) -> None:
        self._producer.flush()
        assert not self._refused, self._refused

    def _delivered(self, error: KafkaError | None, _message: Message) -> None:
        if error is not None:
            self._refused.append(error)
