"""The collectors of a service's `/metrics`, put together."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from shared.eventstore.connections import connect
from shared.messaging.brokers import Brokers
from shared.messaging.ends import KafkaEnds
from shared.messaging.listener.settings import Hearer, topics_of
from shared.messaging.topics import publishes
from shared.telemetry.pools import Pool, Pools
from shared.telemetry.progress import Progress, Reader
from shared.web.health import Collector


class View(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...


def readers(hearers: Sequence[Hearer], views: Sequence[View]) -> list[Reader]:
    """Everything of a service that reads: listeners' projections, and views of its own log."""
    hearing = [Reader(each.name, each.version, tuple(topics_of(each))) for each in hearers]
    return hearing + [Reader(view.name, view.version) for view in views]


def collectors(
    service: str,
    dsn: str,
    brokers: Brokers,
    reading: Sequence[Reader],
    pools: Sequence[Pool] = (),
) -> list[Collector]:
    """For `Health.collectors`: positions, outbox, lag, dead letters; pools."""
    asking = partial(connect, dsn, f"{service} progress")
    ends = KafkaEnds(brokers)
    progress = Progress(service, asking, ends, reading, publishes=publishes(service))
    return [progress, Pools(service, pools)] if pools else [progress]
