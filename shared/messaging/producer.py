"""Sending records so that none is lost and none overtakes another of its partition.

An idempotent producer that gives up on a record may already have stored later ones of the same
partition; sent again, the early ones would come behind higher sequences and be dropped as repeats
by whoever listens. So nothing is ever given up on: delivery has no time limit, the guarantee is
gapless, a page is checked before any of it is handed over, and after any failure this producer is
dropped and the page begins again from the relay's mark with a new one.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from confluent_kafka import KafkaError, KafkaException, Message
from confluent_kafka import Producer as Client
from kafka.partitioner.default import murmur2

from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import Header
from shared.telemetry import logs

log = logs.logger(__name__)

Partition = tuple[str, int]
"""Topic without prefix, and number."""

LARGEST_RECORD: Final = 900_000
"""Bytes of key, value and headers; brokers take a million, a fact has at most 262,144."""
LOOK: Final = 0.1
"""Seconds between two looks at whether waiting still makes sense."""


@dataclass(frozen=True)
class Outgoing:
    """A record to be sent: its topic without prefix, and its sequence."""

    topic: str
    key: bytes
    value: bytes
    headers: list[Header]
    sequence: int

    @property
    def size(self) -> int:
        headers = sum(len(name) + len(value) for name, value in self.headers)
        return len(self.key) + len(self.value) + headers


@dataclass(frozen=True)
class Landed:
    """Which record, and its offset; -1 when Kafka did not say (it had taken the record before)."""

    sequence: int
    offset: int


def partition_of(key: bytes, partitions: int) -> int:
    """As the clients of Kafka place a keyed record, but by the catalogue's count: where somebody
    gave a topic more partitions, a subject's records stay together all the same."""
    return int(murmur2(key) & 0x7FFFFFFF) % partitions


class TooLarge(Exception):
    """Kafka would refuse this record for good, after it took later ones."""


class NotDelivered(Exception):
    """Some records of a page are not known to be on Kafka, others may be."""


Watch = Callable[[float], None]
"""Called with the seconds waited so far, every LOOK; raises to give the page up."""


class Producer:
    """One connection to Kafka, good until the first failure: `drop` it then."""

    def __init__(self, brokers: Brokers, name: str, socket_timeout: float = 10.0) -> None:
        self._brokers = brokers
        self._client = Client(
            {
                **brokers.client_settings(),
                "client.id": name,
                "enable.idempotence": True,
                "acks": "all",
                "delivery.timeout.ms": 0,
                "enable.gapless.guarantee": True,
                "message.max.bytes": 1_000_000,
                "socket.timeout.ms": int(socket_timeout * 1000),
                "reconnect.backoff.max.ms": 1000,
                "retry.backoff.max.ms": 1000,
                "topic.metadata.propagation.max.ms": 5000,
                "error_cb": _note,
                "log_level": 3,  # else it warns of the gapless guarantee each time
            },
            logger=logging.getLogger("kafka.relay"),
        )
        self._landed: dict[Partition, list[Landed]] = {}
        self._failures: list[str] = []

    def send(self, page: Sequence[Outgoing], watch: Watch) -> Mapping[Partition, list[Landed]]:
        """Where every record of the page landed, in order per partition, once Kafka has all.

        Raises TooLarge (nothing was sent), NotDelivered, or what `watch` raises. After any of
        them this producer must be dropped."""
        _must_fit(page)
        self._landed, self._failures = {}, []
        try:
            self._hand_over(page)
            self._wait(watch)
        except (KafkaException, BufferError) as error:
            raise NotDelivered(str(error)) from error
        if self._failures:
            raise NotDelivered(f"{len(self._failures)} records, the first: {self._failures[0]}")
        if (landed := sum(map(len, self._landed.values()))) != len(page):
            raise NotDelivered(f"only {landed} of {len(page)} records were reported")
        return self._landed

    def landed(self) -> Mapping[Partition, list[Landed]]:
        """What is known of the last page, also of one that failed."""
        return self._landed

    def drop(self) -> None:
        """Forgets what was not sent. Records on their way may still arrive, in order."""
        self._client.purge()
        self._client.flush(LOOK)

    def _hand_over(self, page: Sequence[Outgoing]) -> None:
        for record in page:
            self._client.produce(
                self._brokers.named(record.topic),
                record.value,
                record.key,
                partition=partition_of(record.key, TOPIC_BY_NAME[record.topic].partitions),
                headers=record.headers,  # type: ignore[arg-type]  # an invariant list of the same
                on_delivery=partial(self._report, record),
            )

    def _wait(self, watch: Watch) -> None:
        """Until every record has its report."""
        began = time.monotonic()
        while self._client.flush(LOOK) > 0:
            if self._failures:
                return
            watch(time.monotonic() - began)

    def _report(self, record: Outgoing, error: KafkaError | None, message: Message) -> None:
        if error is not None:
            self._failures.append(f"{record.topic} sequence {record.sequence}: {error}")
            return
        place = (record.topic, int(message.partition() or 0))
        offset = message.offset()
        landed = Landed(record.sequence, -1 if offset is None else max(-1, offset))
        self._landed.setdefault(place, []).append(landed)


def _must_fit(page: Sequence[Outgoing]) -> None:
    for record in page:
        if record.size > LARGEST_RECORD:
            raise TooLarge(f"{record.topic} sequence {record.sequence} has {record.size} bytes")


def _note(error: Any) -> None:
    """The client tries again by itself, for ever; its last word comes with the reports."""
    log.warning("kafka error", error=error.name(), fatal=error.fatal())
