"""What notifications can be asked to do. One method per command."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from services.notifications.deliveries.delivery import (
    DELIVERY_FACTS,
    Delivery,
    DeliveryRequested,
    Outcome,
    delivery_id,
)
from shared.eventstore.application import Application
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import Fact, Origin
from shared.vocabulary.refusals import Refusal

DISPATCHER = "system:notifications"


class Notifications(Application):
    facts: ClassVar[tuple[type[Fact], ...]] = DELIVERY_FACTS

    async def open_deliveries(self, ids: Sequence[UUID]) -> dict[UUID, DeliveryRequested]:
        """Those that wait to be sent, by the log itself: a view may lag or be filled anew."""
        read = await self.store.reader.read([(each, Delivery) for each in ids])
        deliveries: list[tuple[UUID, Delivery]] = [
            (stream, folded.state) for (stream, _), folded in read.items()
        ]
        return {
            stream: delivery.requested
            for stream, delivery in deliveries
            if delivery.requested is not None and delivery.outcome is None
        }

    async def settle(self, outcomes: Mapping[UUID, Outcome]) -> None:
        """What a channel said to each delivery. Raises the first Refusal (`Busy`, `LogHalted`)."""
        commands = [_settling(each, outcome) for each, outcome in outcomes.items()]
        for answer in await self.execute_many(commands):
            if isinstance(answer, Refusal):
                raise answer


def requesting(asked: DeliveryRequested, origin: Origin) -> Command:
    """A delivery asked for by an event."""
    stream = delivery_id(asked)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        delivery: Delivery = states[stream]
        return Decision({stream: delivery.request(asked)})

    return Command(origin, {stream: Delivery}, decide)


def _settling(stream: UUID, outcome: Outcome) -> Command:
    def decide(states: Mapping[UUID, Any]) -> Decision:
        delivery: Delivery = states[stream]
        return Decision({stream: delivery.settle(outcome)})

    return Command(Origin(DISPATCHER, stream), {stream: Delivery}, decide)
