"""Steps of a batch of commands, and where the marks stand while it is written piece by piece."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.eventstore.commands import Command, Mark, MarkMove
from shared.messaging.dead_letters import Cause
from shared.messaging.dead_letters.pauses import Pause
from shared.messaging.listener.marks.logs import Logs
from shared.messaging.listener.reading.records import Partition, Record
from shared.messaging.listener.writing.applying import described
from shared.messaging.listener.writing.outcome import chapter_of
from shared.messaging.listener.writing.runs import Runs, fault_of
from shared.vocabulary.refusals import Refusal


@dataclass(frozen=True)
class Step:
    """One record and what is to become of it: commands, parking for a reason (of the program's, its
    `fault`), or (neither) nothing but the mark moving over it."""

    record: Record
    commands: Sequence[Command] | None = None
    reason: str | None = None
    detail: str = ""
    fault: str = ""


def answered(step: Step, error: Exception) -> Step:
    if isinstance(error, Refusal):
        return replace(step, reason=Cause.REFUSED, detail=f"{error.code}: {error}")
    return inapplicable(step, error)


def inapplicable(step: Step, error: Exception) -> Step:
    detail, fault = described(error), fault_of(error)
    return replace(step, reason=Cause.CANNOT_BE_APPLIED, detail=detail, fault=fault)


class Batch:
    """Where the marks stand while a batch is written piece by piece."""

    def __init__(self, at: dict[Partition, Mark], logs: Logs, runs: Runs) -> None:
        self.at = at
        self.logs = logs
        self.runs = runs
        self.paused: list[Pause] = []

    def move(self, steps: Sequence[Step]) -> MarkMove:
        """Over these steps of one partition."""
        old = self.at[steps[0].record.partition]
        return MarkMove(old, chapter_of([step.record for step in steps], old).new)

    def moved(self, move: MarkMove) -> None:
        self.at[move.new.topic, move.new.partition] = move.new
