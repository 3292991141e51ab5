"""What one append carries to the server, and what it brings back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from shared.eventstore.commands import Key, MarkMove
from shared.eventstore.facts import Origin


class NewFact(NamedTuple):
    """A fact ready to be written at `version` of its stream."""

    stream_id: UUID
    version: int
    type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Decided:
    """A decided command: its facts (a stream's versions ascending, without holes), its answer.

    `only_read` are streams it was decided on without adding to them, and their versions: it loses
    when another has added to one of them meanwhile.
    """

    origin: Origin
    facts: Sequence[NewFact]
    key: Key | None = None
    answer: bytes = b"null"
    only_read: Mapping[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """Recorded whole or not at all."""

    commands: Sequence[Decided]
    marks: Sequence[MarkMove] = field(default=())

    @property
    def size(self) -> int:
        return sum(len(command.facts) for command in self.commands)


@dataclass(frozen=True, slots=True)
class Won:
    """Written, at these positions. `used` are the commands (counted from 0) of a listener batch
    that were left out, because their keys stand in the log already. `reached` is the log's last
    position after the call, which may have written others' facts too."""

    positions: range
    used: frozenset[int] = frozenset()
    reached: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Used:
    """The command's key stands in the log already; nothing was written."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Another wrote one of the streams first; nothing was written."""


@dataclass(frozen=True, slots=True)
class MarkElsewhere:
    """A mark was not where the unit said, or is locked by a redrive; nothing was written."""


class Stop(StrEnum):
    """What keeps a log from taking anything."""

    HALTED = "halted"  # Kafka knows more than it
    NOT_COMPARED = "not-compared"  # it may be an older copy: nobody has looked yet
    CLOCK_AHEAD = "clock-ahead"


@dataclass(frozen=True, slots=True)
class Halted:
    """Nothing may be written now, for this reason."""

    reason: str
    stop: Stop = Stop.HALTED


Verdict = Won | Used | Lost | MarkElsewhere | Halted


@dataclass(slots=True, eq=False)
class Submission:
    """A unit in the log's queue, and, once it was judged, whether all of it was written.

    `leans_on` are the submissions on whose facts it was decided before they were judged: if one of
    them is not written, this one is lost, whatever the versions of the streams.
    """

    unit: Unit
    leans_on: Sequence["Submission"] = ()
    written: bool | None = None

    def judge(self, verdict: object) -> None:
        self.written = isinstance(verdict, Won) and not verdict.used
        self.leans_on = ()  # else each would keep all before it in memory
