"""Partitions that the limit on parking has stopped: nothing of them is fetched, and each is tried
again now and then. Mended code goes on with it, and so does what an operator has accepted."""

import time
from collections.abc import Callable, Iterable
from typing import Final

from shared.messaging.dead_letters.pauses import PartitionPaused, Pause
from shared.messaging.listener.marks.tracking import Tracking
from shared.messaging.listener.reading.records import Partition
from shared.messaging.listener.reading.subscription import Subscription
from shared.messaging.listener.writing.outcome import Outcome
from shared.telemetry.logs import logger

log = logger(__name__)

PAUSES: Final = 6
"""As long as so many of the longest pauses that a batch waits for its database."""


class Pausing:
    """`reasons`: why each of ours does not go on; said until a batch of it is written."""

    def __init__(
        self,
        name: str,
        tracking: Tracking,
        subscription: Subscription,
        longest_pause: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._tracking = tracking
        self._subscription = subscription
        self._pause = PAUSES * longest_pause
        self._monotonic = monotonic
        self._due: dict[Partition, float] = {}
        self.reasons: dict[Partition, PartitionPaused] = {}

    async def told(self, tried: Iterable[Partition], outcome: Outcome) -> None:
        """What became of these partitions."""
        paused = {(pause.mark.topic, pause.mark.partition): pause for pause in outcome.paused}
        for partition in tried:
            if partition in paused:
                await self._begin(partition, paused[partition])
            elif self.reasons.pop(partition, None):
                self._due.pop(partition, None)
                log.info("partition goes on", listener=self._name, partition=partition)

    async def _begin(self, partition: Partition, pause: Pause) -> None:
        if not self._tracking.hold(partition, pause.mark):  # not ours any more
            return
        if partition not in self.reasons:
            where = {"topic": partition[0], "partition": partition[1], "at": pause.mark.offset}
            why = {"subjects": pause.subjects, "error": pause.error}
            log.critical("partition paused", listener=self._name, **where, **why)
        self.reasons[partition] = pause.refusal
        self._due[partition] = self._monotonic() + self._pause
        await self._subscription.pause(partition)

    async def try_again(self) -> None:
        """Those whose time has come, from their marks on; and again, should nothing come of it."""
        now = self._monotonic()
        for partition, due in list(self._due.items()):
            if due <= now:
                self._due[partition] = now + self._pause
                await self._subscription.resume(partition)
                await self._tracking.let_go(partition)

    def forget(self) -> list[Partition]:
        """What is assigned now is tried at once; answers what was stopped."""
        stopped = list(self._due)
        self._due.clear()
        self.reasons.clear()
        return stopped
