"""Delivery (gửi thông báo): one message to one recipient, because of one event.

It holds ids, codes and numbers only. Who a recipient is stands in the registry; the text is put
together by the channel, from the Vietnamese catalogue, when it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, assert_never
from uuid import UUID

from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.refusals import Kind, Refusal

DISPATCHER = "system:notifications"
"""Who asks for deliveries and says what became of them."""

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class DeliveryRequested:
    """`subject_id` is what the message is about, `details` what its text says of it: codes,
    numbers and days by name, as the rule `rule_code` lists them."""

    TYPE: ClassVar[str] = "notifications.delivery-requested.v1"
    event_id: UUID
    rule_code: str
    channel: str
    recipient_kind: str
    recipient_id: UUID
    place_id: UUID
    subject_id: UUID
    details: dict[str, str | int]


@dataclass(frozen=True)
class DeliveryAccepted:
    """The channel has it for good."""

    TYPE: ClassVar[str] = "notifications.delivery-accepted.v1"


@dataclass(frozen=True)
class DeliveryRejected:
    """The channel will never take it."""

    TYPE: ClassVar[str] = "notifications.delivery-rejected.v1"
    reason_code: str


Outcome = DeliveryAccepted | DeliveryRejected
DeliveryFact = DeliveryRequested | Outcome
DELIVERY_FACTS = (DeliveryRequested, DeliveryAccepted, DeliveryRejected)

# Refusals.


class DeliveryUnknown(Refusal):
    """Not there, or not for this officer to see: the answer is the same."""

    code = "notifications.delivery-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such delivery."


# The delivery: what its facts add up to, and what it answers when asked.


@dataclass(frozen=True)
class Delivery:
    requested: DeliveryRequested | None = None
    outcome: Outcome | None = None

    def evolve(self, fact: DeliveryFact) -> Delivery:
        match fact:
            case DeliveryRequested():
                return replace(self, requested=fact)
            case DeliveryAccepted() | DeliveryRejected():
                return replace(self, outcome=fact)
            case _:
                assert_never(fact)

    @property
    def is_open(self) -> bool:
        """Asked for, and neither accepted nor rejected."""
        return self.requested is not None and self.outcome is None

    def request(self, asked: DeliveryRequested) -> list[DeliveryFact]:
        """The same event asks once, however often it is heard and whatever the rule says now."""
        return [asked] if self.requested is None else []

    def settle(self, outcome: Outcome) -> list[DeliveryFact]:
        """The first outcome stands: who comes later tried to send what was sent."""
        return [outcome] if self.is_open else []


def delivery_id(asked: DeliveryRequested) -> UUID:
    """A delivery is what its event, rule and recipient make it."""
    return derived_id("delivery", asked.event_id, asked.rule_code, asked.recipient_id)
