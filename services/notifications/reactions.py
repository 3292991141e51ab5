"""What notifications hears: the events that somebody is told about."""

from collections.abc import Sequence
from uuid import UUID

from services.notifications import rules
from services.notifications.application import DISPATCHER, requesting
from shared.contracts.envelope import Contract
from shared.eventstore.commands import Command
from shared.eventstore.facts import Origin
from shared.messaging.heard import Heard


class Requests:
    """Every event becomes the deliveries that the rules say."""

    name = "requests"
    version = 1
    hears: tuple[type[Contract], ...] = rules.HEARD

    def commands(self, heard: Heard) -> Sequence[Command]:
        event_id = UUID(heard.stamp.id)
        origin = Origin(DISPATCHER, event_id, event_id, heard.stamp.traceparent)
        return [requesting(asked, origin) for asked in rules.requests(event_id, heard.event)]
