"""What every channel promises."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.notifications.deliveries.delivery import DeliveryRequested


@dataclass(frozen=True)
class Message:
    """What is to be sent. `delivery_id` is the same however often it is tried."""

    delivery_id: UUID
    said: DeliveryRequested


@dataclass(frozen=True)
class Accepted:
    """The channel has it for good."""


@dataclass(frozen=True)
class Rejected:
    """The channel will never take it; `reason_code` is a closed code."""

    reason_code: str


@dataclass(frozen=True)
class Retry:
    """The channel takes nothing now."""

    reason: str


Answer = Accepted | Rejected | Retry


class Channel(Protocol):
    @property
    def name(self) -> str: ...

    def trouble(self) -> str | None:
        """Why it would take nothing now, found out by trying; None when it would. Blocks."""

    def send(self, message: Message) -> Answer:
        """Blocks. Sent again, a message that was accepted arrives no second time."""
