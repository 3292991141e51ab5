"""The loop: stand by for the lock, hold a session, and after any fault begin again."""

import asyncio
import random
import threading

import psycopg
from confluent_kafka import KafkaException

from shared.messaging.brokers import Brokers
from shared.messaging.producer import NotDelivered, TooLarge
from shared.messaging.refused import sentence_of
from shared.messaging.relay.condition import Condition
from shared.messaging.relay.faults import LogBehindKafka, RelayFault, Stopping
from shared.messaging.relay.lock import Lock
from shared.messaging.relay.outgoing import Outbox
from shared.messaging.relay.session import Route, Session
from shared.messaging.relay.settings import RelaySettings
from shared.postgres.own_thread import in_own_thread
from shared.telemetry import logs

log = logs.logger(__name__)


class Relay:
    """One of any number of relays of a service; one of them is active."""

    name = "relay"

    def __init__(
        self, outbox: Outbox, dsn: str, brokers: Brokers, settings: RelaySettings | None = None
    ) -> None:
        self._route = Route(outbox, dsn, brokers, settings or RelaySettings())
        self._pause = self._route.settings.first_pause
        self._condition = Condition(outbox.service)

    def unready(self) -> str | None:
        """Why nothing could be relayed now. A standby that could take over is ready."""
        return self._condition.unready()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; all waiting and working is in a thread of its own."""
        stopping = threading.Event()
        work = asyncio.create_task(in_own_thread(self._work, stopping))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.set()
            stopped.cancel()
        await work

    def _work(self, stopping: threading.Event) -> None:
        while not stopping.is_set():
            try:
                self._serve(stopping)
            except Exception as fault:
                self._admit(fault)
                stopping.wait(self._next_pause())
        self._condition.say("stopped")

    def _serve(self, stopping: threading.Event) -> None:
        settings = self._route.settings
        with Lock(self._route.dsn, settings) as lock:
            while not lock.take():
                self._condition.say(None)
                if stopping.wait(settings.standby):
                    return
            Session(self._route, lock, self._condition, stopping).run()

    def _next_pause(self) -> float:
        pause = self._pause
        self._pause = min(pause * 2, self._route.settings.longest_pause)
        return pause * random.uniform(0.5, 1.0)  # spreads the replicas

    def _admit(self, fault: Exception) -> None:
        """Faults are logged here, once each: not again while it meets the same one. What the
        database says may quote data and is not."""
        if self._condition.is_well:
            self._pause = self._route.settings.first_pause
        reason = _reason(fault)
        if self._condition.is_news(str(reason).removeprefix("halted: ")):
            self._tell(fault)
        self._condition.say(reason)

    def _tell(self, fault: Exception) -> None:
        match fault:
            case Stopping():
                log.warning("relay stopped with a page on its way", reason=str(fault))
            case LogBehindKafka():
                log.critical("log behind kafka", reason=str(fault))
            case RelayFault() | NotDelivered() | TooLarge():
                log.error("relay begins again", reason=str(fault))
            case psycopg.Error():
                log.error("relay begins again", reason=type(fault).__name__)
            case KafkaException():
                log.error("relay begins again", reason=str(fault))
            case _:
                log.error("relay begins again", reason=type(fault).__name__, exc_info=fault)


def _reason(fault: Exception) -> str | RelayFault:
    match fault:
        case psycopg.Error():
            return "the database does not answer"
        case KafkaException():
            error = fault.args[0]
            said = sentence_of(error.code())
            return said or f"Kafka does not answer as it should: {error.name()}"
        case RelayFault():
            return fault
        case NotDelivered() | TooLarge():
            return str(fault)
        case _:
            return f"unexpected: {type(fault).__name__}"
