"""What notifications hears: the events that somebody is told about."""

from collections.abc import Sequence
from uuid import UUID

from services.notifications import rules
from services.notifications.deliveries.delivery import (
    DISPATCHER,
    Delivery,
    DeliveryRequested,
    delivery_id,
)
from shared.eventstore.commands import Asking, Cause, Command, Decision, command
from shared.eventstore.facts import Origin
from shared.messaging.heard import Heard


class Requests:
    """Every event becomes the deliveries that the rules say."""

    name = "requests"
    version = 1
    hears = rules.HEARD

    def commands(self, heard: Heard) -> Sequence[Command]:
        event_id = UUID(heard.stamp.id)
        by = Cause(Origin(DISPATCHER, event_id, event_id, heard.stamp.traceparent))
        return [requesting(asked, by) for asked in rules.requests(event_id, heard.event)]


def requesting(asked: DeliveryRequested, by: Asking) -> Command:
    """A delivery asked for by an event."""
    stream = delivery_id(asked)

    def decide(delivery: Delivery) -> Decision:
        return Decision({stream: delivery.request(asked)})

    return command(by, decide, (stream, Delivery))
