"""How far a service is, put together from what it reads: for `/metrics` and `hieuhoc lag`."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from shared.eventstore import read_models
from shared.eventstore.log import looking
from shared.eventstore.read_models import ReadModel, counted
from shared.eventstore.views import catching_up, set_aside
from shared.messaging.brokers import Brokers
from shared.messaging.dead_letters import pauses
from shared.messaging.ends import KafkaEnds
from shared.messaging.listener.marks import table
from shared.messaging.listener.settings import Hearer, topics_of
from shared.messaging.relay import mark
from shared.messaging.topics import publishes
from shared.postgres.connections import Timeouts, connect
from shared.telemetry.lag import Counted, Reader
from shared.telemetry.progress import Progress, Questions

TIMEOUTS: Final = Timeouts(connect=2)
"""Who asks at each scrape must know within seconds, and Prometheus waits ten."""


QUESTIONS: Final = Questions(
    relay=mark.STANDING,
    log=looking.STANDING,
    view=catching_up.UNSEEN,
    aside=set_aside.ALL_WAITING,
    marks=table.ALL,
    differs=read_models.DIFFERS,
    paused=pauses.STANDING,
)


def readers(hearers: Sequence[Hearer], views: Sequence[ReadModel]) -> list[Reader]:
    """Everything of a service that reads: listeners' projections, and views of its own log."""
    hearing = [
        Reader(each.name, each.version, tuple(topics_of(each)), _counted(each)) for each in hearers
    ]
    return hearing + [Reader(v.name, v.version, counted=_counted(v)) for v in views]


def _counted(reader: Hearer | ReadModel) -> Counted | None:
    if not isinstance(reader, ReadModel):
        return None
    return Counted(tuple(counted(reader)), tuple(reader.tables))


def progress_of(service: str, dsn: str, brokers: Brokers, reading: Sequence[Reader]) -> Progress:
    """Positions, outbox, lag, dead letters: what the database and Kafka know of a service."""
    asking = partial(connect, dsn, f"{service} progress", TIMEOUTS)
    ends = KafkaEnds(brokers)
    return Progress(service, asking, ends, reading, QUESTIONS, publishes=publishes(service))
