"""What recognition hears (công văn đến): the families, each a bearer that may run for a title."""

from collections.abc import Sequence
from uuid import UUID

from services.recognition.application import hearing
from shared.contracts.envelope import Contract
from shared.contracts.registry import FamilyRegisteredV1
from shared.eventstore.commands import Command
from shared.eventstore.facts import Origin
from shared.messaging.heard import Heard


class Bearers:
    """Every family that registry tells of becomes a bearer here."""

    name = "bearers"
    version = 1
    hears: tuple[type[Contract], ...] = (FamilyRegisteredV1,)

    def commands(self, heard: Heard) -> Sequence[Command]:
        event, event_id = heard.event, UUID(heard.stamp.id)
        assert isinstance(event, FamilyRegisteredV1)
        origin = Origin("system:recognition", event_id, event_id, heard.stamp.traceparent)
        return [hearing("family", event.family_id, event.place_id, origin)]
