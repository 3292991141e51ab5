"""The loop that hands messages to a channel and records what became of them.

What is sent is asked from the log, one page at a time; the view only says where to look. So a
rebuilt view, a repeated event or a second dispatcher sends nothing again. A process killed between
sending and recording sends once more, which the channel promises to be harmless.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any, Protocol, assert_never
from uuid import UUID

import psycopg
from psycopg import AsyncConnection

from services.notifications.channels.channel import Accepted, Channel, Message, Rejected, Retry
from services.notifications.deliveries import views
from services.notifications.deliveries.delivery import (
    DISPATCHER,
    Delivery,
    DeliveryAccepted,
    DeliveryRejected,
    DeliveryRequested,
    Outcome,
)
from services.notifications.recipients.recipient import PERSON, REASON, Recipient, recipient_id
from shared.eventstore.commands import Cause, Command, Decision, command
from shared.eventstore.facts import Origin
from shared.eventstore.transactions import Transactions
from shared.postgres.connections import is_away
from shared.telemetry import metrics
from shared.telemetry.logs import logger
from shared.vocabulary.refusals import Refusal

log = logger(__name__)

PAGE = 200
POLL = 0.2
LONGEST_PAUSE = 30.0


class Connections(Protocol):
    """A pool of connections to the database of notifications."""

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection[Any]]: ...


class Dispatcher:
    """Of one channel, which is tried before the first message comes: that nothing can be sent is
    known at the start. When it, or the database, takes nothing the dispatcher waits twice as long
    each time, up to half a minute, and says why once."""

    def __init__(
        self, transactions: Transactions, connections: Connections, channel: Channel
    ) -> None:
        self.name = f"dispatcher-{channel.name}"
        self._transactions, self._connections = transactions, connections
        self._channel = channel
        self._trouble: str | None = "not started"

    def unready(self) -> str | None:
        return self._trouble

    async def run(self, stop: asyncio.Event) -> None:
        pause = POLL
        while not stop.is_set():
            before, self._trouble = self._trouble, await self._round_or_trouble()
            pause = POLL if self._trouble is None else min(2 * pause, LONGEST_PAUSE)
            if self._trouble not in (None, before):
                log.warning("messages wait", channel=self._channel.name, reason=self._trouble)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def _round_or_trouble(self) -> str | None:
        try:
            return await self._round()
        except psycopg.Error as error:
            if not is_away(error):
                raise
            return f"database: {type(error).__name__}"
        except Refusal as refusal:
            return refusal.code

    async def _round(self) -> str | None:
        """One page, or as much of it as the channel takes; answers why it took no more."""
        if self._trouble is not None and (still := await asyncio.to_thread(self._channel.trouble)):
            return still
        async with self._connections.connection() as connection:
            ids = await views.unsettled(connection, self._channel.name, PAGE)
        waiting = await self._open(ids) if ids else {}
        if not waiting:
            return None
        restricted = await self._restricted(waiting)
        sent = {each: said for each, said in waiting.items() if each not in restricted}
        outcomes, trouble = await asyncio.to_thread(self._send, sent)
        outcomes |= dict.fromkeys(restricted, DeliveryRejected(REASON))
        await self._settle(outcomes)
        self._count(outcomes, trouble)
        return trouble

    async def _open(self, ids: Sequence[UUID]) -> dict[UUID, DeliveryRequested]:
        """Those that wait to be sent, by the log itself: a view may lag or be filled anew."""
        read = await self._transactions.store.reader.read([(each, Delivery) for each in ids])
        deliveries: list[tuple[UUID, Delivery]] = [
            (stream, folded.state) for (stream, _), folded in read.items()
        ]
        return {
            stream: delivery.requested
            for stream, delivery in deliveries
            if delivery.requested is not None and delivery.outcome is None
        }

    async def _restricted(self, waiting: Mapping[UUID, DeliveryRequested]) -> set[UUID]:
        """Those to a person to whom nothing is sent, by what the log says this moment."""
        to = {
            each: (recipient_id(said.recipient_id), Recipient)
            for each, said in waiting.items()
            if said.recipient_kind == PERSON
        }
        found = await self._transactions.store.reader.read([*set(to.values())]) if to else {}
        return {each for each, recipient in to.items() if found[recipient].state.is_restricted}

    async def _settle(self, outcomes: Mapping[UUID, Outcome]) -> None:
        """Raises the first Refusal (`Busy`, `LogHalted`)."""
        asked = [settling(each, outcome) for each, outcome in outcomes.items()]
        for answer in await self._transactions.execute_many(asked):
            if isinstance(answer, Refusal):
                raise answer

    def _send(
        self, waiting: Mapping[UUID, DeliveryRequested]
    ) -> tuple[dict[UUID, Outcome], str | None]:
        outcomes: dict[UUID, Outcome] = {}
        for delivery_id, said in waiting.items():
            answer = self._channel.send(Message(delivery_id, said))
            match answer:
                case Accepted():
                    outcomes[delivery_id] = DeliveryAccepted()
                case Rejected(reason_code):
                    outcomes[delivery_id] = DeliveryRejected(reason_code)
                case Retry(reason):
                    return outcomes, reason
                case _:
                    assert_never(answer)
        return outcomes, None

    def _count(self, outcomes: Mapping[UUID, Outcome], trouble: str | None) -> None:
        accepted = sum(isinstance(each, DeliveryAccepted) for each in outcomes.values())
        numbers = {
            "accepted": accepted,
            "rejected": len(outcomes) - accepted,
            "retried": 0 if trouble is None else 1,
        }
        for outcome, number in numbers.items():
            metrics.NOTIFICATIONS.labels(self._channel.name, outcome).inc(number)


def settling(stream: UUID, outcome: Outcome) -> Command:
    """What a channel said to a delivery."""

    def decide(delivery: Delivery) -> Decision:
        return Decision({stream: delivery.settle(outcome)})

    return command(Cause(Origin(DISPATCHER, stream)), decide, (stream, Delivery))
