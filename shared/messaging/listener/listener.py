"""The loop that hears: fetch, judge, write with the mark, go on.

While one batch is written the next is fetched and read. A batch is never handed back to Kafka:
it is written, parked, or tried again until the database takes it. Only while a rebuild is wanted
it is let go, and read again.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from confluent_kafka import Consumer, KafkaException, Message, TopicPartition

import shared.messaging.listener.marks.table as marks
from shared.eventstore.commands import Mark
from shared.eventstore.read_models import RebuildWanted
from shared.messaging.listener.marks.progress import beginning_at
from shared.messaging.listener.marks.tracking import Identities, Tracking
from shared.messaging.listener.reading.formats import Formats
from shared.messaging.listener.reading.records import Partition, Record, RecordReader, Run
from shared.messaging.listener.reading.subscription import Subscription
from shared.messaging.listener.settings import Hearer, ListenerSettings, Projection
from shared.messaging.listener.watching.asking import Asking
from shared.messaging.listener.watching.pauses import Pauses
from shared.messaging.listener.watching.pausing import Pausing
from shared.messaging.listener.watching.watch import Watch
from shared.messaging.listener.writing.outcome import Chapter, Outcome, Writer
from shared.messaging.listener.writing.projecting import ProjectionWriter
from shared.messaging.listener.writing.session import Session
from shared.telemetry.logs import logger
from shared.vocabulary.calendar import Clock, system_clock

log = logger(__name__)
T = TypeVar("T")

LONGEST_STOP = 8.0
SEEK_AGAIN = 1.0
LOOK_AGAIN = 2.0
"""Seconds after which what wants a rebuild looks whether it was switched."""
HINT_WITHIN = 1.0


class HearingLoop(ABC):
    """A loop over any writer; `Listener` and `ReactionListener` say which."""

    def __init__(
        self, settings: ListenerSettings, hearer: Hearer, clock: Clock = system_clock
    ) -> None:
        self.name = f"{settings.service}.{hearer.name}.v{hearer.version}"
        self._settings = settings
        self._hearer = hearer
        self._reading = RecordReader(hearer, settings.prefix, clock)
        self._threads = ThreadPoolExecutor(4, thread_name_prefix=self.name)
        self._side = Session(settings.database, f"{self.name} marks", autocommit=True)
        self._pauses = Pauses(settings.longest_pause)
        self._writing: asyncio.Task[None] | None = None
        self._hinted: list[Mark] = []
        self._hint: asyncio.Task[None] | None = None
        self._hinting = Asking(lambda: self._subscription.hint(self._hinted), HINT_WITHIN)
        self._subscription = Subscription(settings, hearer, self._on_batch, self._on_assign)
        self._tracking = Tracking(self.name, self._subscription)
        self._formats = Formats(self.name)
        self._pausing = Pausing(
            self.name, self._tracking, self._subscription, settings.longest_pause
        )
        self._watch = Watch(settings, hearer, self._subscription)
        self._watch.paused = self._pausing.reasons
        self._writer: Writer = self._make_writer()

    @abstractmethod
    def _make_writer(self) -> Writer:
        """What writes the batches, made once everything else is there."""

    async def in_thread(self, work: Callable[..., T], *arguments: Any) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(work, *arguments))

    def unready(self) -> str | None:
        return self._watch.unready()

    def remark(self) -> str | None:
        """What an operator should know although nothing is wrong with the listener."""
        return self._watch.remark()

    def require_format(self) -> None:
        """Raises AnotherFormat while a topic is not heard because of it."""
        if refusal := self._formats.refusal:
            raise refusal

    def require_going(self) -> None:
        """Raises PartitionPaused while one of its partitions is."""
        for refusal in list(self._pausing.reasons.values()):
            raise refusal

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; raises ListenerSilent or ListenerFenced when only a new process helps."""
        try:
            if await self._start(stop):
                seeking = asyncio.create_task(self._seek_again())
                try:
                    await self._watch.until(stop)
                finally:
                    seeking.cancel()
        finally:
            await self._end()

    async def _seek_again(self) -> None:
        """Where nothing new arrives nothing else would."""
        while True:
            await asyncio.sleep(SEEK_AGAIN)
            await self._tracking.seek_again()
            await self._pausing.try_again()
            await self._look_for_topics_made_anew()

    async def _look_for_topics_made_anew(self) -> None:
        """In the place of those that are not heard: one may be empty for long."""
        if topics := self._formats.topics:
            with suppress(KafkaException):
                identities = await self.in_thread(self._subscription.questions.identities, topics)
                self._forget_formats(identities)
                await self._tracking.begin_anew(identities)

    def _forget_formats(self, identities: Identities) -> None:
        self._formats.forget(identities)
        self._watch.refusal = self._formats.refusal

    async def _start(self, stop: asyncio.Event) -> bool:
        for pause in self._pauses:
            if stop.is_set():
                return False
            try:
                await self._subscription.start()
            except Exception as error:
                log.warning("kafka is away", listener=self.name, error=str(error))
                await self._pauses.wait_async(pause)
            else:
                return True
        return False

    async def _end(self) -> None:
        self._pauses.end()
        try:
            async with asyncio.timeout(LONGEST_STOP):
                if self._writing is not None:
                    await self._writing
                await self._subscription.stop()
        except TimeoutError:
            log.warning("stopped before all was closed", listener=self.name)
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._side.drop()
        self._watch.close()
        self._writer.close()

    def _on_assign(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        """In the client's thread, which may wait: without the marks Kafka's hint would be used."""
        mine = [self._key(partition) for partition in partitions]
        starts = self._starts(mine)
        for partition, key in zip(partitions, mine, strict=True):
            partition.offset = starts.get(key, partition.offset)
        try:
            consumer.assign(partitions if starts else [])
            self._subscription.resume_all(self._pausing.forget())
        except Exception:  # the next assignment is under way
            log.exception("partitions not taken", listener=self.name)
        self._watch.idle = not partitions
        self._subscription.refusals.let_in()
        log.info("partitions assigned", listener=self.name, partitions=len(starts))

    def _key(self, partition: TopicPartition) -> Partition:
        return partition.topic[len(self._settings.prefix) :], partition.partition

    def _starts(self, partitions: Sequence[Partition]) -> dict[Partition, int]:
        """Where to read from, however long the database is away; empty when it is time to stop."""
        with self._watch.waiting():
            for pause in self._pauses:
                try:
                    identities = self._subscription.questions.identities(
                        {topic for topic, _ in partitions}
                    )
                    with self._side.alone() as connection:
                        found = marks.begin(connection, self._hearer, partitions)
                except Exception as error:
                    log.warning("marks cannot be read", listener=self.name, error=str(error))
                    self._pauses.wait(pause)
                else:
                    return self._tracking.begin(found, identities)
        return {}

    async def _on_batch(self, messages: tuple[Message, ...]) -> None:
        """Never raises: FastStream would log it and go on behind what was not handled."""
        runs = self._reading.runs(messages)
        try:
            chapters = await self._chapters(runs)
            if chapters:
                self._writing = asyncio.create_task(self._write(chapters))
        except Exception:
            log.exception("batch not heard, read again", listener=self.name)
            await self._pauses.wait_async(1.0)
            for run in runs:
                await self._tracking.go_back(run.partition)

    async def _chapters(self, runs: list[Run]) -> list[Chapter]:
        """What continues our marks, read while the batch before is still being written."""
        read, identities = await asyncio.gather(
            self.in_thread(self._read, runs), self._ask_identities(runs)
        )
        if self._writing is not None:
            await self._writing
        if identities is None:
            return []
        self._forget_formats(identities)
        made_anew = await self._tracking.begin_anew(identities)
        going = [both for both in zip(runs, read, strict=True) if both[0].topic not in made_anew]
        going = self._formats.heard(going, identities)
        self._watch.refusal = self._formats.refusal
        chapters = [await self._tracking.accept(run, records) for run, records in going]
        return [chapter for chapter in chapters if chapter is not None]

    def _read(self, runs: list[Run]) -> list[list[Record]]:
        return [self._reading.read(run) for run in runs]

    async def _ask_identities(self, runs: list[Run]) -> Identities | None:
        """Asked after the fetch: what was fetched is then of these topics, or of older ones."""
        topics = {run.topic for run in runs}
        for pause in self._pauses:
            try:
                return await self.in_thread(self._subscription.questions.identities, topics)
            except Exception as error:
                log.warning("topics cannot be asked", listener=self.name, error=str(error))
                await self._pauses.wait_async(pause)
        return None

    async def _write(self, chapters: list[Chapter]) -> None:
        try:
            outcome = await self._written(chapters)
        except RebuildWanted as wanted:
            await self._stand(chapters, wanted)
            return
        if outcome is None:
            return
        self._tracking.stand_at(outcome.moved)
        await self._pausing.told([chapter.partition for chapter in chapters], outcome)
        outcome.tally.tell(self._settings.service)
        self._hinted = outcome.moved
        if self._hint is None or self._hint.done():
            self._hint = asyncio.create_task(self._say_hint())
        for partition, mark in outcome.lost.items():
            log.info("another mark than believed", listener=self.name, partition=partition)
            await self._tracking.return_to(partition, beginning_at(mark))

    async def _stand(self, chapters: list[Chapter], wanted: RebuildWanted) -> None:
        """Where the marks are: what was read is read again, until a rebuild has switched."""
        self._watch.want(wanted.differences)
        await self._pauses.wait_async(LOOK_AGAIN)
        for chapter in chapters:
            await self._tracking.return_to(chapter.partition, beginning_at(chapter.old))

    async def _say_hint(self) -> None:
        """Beside the work, late or never if Kafka's client does not want it: the next says more."""
        with suppress(TimeoutError):
            await self._hinting.answer()

    async def _written(self, chapters: list[Chapter]) -> Outcome | None:
        """Raises RebuildWanted."""
        for pause in self._pauses:
            try:
                outcome = await self._writer.write(chapters)
            except RebuildWanted:
                raise
            except Exception as error:
                log.warning("batch not written yet", listener=self.name, error=str(error))
                self._watch.trouble = f"database: {type(error).__name__}"
                await self._pauses.wait_async(pause)
            else:
                self._watch.trouble = None
                return outcome
        return None


class Listener(HearingLoop):
    """Keeps a projection from published events."""

    def __init__(
        self, settings: ListenerSettings, projection: Projection, clock: Clock = system_clock
    ) -> None:
        self._projection = projection
        super().__init__(settings, projection, clock)

    def _make_writer(self) -> Writer:
        session = Session(self._settings.database, self.name)
        return ProjectionWriter(self._projection, session, self.in_thread)
