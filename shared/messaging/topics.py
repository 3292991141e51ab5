"""Kafka's topics as the contract catalogue wants them: planned, made, checked.

The number of partitions never changes: it decides which partition a subject's records are in, and
so their order. More partitions are a new generation of the topic under a new name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import KafkaError, TopicAuthorizationFailedError

from shared.contracts.catalogue import TOPICS, Topic
from shared.messaging.brokers import Brokers
from shared.vocabulary.refusals import Kind, Refusal

FACTS_ARE_KEPT: Mapping[str, str] = MappingProxyType(
    {"cleanup.policy": "delete", "retention.bytes": "-1", "retention.ms": "-1"}
)
SAFE_WITH_THREE: Mapping[str, str] = MappingProxyType(
    {"min.insync.replicas": "2", "unclean.leader.election.enable": "false"}
)
BROKERS_FOR_SAFETY = 3

NO_ERROR = 0
UNKNOWN_TOPIC = 3
TOPIC_AUTHORIZATION_FAILED = 29


def publishes(service: str) -> bool:
    """Whether a topic of the catalogue is the service's own."""
    return any(topic.owner == service for topic in TOPICS)


class TopicsCannotChange(Refusal):
    """What is there cannot become what the catalogue wants without losing order or data."""

    code: ClassVar[str] = "messaging.topics-cannot-change"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence: ClassVar[str] = "Nothing was changed; this cannot be: {differences}."


class TopicNotChanged(Refusal):
    """Kafka did not take a topic or a setting."""

    code: ClassVar[str] = "messaging.topic-not-changed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence: ClassVar[str] = "Kafka refused to change topic {topic}: {reason}."


@dataclass(frozen=True)
class Missing:
    """The topic is not there."""

    topic: Topic
    replication: int

    def __str__(self) -> str:
        size = f"{self.topic.partitions} partitions, {self.replication} replicas"
        return f"{self.topic.name}: to be created with {size}"


@dataclass(frozen=True)
class SettingDiffers:
    """A setting of a topic that `apply` can put right."""

    topic: Topic
    setting: str
    found: str
    wanted: str

    def __str__(self) -> str:
        return f"{self.topic.name}: {self.setting} is {self.found}, to be {self.wanted}"


@dataclass(frozen=True)
class CannotChange:
    """A difference nobody may put right in place."""

    topic: Topic
    what: str
    found: int
    wanted: int

    def __str__(self) -> str:
        return f"{self.topic.name} has {self.found} {self.what}, the catalogue wants {self.wanted}"


Difference = Missing | SettingDiffers | CannotChange


def plan(
    brokers: Brokers, replication: int = 1, topics: Sequence[Topic] = TOPICS
) -> list[Difference]:
    """What differs from the catalogue; empty: nothing. Raises KafkaAway."""
    with brokers.control() as admin:
        return list(_differences(admin, brokers, replication, topics))


def apply(
    brokers: Brokers, replication: int = 1, topics: Sequence[Topic] = TOPICS
) -> list[Difference]:
    """Makes it so and answers what was changed, once every topic can be used. Several may apply
    at once. Raises TopicsCannotChange (nothing was changed then), TopicNotChanged, KafkaAway."""
    with brokers.control() as admin:
        differences = list(_differences(admin, brokers, replication, topics))
        if fixed := [d for d in differences if isinstance(d, CannotChange)]:
            raise TopicsCannotChange(differences="; ".join(map(str, fixed)))
        for difference in differences:
            match difference:
                case Missing():
                    _create(admin, brokers, difference)
                case SettingDiffers():
                    _configure(admin, brokers, difference)
        admin.wait_for_topics([brokers.named(topic.name) for topic in topics])
    return differences


def _differences(
    admin: Any, brokers: Brokers, replication: int, topics: Sequence[Topic]
) -> Iterator[Difference]:
    names = {brokers.named(topic.name): topic for topic in topics}
    described = {found["name"]: found for found in admin.describe_topics(list(names))}
    there = {n: t for n, t in names.items() if _is_there(described.get(n))}
    settings = _settings(admin, list(there), list(_wanted(replication)))
    for name, topic in names.items():
        if name not in there:
            yield Missing(topic, replication)
            continue
        partitions = described[name]["partitions"]
        yield from _of_shape(topic, partitions, replication)
        for setting, wanted in _wanted(replication).items():
            if (found := settings[name].get(setting, "")) != wanted:
                yield SettingDiffers(topic, setting, found, wanted)


def _is_there(described: Mapping[str, Any] | None) -> bool:
    """A missing topic is described too, with an error code."""
    code = described["error_code"] if described else UNKNOWN_TOPIC
    if code == TOPIC_AUTHORIZATION_FAILED:
        raise TopicAuthorizationFailedError
    if code not in (NO_ERROR, UNKNOWN_TOPIC):
        raise KafkaError(f"topic cannot be described: {described}")
    return code == NO_ERROR


def _of_shape(
    topic: Topic, partitions: Sequence[Mapping[str, Any]], replication: int
) -> Iterator[CannotChange]:
    if len(partitions) != topic.partitions:
        yield CannotChange(topic, "partitions", len(partitions), topic.partitions)
    fewest = min((len(p["replica_nodes"]) for p in partitions), default=0)
    if fewest != replication:
        yield CannotChange(topic, "replicas", fewest, replication)


def _wanted(replication: int) -> dict[str, str]:
    safe = SAFE_WITH_THREE if replication >= BROKERS_FOR_SAFETY else {}
    return {**FACTS_ARE_KEPT, **safe}


def _settings(admin: Any, names: list[str], wanted: list[str]) -> dict[str, dict[str, str]]:
    if not names:
        return {}
    asked = [ConfigResource(ConfigResourceType.TOPIC, name, wanted) for name in names]
    found = admin.describe_configs(asked, config_filter="all")["topic"]
    return {name: {key: entry["value"] for key, entry in found[name].items()} for name in names}


def _create(admin: Any, brokers: Brokers, missing: Missing) -> None:
    name = brokers.named(missing.topic.name)
    shape = {
        "num_partitions": missing.topic.partitions,
        "replication_factor": missing.replication,
        "configs": _wanted(missing.replication),
    }
    # Errors are read from the answer: raised, they say nothing but the whole request.
    answer = admin.create_topics({name: shape}, raise_errors=False)["topics"][0]
    if answer["error_code"] in (NO_ERROR, TOPIC_ALREADY_EXISTS):
        return
    raise TopicNotChanged(topic=missing.topic.name, reason=answer["error_message"])


TOPIC_ALREADY_EXISTS = 36


def _configure(admin: Any, brokers: Brokers, difference: SettingDiffers) -> None:
    name = brokers.named(difference.topic.name)
    change = ConfigResource(ConfigResourceType.TOPIC, name, {difference.setting: difference.wanted})
    # A refused value does not raise.
    answer = admin.alter_configs([change])["topic"][name]
    if answer != "OK":
        raise TopicNotChanged(topic=difference.topic.name, reason=answer)
