"""Facts to bytes and back: by TYPE, never by module path, in strict JSON."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, Notification, StoredEvent

from shared.eventstore.facts import Fact, Origin, Recorded

Upcaster = Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]
LIMIT = 262_144


class UnknownFact(LookupError):
    """The log holds a type that this service's code does not know."""


@dataclass(frozen=True, eq=False)
class StoredFact(Notification):
    """A row of the log: the library's notification, and the metadata beside it.

    Equal to any stored event with the same stream, version, type and bytes.
    """

    recorded_at: datetime
    origin: Origin

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoredEvent) and _identity(self) == _identity(other)

    def __hash__(self) -> int:
        return hash(_identity(self))


def _identity(event: StoredEvent) -> tuple[object, ...]:
    return (event.originator_id, event.originator_version, event.topic, event.state)


class FactMapper(Mapper[UUID]):
    """Turns the given types of fact into bytes and back.

    `upcasters` reads what older code wrote: from a type no longer in use, a function from its raw
    fields to a newer type (or again an old one) and that type's fields.
    """

    def __init__(
        self, facts: Iterable[type[Fact]], upcasters: Mapping[str, Upcaster] | None = None
    ) -> None:
        self._types = {fact.TYPE: fact for fact in facts}
        self._decoders = {
            name: msgspec.json.Decoder(type=fact) for name, fact in self._types.items()
        }
        self._encode = msgspec.json.Encoder().encode
        self._upcasters = dict(upcasters or {})

    def encode(self, fact: Fact) -> bytes:
        """Raises `UnknownFact` of a fact that is none of the types given."""
        if self._types.get(fact.TYPE) is not type(fact):
            raise UnknownFact(f"no card names {type(fact).__name__} for {fact.TYPE}")
        return self._encode(fact)

    def decode(self, name: str, data: bytes) -> Any:
        """The fact itself. Raises `UnknownFact`, or msgspec's error for bytes of another shape."""
        if (decoder := self._decoders.get(name)) is not None:
            return decoder.decode(data)
        if name not in self._upcasters:
            raise UnknownFact(f"no fact and no upcaster has the type {name}")
        fields = msgspec.json.decode(data)
        while (upcaster := self._upcasters.get(name)) is not None:
            name, fields = upcaster(fields)
        if name not in self._types:
            raise UnknownFact(f"an upcaster led to {name}, which no fact has for its type")
        return msgspec.convert(fields, self._types[name], str_keys=True)

    def knows(self, name: str) -> bool:
        """Whether a fact of today's code has this type."""
        return name in self._types

    def besides(self, facts: Iterable[type[Fact]]) -> list[str]:
        """The types of all other facts of today's code; an older type may lead to any."""
        return sorted(self._types.keys() - {fact.TYPE for fact in facts})

    def recorded(self, row: StoredFact) -> Recorded[Any]:
        assert isinstance(row.originator_id, UUID)
        return Recorded(
            originator_id=row.originator_id,
            originator_version=row.originator_version,
            position=row.id,
            recorded_at=row.recorded_at,
            origin=row.origin,
            fact=self.decode(row.topic, row.state),
        )

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        assert isinstance(domain_event, Recorded)
        return StoredFact(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=domain_event.fact.TYPE,
            state=self._encode(domain_event.fact),
            id=domain_event.position,
            recorded_at=domain_event.recorded_at.astimezone(UTC),
            origin=domain_event.origin,
        )

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        assert isinstance(stored_event, StoredFact)
        return self.recorded(stored_event)
