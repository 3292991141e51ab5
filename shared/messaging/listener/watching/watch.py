"""Whether a listener really listens: asked of the consumer, of Kafka and of the database, every
second, and of the marks now and then.

Every question has a limit of time, and none is asked on the event loop: whoever is asked may be
there and never answer.
"""

import asyncio
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TypeVar

import psycopg

import shared.messaging.listener.marks.table as marks
from shared.eventstore.log.format import AnotherFormat
from shared.eventstore.read_models import ReadModel, differences, said
from shared.messaging.dead_letters.pauses import PartitionPaused
from shared.messaging.listener.reading.records import Partition
from shared.messaging.listener.reading.subscription import Subscription
from shared.messaging.listener.settings import Hearer, ListenerSettings
from shared.messaging.listener.watching.asking import Asking
from shared.messaging.listener.watching.counting import Count, Standstill
from shared.messaging.listener.writing.session import Session
from shared.telemetry.logs import logger

INTERVAL = 1.0
LOOKS_AT_MARKS = 5
"""Every so many looks."""
PATIENCE = 3.0
"""Seconds for an answer. One question that is not answered leaves a look under LONGEST_LOOK."""
KAFKA_AWAY = 10.0
"""So long without an answer of Kafka, and the listener is not ready."""
ENDS_AFTER = 4
"""So many times the limit of silence may marks stand still, before only a new process helps."""

log = logger(__name__)
T = TypeVar("T")


class ListenerSilent(RuntimeError):
    """Kafka answers, yet for too long we have no partition nor a place in the group without one,
    or records wait and no mark moves. Only a new process helps."""


class ListenerFenced(RuntimeError):
    """The client gave up for good and says so: another member took this one's name, or Kafka
    thinks so after a long pause. Only a new process helps."""


class Watch:
    """`trouble`, `refusal` (a topic of another format) and `paused` are set by whoever meets them
    and cleared by whoever sees them gone; `idle` says that what the group gave last was nothing.
    One thrown out of the group joins again by itself."""

    def __init__(
        self, settings: ListenerSettings, hearer: Hearer, subscription: Subscription
    ) -> None:
        self._limit = settings.silence_limit
        self._hearer = hearer
        self._subscription = subscription
        self._name = f"{settings.service}.{hearer.name}.v{hearer.version}"
        self._side = Session(
            settings.database, f"{self._name} watch", autocommit=True, within=PATIENCE
        )
        self._group = Asking(self._ask_group, PATIENCE)
        self._kafka = Asking(subscription.questions.reached, PATIENCE)
        self._asked_database = Asking(self._ask_database, PATIENCE)
        self._marks = Asking(self._ask_marks, PATIENCE)
        self._silence, self._away = Count(), Count()
        self._standstill, self._stands = Standstill(), 0.0
        self._belongs = False
        self._database: str | None = "database: not asked yet"
        self._waiting = False
        self.trouble: str | None = None
        self.refusal: AnotherFormat | None = None
        self._wanted: Sequence[str] = ()
        self.paused: Mapping[Partition, PartitionPaused] = {}
        self.idle = False

    def unready(self) -> str | None:
        if self._database or self.trouble:
            return self._database or self.trouble
        if self.refusal:
            return str(self.refusal)
        if paused := "; ".join(f"{why.code}: {why}" for _, why in sorted(self.paused.items())):
            return paused
        if refused := self._subscription.refusals.sentence:
            return f"kafka: {refused}"
        if not self._belongs:
            return "kafka: no partition assigned"
        if self._away.seconds > KAFKA_AWAY:
            return "kafka: no answer"
        return "marks: records wait and none moves" if self._stands > self._limit else None

    def remark(self) -> str | None:
        """Why it hears and writes nothing, although nothing is wrong with it."""
        return said(self._wanted) if self._wanted else None

    def want(self, differences: Sequence[str]) -> None:
        """A rebuild, because of these; of none, no more."""
        if differences and differences != self._wanted:
            log.warning("rebuild wanted", listener=self._name, differences=differences)
        self._wanted = differences

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While the database is waited for, silence is not the consumer's fault."""
        self._waiting = True
        try:
            yield
        finally:
            self._waiting = False

    async def until(self, stop: asyncio.Event) -> None:
        """Raises ListenerSilent after too long outside the group, or without moving, while Kafka
        answers; and ListenerFenced as soon as the client gives up."""
        looks = 0
        while not stop.is_set():
            if error := self._subscription.fatal_error():
                raise ListenerFenced(error)
            await self._look()
            looks += 1
            if looks % LOOKS_AT_MARKS == 0:
                await self._look_at_marks()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), INTERVAL)

    def close(self) -> None:
        self._side.drop()

    async def _look(self) -> None:
        """The group is not asked itself: librdkafka aborts the process when its coordinator goes
        away meanwhile. We have partitions, or are the one for whom none were left."""
        self._belongs = await _answer(self._group, 0) > 0 or self.idle
        self._database = await _answer(self._asked_database, "database: no answer")
        answers = await _answer(self._kafka, False)
        self._away.look(answers)
        # Who is refused is not silent: no new process would help.
        refused = self._subscription.refusals.code is not None
        excused = self._belongs or self._waiting or refused or not answers
        if self._silence.look(excused) > self._limit:
            raise ListenerSilent(f"outside the group for {self._limit:g} s although Kafka answers")

    async def _look_at_marks(self) -> None:
        """Kafka or the database not answering says nothing about the marks."""
        no_answer = self._database or self._away.seconds
        stands = self.trouble or self.refusal or self._wanted
        excused = self._waiting or stands or no_answer
        standing = {} if excused else await _answer(self._marks, {})
        self._stands = self._standstill.look(standing)
        if self._stands > self._limit * ENDS_AFTER:
            raise ListenerSilent(
                f"no mark moves for {self._stands:.0f} s although records wait: {standing}"
            )

    def _ask_group(self) -> int:
        self._subscription.ask_refused_topics()
        return self._subscription.assigned()

    def _ask_database(self) -> str | None:
        try:
            with self._side.alone() as connection:
                if isinstance(self._hearer, ReadModel):
                    self.want(differences(connection.cursor(), self._hearer))
                else:
                    connection.execute("select 1")
        except AnotherFormat as refusal:
            return str(refusal)
        except psycopg.Error as error:
            return f"database: {type(error).__name__}"
        return None

    def _ask_marks(self) -> dict[Hashable, Hashable]:
        """Of the partitions in which records wait and which are not paused, the marks' offsets."""
        waiting = self._subscription.unread()
        with self._side.alone() as connection:
            found = marks.begin(connection, self._hearer, list(waiting))
        return {
            partition: mark.offset
            for partition, mark in found.items()
            if mark.offset + 1 < waiting[partition] and partition not in self.paused
        }


async def _answer(asking: Asking[T], otherwise: T) -> T:
    """What whoever does not answer is taken to say."""
    try:
        return await asking.answer()
    except Exception:
        return otherwise
