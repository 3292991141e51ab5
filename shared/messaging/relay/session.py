"""One holding of the lock: compare Kafka with the log, then send page after page."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.eventstore.connections import connect
from shared.eventstore.mapper import StoredFact
from shared.messaging.brokers import Brokers
from shared.messaging.producer import Landed, Outgoing, Partition, Producer
from shared.messaging.relay.checking import compare
from shared.messaging.relay.faults import LogBehindKafka, Stopping, TopicRecreated
from shared.messaging.relay.generations import Generations, Ids
from shared.messaging.relay.lock import Lock
from shared.messaging.relay.mark import Connection, Marker
from shared.messaging.relay.outgoing import Outbox, read_page, records
from shared.messaging.relay.settings import RelaySettings
from shared.messaging.relay.tails import reading
from shared.telemetry import logs

log = logs.logger(__name__)

CHANNEL = "log"
"""What append notifies."""

Say = Callable[[str | None], None]
"""Told why nothing is relayed now, or None."""


@dataclass(frozen=True)
class Route:
    """From which log to which Kafka."""

    outbox: Outbox
    dsn: str
    brokers: Brokers
    settings: RelaySettings


class Session:
    """The active relay. Raises whatever keeps it from going on; the next one begins again."""

    def __init__(self, route: Route, lock: Lock, say: Say, stopping: threading.Event) -> None:
        self._route, self._lock, self._say, self._stopping = route, lock, say, stopping
        self._marker = Marker(lock.connection)
        self._ends: dict[Partition, int] = {}
        service, answer = route.outbox.service, route.settings.answer
        self._generations = Generations(route.brokers, service, answer)
        self._ids: Ids = {}
        self._last_call: float | None = None

    def run(self) -> None:
        """Until it is asked to stop."""
        with connect(self._route.dsn, "relay pages") as log_connection:
            log_connection.autocommit = True
            log_connection.execute(f"listen {CHANNEL}")
            log_id = self._must_not_be_halted(log_connection)
            self._ids = self._generations.ids()
            position = self._compare(log_connection)
            self._relay(log_connection, log_id, position)

    def _must_not_be_halted(self, log_connection: Connection) -> UUID:
        row = log_connection.execute("select log_id, halted from log_head").fetchone()
        assert row is not None, "the migrations put one row there"
        if row[1] is not None:
            raise LogBehindKafka(f"halted until `hieuhoc recover`: {row[1]}")
        return UUID(str(row[0]))

    def _compare(self, log_connection: Connection) -> int:
        """Where to begin. What Kafka lost is sent again; what the log lost stops everything."""
        route, before = self._route, self._marker.read()
        with reading(route.brokers, route.outbox.service, route.settings.answer) as found:
            try:
                comparison = compare(log_connection, route.outbox, found, before, self._ids)
            except LogBehindKafka as fault:
                self._marker.halt(str(fault))
                raise
        if comparison.mark.position < before.position:
            log.warning("kafka behind mark", marked=before.position, again=comparison.mark.position)
        if comparison.to_clear:
            log.critical("topic began with newer facts", partitions=len(comparison.to_clear))
            self._generations.clear(comparison.to_clear)
        self._marker.place(comparison.mark)
        self._ends = {place: last.offset for place, last in comparison.mark.sent.items()}
        return comparison.mark.position

    def _relay(self, log_connection: Connection, log_id: UUID, position: int) -> None:
        settings = self._route.settings
        name = f"{self._route.outbox.service}-relay"
        producer = Producer(self._route.brokers, name, settings.socket_timeout)
        try:
            while not self._stopping.is_set():
                self._lock.verify()
                page = read_page(log_connection, position, settings)
                if page:
                    sending = records(self._route.outbox, log_id, page)
                    self._must_be_the_same_topics()
                    position = self._send(producer, page, sending)
                elif self._marker.replay_wanted():
                    position = self._marker.move(position, {})
                else:
                    self._say(None)
                    _await_more(log_connection, settings.poll)
        finally:
            producer.drop()

    def _send(
        self,
        producer: Producer,
        page: Sequence[StoredFact],
        sending: Sequence[Outgoing],
    ) -> int:
        try:
            producer.send(sending, self._watch)
        finally:
            self._must_follow(producer.landed())
        self._must_be_the_same_topics()
        self._say(None)
        last = {
            place: Landed(landed[-1].sequence, self._ends[place])
            for place, landed in producer.landed().items()
        }
        return self._marker.move(page[-1].id, last)

    def _watch(self, waited: float) -> None:
        """While Kafka has not acknowledged: another may have the lock, or this one has to stop."""
        self._lock.verify()
        settings = self._route.settings
        if waited > settings.patience:
            self._say(f"Kafka has acknowledged nothing for {waited:.0f} s")
        if not self._stopping.is_set():
            return
        self._last_call = self._last_call or time.monotonic()
        if time.monotonic() - self._last_call > settings.last_flush:
            raise Stopping("Kafka has not acknowledged the last page")

    def _must_be_the_same_topics(self) -> None:
        """Before a page, so that none begins a new topic; after it, in case that it did."""
        if self._generations.ids() != self._ids:
            raise TopicRecreated("a topic was recreated")

    def _must_follow(self, landed: Mapping[Partition, Sequence[Landed]]) -> None:
        """Offsets only grow while a topic lives. If one does not, it was recreated with this page
        on its way; the next comparison sees that by the offset kept with the mark."""
        for place, there in landed.items():
            end = self._ends.get(place, -1)
            for record in there:
                # Kafka does not say where a record is that it had taken before.
                if 0 <= record.offset <= end:
                    raise TopicRecreated(f"{place[0]}/{place[1]} was recreated or lost its end")
                end = max(end, record.offset)
            self._ends[place] = end


def _await_more(log_connection: Connection, seconds: float) -> None:
    """A notification wakes; the time limit is what a lost one costs."""
    for _ in log_connection.notifies(timeout=seconds, stop_after=1):
        pass
    for _ in log_connection.notifies(timeout=0):
        pass
