"""What recognition does when others tell of something (công văn đến): events to commands."""

from collections.abc import Sequence
from uuid import UUID

from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import bearer_stream
from shared.contracts.envelope import Contract
from shared.contracts.registry import FamilyRegisteredV1
from shared.eventstore.commands import Cause, Command, Decision, command
from shared.eventstore.facts import Origin
from shared.messaging.heard import Heard


def hearing(bearer_kind: str, bearer_id: UUID, place_id: UUID, by: Cause) -> Command:
    """Another service told of a bearer; what waited for it is registered with it."""
    stream = bearer_stream(bearer_kind, bearer_id)

    def decide(bearer: Bearer) -> Decision:
        return Decision({stream: bearer.hear(bearer_kind, bearer_id, place_id)})

    return command(by, decide, (stream, Bearer))


class Bearers:
    """Every family that registry tells of becomes a bearer here, which may run for a title."""

    name = "bearers"
    version = 1
    hears: tuple[type[Contract], ...] = (FamilyRegisteredV1,)

    def commands(self, heard: Heard) -> Sequence[Command]:
        event, event_id = heard.event, UUID(heard.stamp.id)
        assert isinstance(event, FamilyRegisteredV1)
        origin = Origin("system:recognition", event_id, event_id, heard.stamp.traceparent)
        return [hearing("family", event.family_id, event.place_id, Cause(origin))]
