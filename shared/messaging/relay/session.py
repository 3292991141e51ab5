"""One holding of the lock: compare Kafka with the log, then send page after page."""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.eventstore.log.looking import head_of
from shared.messaging.brokers import Brokers
from shared.messaging.producer import Landed, Partition, Producer
from shared.messaging.relay.answering import connect
from shared.messaging.relay.checking import Comparison, compare
from shared.messaging.relay.condition import Condition
from shared.messaging.relay.faults import CannotPublish, LogBehindKafka, Stopping, TopicRecreated
from shared.messaging.relay.generations import Generations, Ids
from shared.messaging.relay.lock import Lock
from shared.messaging.relay.mark import Connection, Mark, Marker
from shared.messaging.relay.outgoing import Outbox
from shared.messaging.relay.pages import Page, Pages
from shared.messaging.relay.settings import RelaySettings
from shared.messaging.relay.tails import Looking, reading
from shared.telemetry import logs, metrics

log = logs.logger(__name__)

CHANNEL = "log"
"""What append notifies."""


@dataclass(frozen=True)
class Route:
    """From which log to which Kafka."""

    outbox: Outbox
    dsn: str
    brokers: Brokers
    settings: RelaySettings


class Session:
    """The active relay. Raises whatever keeps it from going on; the next one begins again."""

    def __init__(
        self, route: Route, lock: Lock, condition: Condition, stopping: threading.Event
    ) -> None:
        self._route, self._lock, self._stopping = route, lock, stopping
        self._condition = condition
        self._marker = Marker(lock.connection)
        self._ends: dict[Partition, int] = {}
        service, answer = route.outbox.service, route.settings.answer
        self._generations = Generations(route.brokers, service, answer)
        self._ids: Ids = {}
        self._stopped_at: CannotPublish | None = None
        self._last_call: float | None = None
        self._published = False

    def run(self) -> None:
        """Until it is asked to stop."""
        route = self._route
        with connect(route.dsn, "relay pages", route.settings.database) as log_connection:
            log_connection.execute(f"listen {CHANNEL}")
            log_id = self._must_not_be_halted()
            self._ids = self._generations.ids()
            position = self._compare(log_id)
            pages = Pages(log_connection, route.outbox, log_id, route.settings)
            self._condition.active()
            self._relay(pages, position)

    def _must_not_be_halted(self) -> UUID:
        head = head_of(self._lock.connection)
        if head.halted is not None:
            raise LogBehindKafka(f"halted: {head.halted}")
        return head.log_id

    def _compare(self, log_id: UUID) -> int:
        """Where to begin. What Kafka lost is sent again; what the log lost stops everything."""
        route, before = self._route, self._marker.read()
        looking = Looking(log_id, route.settings.answer, self._condition.alive)
        with reading(route.brokers, route.outbox.service, looking) as tails:
            try:
                comparison = compare(self._lock.connection, route.outbox, tails, before, self._ids)
            except LogBehindKafka as fault:
                self._marker.halt(str(fault))
                raise
        self._tell(comparison, before)
        if comparison.to_clear:
            self._generations.clear(comparison.to_clear)
        self._marker.place(comparison.mark)
        self._marker.compared()
        self._ends = {place: last.offset for place, last in comparison.mark.sent.items()}
        return comparison.mark.position

    def _tell(self, found: Comparison, before: Mark) -> None:
        """What somebody should look at, though nothing has to stop for it."""
        if found.mark.position < before.position:
            log.warning("kafka behind mark", marked=before.position, again=found.mark.position)
        if found.to_clear:
            log.critical("topic began with newer facts", partitions=len(found.to_clear))
        for topic, foreign in found.foreign.items():
            metrics.RELAY_FOREIGN_RECORDS.labels(self._route.outbox.service, topic).set(foreign)
            if foreign:
                log.critical("records under our name are not ours", topic=topic, records=foreign)

    def _relay(self, pages: Pages, position: int) -> None:
        settings = self._route.settings
        name = f"{self._route.outbox.service}-relay"
        producer = Producer(self._route.brokers, name, settings.socket_timeout)
        try:
            while not self._stopping.is_set():
                self._lock.verify()
                page = self._following(pages, position)
                # Before a page, so that none begins a new topic, and while there is none.
                self._must_be_the_same_topics()
                if page is not None:
                    position = self._send(producer, page)
                elif self._marker.replay_wanted():
                    position = self._marker.move(position, {})
                else:
                    self._condition.say(self._stopped_at)
                    _await_more(pages.connection, settings.poll)
        finally:
            producer.drop()

    def _following(self, pages: Pages, position: int) -> Page | None:
        """What is to be sent now. At a fact that cannot be published there is nothing, until an
        operator withholds it: the lock is kept, so that all relays together say so once."""
        try:
            page = pages.following(position)
        except CannotPublish as fault:
            if str(fault) != str(self._stopped_at):
                log.error("relay stopped", reason=str(fault))
            self._stopped_at = fault
            return None
        self._stopped_at = None
        return page

    def _send(self, producer: Producer, page: Page) -> int:
        try:
            producer.send(page.records, self._watch)
        finally:
            self._must_follow(producer.landed())
        self._must_be_the_same_topics()
        self._condition.say(None)
        last = {
            place: Landed(landed[-1].sequence, self._ends[place])
            for place, landed in producer.landed().items()
        }
        position = self._marker.move(page.upto, last)
        if last and not self._published:
            self._marker.compared()
            self._published = True
        return position

    def _watch(self, waited: float) -> None:
        """While Kafka has not acknowledged: another may have the lock, or this one has to stop."""
        self._lock.verify()
        self._condition.alive()
        settings = self._route.settings
        if waited > settings.patience:
            self._condition.say(f"Kafka has acknowledged nothing for {waited:.0f} s")
        if not self._stopping.is_set():
            return
        self._last_call = self._last_call or time.monotonic()
        if time.monotonic() - self._last_call > settings.last_flush:
            raise Stopping("Kafka has not acknowledged the last page")

    def _must_be_the_same_topics(self) -> None:
        """Raises TopicRecreated, PartitionsDiffer, TopicMissing. Also after a page, in case that it
        was the first of a new topic."""
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
