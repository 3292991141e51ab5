"""What notifications hears: the events that somebody is told about, and who is told nothing."""

from collections.abc import Sequence
from uuid import UUID

from services.notifications import rules
from services.notifications.deliveries.delivery import (
    DISPATCHER,
    Delivery,
    DeliveryRequested,
    delivery_id,
)
from services.notifications.recipients.recipient import Recipient, recipient_id
from shared.contracts.envelope import Contract
from shared.contracts.registry.people import ProcessingRestrictedV1, ProcessingResumedV1
from shared.eventstore.commands import Asking, Cause, Command, Decision, command
from shared.eventstore.facts import Origin
from shared.messaging.heard import Heard

WHOM_NOT: tuple[type[Contract], ...] = (ProcessingRestrictedV1, ProcessingResumedV1)


class Requests:
    """Every event becomes the deliveries that the rules say; whose processing is restricted is
    remembered, and is sent none of them."""

    name = "requests"
    version = 1
    hears = (*rules.HEARD, *WHOM_NOT)

    def commands(self, heard: Heard) -> Sequence[Command]:
        event_id = UUID(heard.stamp.id)
        by = Cause(Origin(DISPATCHER, event_id, event_id, heard.stamp.traceparent))
        if isinstance(heard.event, ProcessingRestrictedV1 | ProcessingResumedV1):
            return [remembering(heard.event, by)]
        return [requesting(asked, by) for asked in rules.requests(event_id, heard.event)]


def requesting(asked: DeliveryRequested, by: Asking) -> Command:
    """A delivery asked for by an event."""
    stream = delivery_id(asked)

    def decide(delivery: Delivery) -> Decision:
        return Decision({stream: delivery.request(asked)})

    return command(by, decide, (stream, Delivery))


def remembering(event: ProcessingRestrictedV1 | ProcessingResumedV1, by: Asking) -> Command:
    """Whether anything may be sent to a person, as told last."""
    stream, person_ref = recipient_id(event.person_ref), event.person_ref

    def decide(recipient: Recipient) -> Decision:
        restricts = isinstance(event, ProcessingRestrictedV1)
        to = recipient.restrict if restricts else recipient.resume
        return Decision({stream: to(person_ref)})

    return command(by, decide, (stream, Recipient))
