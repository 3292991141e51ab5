"""Every topic and every type of event that is published, and by whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules

from shared.contracts import funding, recognition, registry
from shared.contracts.envelope import Contract


@dataclass(frozen=True)
class Topic:
    """A Kafka topic without prefix. The number of partitions never changes."""

    name: str
    events: tuple[type[Contract], ...]
    partitions: int = 6

    @property
    def owner(self) -> str:
        """The service that alone may publish here; `source_of(owner)` is its `ce_source`."""
        return self.name.partition(".")[0]


def _published() -> Iterator[type[Contract]]:
    """The events of each module, in the order in which they stand there."""
    kinds = (
        import_module(f"{registry.__name__}.{it.name}") for it in iter_modules(registry.__path__)
    )
    for publisher in (*kinds, recognition, funding):
        for kind in vars(publisher).values():
            if isclass(kind) and issubclass(kind, Contract) and "TYPE" in vars(kind):
                yield kind


def topics_among(published: Iterable[type[Contract]]) -> tuple[Topic, ...]:
    """The topics that these say they are on. TypeError if two on one topic disagree on it."""
    events: dict[tuple[str, int], list[type[Contract]]] = {}
    for event in published:
        events.setdefault((event.TOPIC, event.PARTITIONS), []).append(event)
    if len(events) > len({name for name, _ in events}):
        raise TypeError("all events of a topic inherit its PARTITIONS")
    return tuple(Topic(name, tuple(of_it), n) for (name, n), of_it in events.items())


TOPICS: tuple[Topic, ...] = topics_among(_published())
TOPIC_BY_NAME: dict[str, Topic] = {topic.name: topic for topic in TOPICS}
EVENT_BY_TYPE: dict[str, type[Contract]] = {
    event.TYPE: event for topic in TOPICS for event in topic.events
}


def topics_of(service: str) -> tuple[Topic, ...]:
    """The topics this service owns."""
    return tuple(topic for topic in TOPICS if topic.owner == service)
