"""Where a listener believes it is in each partition, and whether what arrives fits.

Pure: it decides, the subscription seeks. Believing too much is harmless, as every batch compares
with the mark's locked row; only going on over a hole could lose something, and that is alarmed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from confluent_kafka import OFFSET_BEGINNING, Message

from shared.eventstore.commands import Mark
from shared.messaging.listener.marks.table import NOTHING
from shared.messaging.listener.reading.records import Run

# Once for the hole itself, once more for what was already on its way when it was sought.
PATIENCE = 2


class Awaits(Enum):
    """What the next message of a partition should be."""

    THE_MARK = auto()  # the very record of the mark, to compare its hash
    THE_NEXT = auto()
    ANYTHING = auto()  # from the beginning of the partition, wherever that is


@dataclass(frozen=True)
class Progress:
    """The mark of one partition as this process knows it, and what it expects."""

    mark: Mark
    awaits: Awaits
    patience: int = PATIENCE

    @property
    def start(self) -> int:
        """The offset to read from, to begin here."""
        return OFFSET_BEGINNING if self.awaits is Awaits.ANYTHING else self.mark.offset


def beginning_at(mark: Mark) -> Progress:
    """From the mark's own record on, so that its hash is compared."""
    return Progress(mark, Awaits.ANYTHING if mark.offset == NOTHING else Awaits.THE_MARK)


@dataclass(frozen=True)
class Accepted:
    """Go on with these messages; `hole`: something that should have come was not there."""

    run: Run
    hole: bool = False


@dataclass(frozen=True)
class Seek:
    """Drop the messages and read from the start of this progress."""

    progress: Progress
    another_topic: bool = False


def judge(run: Run, progress: Progress, hash_of: Callable[[Message], bytes]) -> Accepted | Seek:
    """Whether a run continues what was heard before."""
    first, mark = run.first, progress.mark
    if first == mark.offset and progress.awaits is not Awaits.ANYTHING:
        if hash_of(run.messages[0]) != mark.record_hash:
            return Seek(Progress(mark, Awaits.ANYTHING), another_topic=True)
        rest = Run(run.partition, run.messages[1:])
        return _whole(rest, progress)
    if progress.awaits is Awaits.ANYTHING:
        return _from_the_beginning(run, progress)
    if first == mark.offset + 1:
        return _whole(run, progress)
    return _holed(run, progress)


def _from_the_beginning(run: Run, progress: Progress) -> Accepted | Seek:
    """What was fetched before the beginning was sought is not the beginning: it would leave out
    all before it for ever. A partition whose first records were cleared is sought in vain."""
    if run.first == 0 or progress.patience == 0:
        return _whole(run, progress)
    return Seek(replace(progress, patience=progress.patience - 1))


def _whole(run: Run, progress: Progress) -> Accepted | Seek:
    if run.messages and run.has_holes:
        return _holed(run, progress)
    return Accepted(run)


def _holed(run: Run, progress: Progress) -> Accepted | Seek:
    if progress.patience == 0:
        return Accepted(run, hole=True)
    again = progress if progress.awaits is Awaits.ANYTHING else beginning_at(progress.mark)
    return Seek(replace(again, patience=progress.patience - 1))
