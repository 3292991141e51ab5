"""Somebody else's producer, which sends in transactions."""

from dataclasses import dataclass

from confluent_kafka import Producer

from shared.messaging.brokers import Brokers
from tests.support.foreign import Headers


@dataclass
class Neighbour:
    """One transaction at a time; `name` is that of its producer."""

    brokers: Brokers
    name: str = "neighbour"

    def __post_init__(self) -> None:
        self._producer = Producer(
            {
                "bootstrap.servers": self.brokers.bootstrap,
                "transactional.id": self.brokers.named(self.name),
                "log_level": 0,
            }
        )
        self._producer.init_transactions(60)

    def begin(self, topic: str, number: int, records: Headers = (), times: int = 1) -> None:
        self._producer.begin_transaction()
        for _ in range(times):
            self._producer.produce(
                self.brokers.named(topic), b"{}", partition=number, headers=list(records)
            )
        assert self._producer.flush(10) == 0

    def commit(self) -> None:
        self._producer.commit_transaction(30)

    def abort(self) -> None:
        self._producer.abort_transaction(30)
