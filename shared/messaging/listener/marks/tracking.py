"""Where a listener is in each of its partitions, and going back when it is not where it thought."""

from collections.abc import Sequence
from dataclasses import replace

from shared.eventstore.commands import Mark
from shared.messaging.listener.marks.progress import Awaits, Progress, Seek, beginning_at, judge
from shared.messaging.listener.marks.table import Marks
from shared.messaging.listener.reading.records import Partition, Record, Run, hash_of
from shared.messaging.listener.reading.subscription import Subscription
from shared.messaging.listener.writing.outcome import Chapter, chapter_of
from shared.telemetry.logs import logger

log = logger(__name__)

Identities = dict[str, str]
"""Topic → Kafka's id of it; a topic made anew has another one."""


class Tracking:
    """Begun with each assignment. Being wrong costs a seek: the marks in the database decide."""

    def __init__(self, name: str, subscription: Subscription) -> None:
        self._name = name
        self._subscription = subscription
        self._progress: dict[Partition, Progress] = {}
        self._owed: dict[Partition, Progress] = {}
        self._held: set[Partition] = set()
        self._identities: Identities = {}

    def begin(self, marks: Marks, identities: Identities) -> dict[Partition, int]:
        """Only these partitions are ours now; answers the offset at which each is to be read."""
        self._identities, self._owed, self._held = identities, {}, set()
        self._progress = {partition: beginning_at(mark) for partition, mark in marks.items()}
        return {partition: progress.start for partition, progress in self._progress.items()}

    async def begin_anew(self, identities: Identities) -> set[str]:
        """The topics that are no longer those whose offsets we know: what was fetched may be of
        either. Each is read again from its mark, whose record tells whether the mark still holds.
        """
        changed = {t for t, identity in identities.items() if self._identities.get(t) != identity}
        for topic in changed:
            log.warning("topic made anew", listener=self._name, topic=topic)
            mine = [partition for partition in self._progress if partition[0] == topic]
            if all([await self.go_back(partition) for partition in mine]):
                self._identities[topic] = identities[topic]
        return changed

    async def accept(self, run: Run, records: list[Record]) -> Chapter | None:
        """What of a run continues the mark; None when nothing does (it is then read again)."""
        progress = self._progress.get(run.partition)
        if progress is None or run.partition in self._held:  # not ours (any more, or for now)
            return None
        verdict = judge(run, progress, hash_of)
        if isinstance(verdict, Seek):
            if verdict.another_topic:
                log.warning("another record stands at the mark", listener=self._name, at=run.first)
            await self.return_to(run.partition, verdict.progress)
            return None
        if verdict.hole:
            log.error("records missing", listener=self._name, at=run.first, mark=progress.mark)
        left = records[len(records) - len(verdict.run.messages) :]
        if not left:
            self._progress[run.partition] = Progress(progress.mark, Awaits.THE_NEXT)
            return None
        chapter = chapter_of(left, progress.mark)
        self._progress[run.partition] = Progress(chapter.new, Awaits.THE_NEXT)
        return chapter

    def stand_at(self, marks: Sequence[Mark]) -> None:
        """As they were written: what was not believed has not moved their sequence."""
        for mark in marks:
            progress = self._progress.get((mark.topic, mark.partition))
            if progress is not None and progress.mark.offset == mark.offset:
                self._progress[mark.topic, mark.partition] = replace(progress, mark=mark)

    async def go_back(self, partition: Partition) -> bool:
        """To the mark as far as it is known here."""
        progress = self._progress.get(partition)
        return progress is None or await self.return_to(partition, beginning_at(progress.mark))

    def hold(self, partition: Partition, mark: Mark) -> bool:
        """Accepts nothing of it until it is let go, then what follows this mark. False when it is
        not ours."""
        if partition in self._progress:
            self._progress[partition] = beginning_at(mark)
            self._held.add(partition)
        return partition in self._held

    async def let_go(self, partition: Partition) -> None:
        await self.go_back(partition)
        self._held.discard(partition)

    async def return_to(self, partition: Partition, progress: Progress) -> bool:
        """A seek that fails is owed: what comes next would not fit, and nothing may come."""
        done = await self._subscription.seek(partition, progress.start)
        if done:
            self._progress[partition] = progress
            self._owed.pop(partition, None)
        else:
            self._owed[partition] = progress
        return done

    async def seek_again(self) -> None:
        """What is owed, as far as it is ours still."""
        for partition, progress in list(self._owed.items()):
            if partition in self._progress:
                await self.return_to(partition, progress)
            else:
                del self._owed[partition]
