"""Who may do what on Kafka: the only place that says so.

A service writes its own topics and nobody else's, so that a forged fact is stopped by the broker.
What is granted by `hieuhoc topics apply --rights` and by the manifests for Kubernetes is this.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from shared.contracts.catalogue import TOPICS, topics_of

Kind = Literal["topic", "group", "cluster"]
Pattern = Literal["literal", "prefix"]
Operation = Literal[
    "Read", "Write", "Create", "Delete", "Describe", "DescribeConfigs", "AlterConfigs"
]

CLUSTER: Final = "kafka-cluster"
"""The one name Kafka has for itself."""
EVERYTHING: Final = "*"
OPERATOR: Final = "operator"


@dataclass(frozen=True, order=True)
class Right:
    """One operation on one resource, or on all whose names begin so; names are with prefix."""

    kind: Kind
    name: str
    pattern: Pattern
    operation: Operation

    def __str__(self) -> str:
        each = f"every {self.kind} beginning with" if self.pattern == "prefix" else self.kind
        return f"{self.operation} on {each} {self.name}"


Rights = frozenset[Right]


def of_service(service: str, hears: Iterable[str], prefix: str = "") -> Rights:
    """A service that hears these topics (without prefix). `Delete` is for the relay, which clears
    the partitions of a topic that began anew with newer facts than it should."""
    own = {topic.name for topic in topics_of(service)}
    rights = _on("group", f"{prefix}{service}.", "prefix", ["Describe", "Read"])
    rights |= _on("group", f"{prefix}progress", "literal", ["Describe"])
    for topic in own:
        rights |= _on(
            "topic", f"{prefix}{topic}", "literal", ["Describe", "Read", "Write", "Delete"]
        )
    for topic in set(hears) - own:
        rights |= _on("topic", f"{prefix}{topic}", "literal", ["Describe", "Read"])
    return frozenset(rights)


def of_operator(prefix: str = "") -> Rights:
    """Makes topics and sets them up, reads what is published and how far everybody is, resets
    offsets, rebuilds. Writes no fact, and grants nothing: that is the administrator's."""
    pattern: Pattern = "prefix" if prefix else "literal"
    rights = _on("group", prefix or EVERYTHING, pattern, ["Describe", "Read"])
    rights |= _on("cluster", CLUSTER, "literal", ["Describe"])
    for topic in TOPICS:
        making: list[Operation] = ["Create", "Describe", "DescribeConfigs", "AlterConfigs", "Read"]
        rights |= _on("topic", f"{prefix}{topic.name}", "literal", making)
    return frozenset(rights)


def of_subscriber(user: str, prefix: str = "") -> Rights:
    """A neighbour: reads everything that is published, in groups that begin with his name."""
    rights = _on("group", f"{prefix}{user}", "literal", ["Describe", "Read"])
    rights |= _on("group", f"{prefix}{user}.", "prefix", ["Describe", "Read"])
    for topic in TOPICS:
        rights |= _on("topic", f"{prefix}{topic.name}", "literal", ["Describe", "Read"])
    return frozenset(rights)


def _on(kind: Kind, name: str, pattern: Pattern, operations: Iterable[Operation]) -> set[Right]:
    return {Right(kind, name, pattern, operation) for operation in operations}
