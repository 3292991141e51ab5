"""What recognition does when others tell of something (công văn đến): events to commands."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import bearer_stream
from shared.contracts.catalogue import EVENT_BY_TYPE
from shared.contracts.envelope import Contract
from shared.eventstore.commands import Cause, Command, Decision, command
from shared.eventstore.facts import Origin
from shared.messaging.heard import Heard
from shared.vocabulary.titles import BEARER_KINDS


def hearing(bearer_kind: str, bearer_id: UUID, place_id: UUID, by: Cause) -> Command:
    """Another service told of a bearer; what waited for it is registered with it."""
    stream = bearer_stream(bearer_kind, bearer_id)

    def decide(bearer: Bearer) -> Decision:
        return Decision({stream: bearer.hear(bearer_kind, bearer_id, place_id)})

    return command(by, decide, (stream, Bearer))


KIND_OF: Final[Mapping[type[Contract], str]] = MappingProxyType(
    {
        EVENT_BY_TYPE[registered]: kind
        for kind in BEARER_KINDS
        if (registered := f"vn.hieuhoc.registry.{kind}-registered.v1") in EVENT_BY_TYPE
    }
)
"""What of registry's becomes a bearer here, and of which kind. A place is one as soon as the copy
of places has it: nobody registers places."""


class Bearers:
    """Whoever registry puts on the books becomes a bearer here, which may run for a title."""

    name = "bearers"
    version = 1
    hears: tuple[type[Contract], ...] = tuple(KIND_OF)

    def commands(self, heard: Heard) -> Sequence[Command]:
        event: Any = heard.event
        kind, event_id = KIND_OF[type(event)], UUID(heard.stamp.id)
        origin = Origin("system:recognition", event_id, event_id, heard.stamp.traceparent)
        bearer_id = getattr(event, event.SUBJECT)
        return [hearing(kind, bearer_id, event.place_id, Cause(origin))]
