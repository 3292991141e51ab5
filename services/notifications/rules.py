"""Which event makes which message, to whom: data, read from top to bottom.

The text of each rule is in the Vietnamese catalogue under its code; a test holds the two together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from services.notifications.deliveries.delivery import DeliveryRequested
from shared.contracts.envelope import Contract
from shared.contracts.funding import ScholarshipAwardedV1
from shared.contracts.recognition import RecognitionRevokedV1, TitleRecognisedV1

Event = TypeVar("Event", bound=Contract)


@dataclass(frozen=True)
class Rule(Generic[Event]):
    """`recipient` and `subject` name fields of the event; `details` the fields that the text of
    the message says."""

    code: str
    event: type[Event]
    recipient_kind: Callable[[Event], str]
    recipient: Callable[[Event], UUID]
    subject: Callable[[Event], UUID]
    place: Callable[[Event], UUID]
    details: Callable[[Event], dict[str, str | int]]
    channel: str = "file"

    def request(self, event_id: UUID, event: Event) -> DeliveryRequested:
        return DeliveryRequested(
            event_id,
            self.code,
            self.channel,
            self.recipient_kind(event),
            self.recipient(event),
            self.place(event),
            self.subject(event),
            self.details(event),
        )


def _details(*names: str) -> Callable[[Any], dict[str, str | int]]:
    """These fields of an event, days as in ISO 8601."""

    def of(event: Contract) -> dict[str, str | int]:
        values = ((name, getattr(event, name)) for name in names)
        return {name: v.isoformat() if isinstance(v, date) else v for name, v in values}

    return of


RULES: tuple[Rule[Any], ...] = (
    Rule(
        code="title-recognised",
        event=TitleRecognisedV1,
        recipient_kind=lambda event: event.bearer_kind,
        recipient=lambda event: event.bearer_id,
        subject=lambda event: event.candidacy_id,
        place=lambda event: event.place_id,
        details=_details("bearer_kind", "title", "title_year", "decided_on", "decision_number"),
    ),
    Rule(
        code="recognition-revoked",
        event=RecognitionRevokedV1,
        recipient_kind=lambda event: event.bearer_kind,
        recipient=lambda event: event.bearer_id,
        subject=lambda event: event.candidacy_id,
        place=lambda event: event.place_id,
        details=_details("bearer_kind", "title", "title_year", "revoked_on", "decision_number"),
    ),
    Rule(
        code="scholarship-awarded",
        event=ScholarshipAwardedV1,
        recipient_kind=lambda _event: "person",
        recipient=lambda event: event.recipient_ref,
        subject=lambda event: event.award_id,
        place=lambda event: event.place_id,
        details=_details("grants", "amount_dong", "awarded_on"),
    ),
)

HEARD: tuple[type[Contract], ...] = tuple(dict.fromkeys(rule.event for rule in RULES))


def requests(event_id: UUID, event: Contract) -> list[DeliveryRequested]:
    """The deliveries that an event asks for."""
    return [rule.request(event_id, event) for rule in RULES if isinstance(event, rule.event)]
